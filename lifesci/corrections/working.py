"""Finding the working rows that a report speaks of. For the desk; public code never comes here."""

from django.apps import apps

from lifesci.corrections.facts import MEMBERS, words_of
from lifesci.editions.figures import figures
from lifesci.evidence.models import Cited, Figure, Record


def model_of(kind: str) -> type[Record]:
    """The model of a kind of record."""
    return next(each for each in apps.get_models() if issubclass(each, Record) and each._meta.model_name == kind)


def record_of(kind: str, ref: str) -> Record | None:
    """The working record of that reference, None where it was deleted."""
    return model_of(kind)._default_manager.filter(ref=ref).first()


def fact_of(record: Record | None, anchor: str) -> Cited | None:
    """The working fact at an anchor of the record's page, None where there is none any more."""
    name, _, key = anchor.partition("-")
    if record is None or not key or not hasattr(record, MEMBERS.get(name, "")):
        return None
    facts = getattr(record, MEMBERS[name])
    joined = ["measure", "geography", "counted_in"] if issubclass(facts.model, Figure) else []
    return (
        facts.select_related("source", "as_given_in", *joined)
        .defer("source__text", "as_given_in__text")
        .filter(key=key)
        .first()
    )


def words_now(anchor: str, fact: Cited) -> str:
    """A working fact as the register would publish it, in one line."""
    name = anchor.partition("-")[0]
    if name == "figure":
        owner = type(fact).NATURAL[0].partition("__")[0]
        return words_of(name, figures([fact], owner)[0])
    return words_of(name, {member: getattr(fact, member, "") for member in ("statement", "title", "person", "summary")})
