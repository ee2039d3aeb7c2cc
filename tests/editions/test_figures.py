"""Figures in documents: what is withheld leaves no trace, and where sources differ both stand with the choice."""

import pytest
from django.core.management import call_command
from django.db import transaction

from lifesci.editions.figures import figures
from lifesci.editions.models import Edition, Entry, EntryFigure, EntryText
from lifesci.editions.names import published_names
from lifesci.editions.pieces import named_in
from lifesci.editions.reading import current
from lifesci.editions.sources import publish_source
from programmes.document import document
from programmes.models import Programme, ProgrammeFigure
from programmes.publish import publish_programme
from programmes.readiness import readiness
from tests import factories as make

pytestmark = pytest.mark.django_db
WORDS = {1: "one apprentice", 3: "three apprentices", 4: "four apprentices"}


@pytest.fixture
def private():
    """A published source that nobody outside can read."""
    source = make.SourceFactory(ref="returns", title="Returns of the provider", is_public=False)
    publish_source(source, by=None)
    return source


@pytest.fixture
def apprentices(private):
    """A programme with one apprentice a year, by that source."""
    programme = make.ProgrammeFactory(ref="scheme", title="Scheme", summary="A scheme.", lead=None)
    measure = make.MeasureFactory(code="apprentices", label="apprentices", singular="apprentice")
    figure = make.ProgrammeFigureFactory(
        programme=programme, key="apprentices", measure=measure, value=1, qualifier="exactly", period_kind="per_year",
        source=private, stated_as=WORDS[1],
    )  # fmt: skip
    make.OutcomeFactory(programme=programme, key="stay", source=private, figure=figure, statement="All stayed.")
    return programme


def set_value(value, **members):
    """Give the only figure another value, and the words for it."""
    ProgrammeFigure.objects.update(value=value, **{"stated_as": WORDS.get(value, ""), **members})


def built(programme) -> dict:
    """The first figure of the document."""
    whole = Programme.objects.whole().get(pk=programme.pk)
    return figures(whole.figures.all(), "programme")[0]


def blocking(programme) -> list[str]:
    """What forbids publishing the programme."""
    whole = Programme.objects.whole().get(pk=programme.pk)
    return readiness(whole, published_names(named_in(document(whole, {})))).blocking


def public_state() -> list:
    """Everything that anything public is made of."""
    return [
        list(Edition.objects.order_by("pk").values_list("kind", "ref", "text", "sha256")),
        list(Entry.objects.order_by("kind", "ref").values_list("item", "summary", "title")),
        list(EntryFigure.objects.values_list("identifier", "value", "value_high", "qualifier", "row")),
        list(EntryText.objects.order_by("entry").values_list("title", "names", "summary", "body")),
    ]


def test_a_small_number_is_published_as_fewer_than_five(apprentices):
    publish_programme(apprentices, by=None)
    figure = current("programme", "scheme")[0]["figures"][0]
    assert {
        name: figure[name] for name in ("value", "value_high", "qualifier", "missing_reason", "is_small", "phrase")
    } == {
        "value": None,
        "value_high": None,
        "qualifier": "less_than",
        "missing_reason": "withheld",
        "is_small": True,
        "phrase": "fewer than 5 apprentices a year",
    }
    assert figure["parts"] == {"lead": "fewer than", "numeral": "5", "unit": "apprentices", "tail": "a year"}
    assert figure["citation"]["stated_as"] == ""
    row = EntryFigure.objects.get()
    assert (row.value, row.value_high, row.qualifier, row.missing_reason) == (None, None, "less_than", "withheld")


def test_nothing_public_tells_one_small_number_from_another(apprentices):
    states = []
    for value, members in ((1, {}), (3, {}), (4, {"qualifier": "about"}), (3, {"value_high": 4})):
        with transaction.atomic():
            set_value(value, **members)
            publish_programme(apprentices, by=None)
            call_command("rebuild_catalogue", verbosity=0)
            states.append(public_state())
            transaction.set_rollback(True)
    assert all(state == states[0] for state in states)
    with transaction.atomic():
        set_value(5, stated_as="five apprentices")
        publish_programme(apprentices, by=None)
        assert public_state() != states[0]
        transaction.set_rollback(True)


def test_a_true_zero_stays_and_a_public_source_withholds_nothing(apprentices, private):
    set_value(0, stated_as="no apprentices")
    assert (built(apprentices)["value"], built(apprentices)["is_small"]) == (0, False)
    set_value(3)
    type(private).objects.update(is_public=True)
    figure = built(apprentices)
    assert (figure["value"], figure["phrase"], figure["citation"]["stated_as"]) == (
        3,
        "3 apprentices a year",
        "three apprentices",
    )


def test_a_small_number_that_may_well_be_larger_is_withheld_without_a_claim(apprentices):
    set_value(3, qualifier="at_least", stated_as="at least three")
    figure = built(apprentices)
    assert (figure["value"], figure["qualifier"], figure["is_small"]) == (None, "exactly", True)
    assert figure["phrase"] == "withheld: the number is known and not published"


@pytest.mark.parametrize(
    ("member", "text"), [("note", "All three are from Leeds."), ("population", "3 apprentices"), ("key", "the-3")]
)
def test_a_text_beside_a_small_number_may_not_give_it_away(apprentices, member, text):
    set_value(3)
    assert blocking(apprentices) == []
    ProgrammeFigure.objects.update(**{member: text})
    key = text if member == "key" else "apprentices"
    assert blocking(apprentices) == [
        f"Figure “{key}”, {member}: the text gives away the number of “{key}”, which is published as “fewer than 5” "
        "because its source is not public. Leave the number out."
    ]


def test_an_outcome_may_not_give_its_small_number_away(apprentices):
    set_value(3)
    apprentices.outcomes.update(statement="Three stayed.", stated_as="all three stayed")
    assert [problem.partition(":")[0] for problem in blocking(apprentices)] == [
        "Outcome “stay”, statement",
        "Outcome “stay”, stated as",
    ]


def test_a_number_like_it_in_the_text_of_the_record_is_warned_of(apprentices):
    set_value(3)
    Programme.objects.update(summary="It has 3 sites.", description="Nothing is counted here.")
    whole = Programme.objects.whole().get(pk=apprentices.pk)
    assert [told for told in readiness(whole, {}).warnings if "stands in this text" in told] == [
        "Summary: the number of “apprentices”, published as “fewer than 5”, stands in this text too. See that "
        "it does not speak of the same people."
    ]


@pytest.fixture
def differing():
    """A programme whose two sources give different numbers."""
    programme = make.ProgrammeFactory(ref="scheme")
    make.ProgrammeFigureFactory(programme=programme, key="first", value=900, order=1)
    make.ProgrammeFigureFactory(programme=programme, key="second", value=950, order=2)
    make.ProgrammeFigureFactory(programme=programme, key="other", period_kind="per_year", order=3)
    return programme


def disputes(programme) -> dict:
    """What documents say of each figure's standing among the others."""
    whole = Programme.objects.whole().get(pk=programme.pk)
    told = ("sources_differ", "chosen_because", "set_aside_for")
    return {row["key"]: tuple(row[name] for name in told) for row in figures(whole.figures.all(), "programme")}


def warnings(programme) -> list[str]:
    """What readiness warns of where sources differ."""
    whole = Programme.objects.whole().get(pk=programme.pk)
    return [told for told in readiness(whole, {}).warnings if "different values" in told]


def test_where_sources_differ_both_say_so_until_one_is_chosen_with_a_reason(differing):
    assert disputes(differing) == {
        "first": (["second"], "", ""),
        "second": (["first"], "", ""),
        "other": ([], "", ""),
    }
    assert warnings(differing) == [
        "Figures “first” and “second” give different values for the same thing. They are published as “sources differ” "
        "until one of them, and only one, says why it is the one to use."
    ]
    ProgrammeFigure.objects.filter(key="second").update(chosen_because="It is the later count.")
    assert disputes(differing) == {
        "first": ([], "", "second"),
        "second": ([], "It is the later count.", ""),
        "other": ([], "", ""),
    }
    assert warnings(differing) == []
