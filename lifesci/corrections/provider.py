"""The private pages of a provider's link: its published facts, each to confirm or to answer with another.

Fed by Editions, so a draft shows to no provider. Whoever has the address is let in; nobody may keep or index the page.
"""

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from lifesci.corrections.confirming import confirm, propose
from lifesci.corrections.facts import facts_of
from lifesci.corrections.models import Confirmation, Correction, ProviderLink
from lifesci.corrections.provider_link import link_of
from lifesci.corrections.reporting import Subject
from lifesci.corrections.views import KINDS
from lifesci.corrections.words import described, words_field
from lifesci.editions.models import Entry, EntryTerm
from lifesci.editions.reading import current
from lifesci.failure import HOMES, Failure, Refused
from lifesci.search.parameters import one_value, refuse_unknown

PRIVATE = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "same-origin"}
RIGHT, OTHER = "right", "other"
ANSWERS = [
    ("", gettext_lazy("I say nothing of it")),
    (RIGHT, gettext_lazy("This still holds")),
    (OTHER, gettext_lazy("It should say something else")),
]


class AnswerForm(forms.Form):
    """What a provider says of one fact."""

    answer = forms.ChoiceField(
        choices=ANSWERS, required=False, widget=forms.RadioSelect, label=gettext_lazy("What do you say of this fact?")
    )
    right = words_field(
        gettext_lazy("What should it say?"), gettext_lazy("Only if it should say something else."), longest=500, rows=2
    )
    where = words_field(
        gettext_lazy("Where can that be read?"),
        gettext_lazy("A page, or a document of yours and its page."),
        longest=500,
        rows=2,
    )

    def clean(self):
        """Another value comes with its source, and a value without the choice is not lost silently."""
        said = super().clean()
        answer, written = said.get("answer"), [name for name in ("right", "where") if said.get(name)]
        if answer == OTHER:
            for name in ("right", "where"):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, gettext_lazy("Give what it should say, and where that can be read."))
        elif written and "answer" not in self.errors:
            self.add_error(
                "answer", gettext("Choose “{answer}”, or empty the fields below it.").format(answer=ANSWERS[2][1])
            )
        return said


def records(request, token):
    """The records of one link, with how many of their facts it has answered."""
    link = open_link(token)
    told = []
    for entry in own_records(link.organisation).select_related("edition").order_by("kind", "sort_title"):
        document, _ = current(entry.kind, entry.ref)
        facts = facts_of(document)
        answered = answers_of(link, entry.kind, entry.ref, entry.number)
        told.append({"entry": entry, "facts": len(facts), "answered": len(answered.keys() & facts.keys())})
        told[-1]["page"] = page_of(token, entry.kind, entry.ref)
    return private(request, "corrections/provider.html", {"link": link, "records": told})


def record(request, token, home, ref):
    """The facts of one record, each with its form; answers lead back to the list."""
    link, kind = open_link(token), KINDS.get(home)
    entry = own_records(link.organisation).filter(kind=kind, ref=ref).first()
    if entry is None:
        raise Http404
    document, entry = current(kind, ref)
    answered = answers_of(link, kind, ref, entry.number)
    facts = facts_of(document)
    data = request.POST if request.method == "POST" else None
    if data is not None:
        refuse_unknown(data, [f"{anchor}-{name}" for anchor in facts for name in AnswerForm.base_fields])
        data = {name: one_of(data, name) for name in data}
    rows = [(fact, described(AnswerForm(data, prefix=anchor)), answered.get(anchor)) for anchor, fact in facts.items()]
    wrong = [(fact, form) for fact, form, _ in rows if form.is_bound and not form.is_valid()]
    if data is not None and not wrong:
        for fact, form, _ in rows:
            keep(link, Subject(document, entry.number, fact), form.cleaned_data)
        return private_redirect(reverse("corrections:provider", args=[token]))
    context = {"link": link, "document": document, "edition": entry.number, "rows": rows}
    context |= {"back": reverse("corrections:provider", args=[token]), "wrong": wrong}
    return private(request, "corrections/provider_record.html", context, status=422 if data is not None else 200)


def one_of(data, name: str) -> str:
    """The one value of a field. Raises BadParameter where it is repeated."""
    given = data.getlist(name)
    return one_value(data, name) if len(given) > 1 else "".join(given)


def keep(link: ProviderLink, subject: Subject, said: dict) -> None:
    """Keep what was said of one fact; nothing where nothing was said."""
    if said["answer"] == RIGHT:
        confirm(link, subject)
    elif said["answer"] == OTHER:
        propose(link, subject, right=said["right"], where=said["where"])


def open_link(token: str) -> ProviderLink:
    """The link of an address. Raises Http404 for one that was never made, Refused for one that is closed."""
    link = link_of(token)
    if link is None:
        raise Http404
    if not link.is_open:
        detail = gettext(
            "This link no longer opens. Nothing that was said by it is lost. Ask the curators for a new one."
        )
        raise Refused(Failure(410, "gone", gettext("This link is closed"), detail))
    return link


def own_records(organisation: str):
    """What is published of an organisation: itself, and the programmes it leads."""
    leads = Exists(EntryTerm.objects.filter(entry=OuterRef("pk"), scheme="lead", code=organisation))
    return Entry.objects.filter(Q(kind="organisation", ref=organisation) | Q(leads, kind="programme"))


def answers_of(link: ProviderLink, kind: str, ref: str, edition: int) -> dict[str, str]:
    """What this link said of the facts of one Edition already, by their anchors."""
    of_edition = {"link": link, "kind": kind, "ref": ref, "edition": edition}
    confirmed = Confirmation.objects.filter(**of_edition).values_list("fact", flat=True)
    proposed = Correction.objects.filter(**of_edition).order_by("pk").values_list("fact", "right")
    return {
        **dict.fromkeys(confirmed, gettext("You said that it still holds.")),
        **{fact: gettext("You proposed: {right}").format(right=right) for fact, right in proposed},
    }


def page_of(token: str, kind: str, ref: str) -> str:
    """The private page of one record."""
    return reverse("corrections:provider_record", args=[token, HOMES[kind], ref])


def private(request, template, context, status=200):
    """A page that nobody keeps."""
    return unkept(render(request, template, context, status=status))


def private_redirect(address):
    """On to another private page."""
    answer = HttpResponseRedirect(address)
    answer.status_code = 303
    return unkept(answer)


def unkept(answer):
    """The answer, kept and indexed by nobody; its address is told to no other site."""
    for name, value in PRIVATE.items():
        answer.headers[name] = value
    return answer


record.takes_forms = True
records.validated_by = record.validated_by = "process"
