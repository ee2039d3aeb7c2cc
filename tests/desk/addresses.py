"""Every address of the desk, made from a register with one of everything."""

from django.urls import reverse

from lifesci.editions.desk.queues import QUEUES
from lifesci.editions.models import Change, Edition
from lifesci.trace.models import Edit

PUBLISHED = {
    "programme": "programmes_programme",
    "organisation": "organisations_organisation",
    "brief": "context_brief",
    "source": "evidence_source",
}
CHILDREN = {"story": "programmes_story", "engagement": "context_engagement"}
REPORTS = {"correction": "corrections_correction", "link": "corrections_providerlink", "key": "partners_partnerkey"}
IMPORTS = {"plan": "imports_proposal", "lock": "imports_fieldlock"}
WORDS = {noun: f"vocabularies_{noun}" for noun in ("term", "place", "measure", "search")}

LOGS = ("editions_edition", "editions_change", "trace_edit", "trace_event")


def address(name, page, *args):
    """The address of one page."""
    return reverse(f"admin:{name}_{page}", args=args)


def addresses(register) -> dict[str, str]:
    """Every page of the desk by a name for it."""
    found = {"front page": reverse("admin:index")}
    for noun, name in {**PUBLISHED, **CHILDREN, **WORDS}.items():
        pk = getattr(register, noun).pk
        found[f"{noun} list"] = address(name, "changelist")
        found[f"{noun} form"] = address(name, "change", pk)
        if noun not in CHILDREN:
            found[f"{noun} timeline"] = address(name, "timeline", pk)
            found[f"{noun} history"] = address(name, "history", pk)
            found[f"{noun} add"] = address(name, "add")
        if noun in PUBLISHED:
            found[f"{noun} publish"] = address(name, "publish", pk)
            found[f"{noun} send"] = address(name, "send", pk)
            found[f"{noun} restore"] = address(name, "restore", pk)
            found[f"{noun} merge"] = address(name, "merge", pk)
            found[f"{noun} preview"] = address(name, "preview", pk)
            found[f"{noun} withdraw"] = address(name, "withdraw", pk)
    found["held text"] = address("evidence_source", "text", register.source.pk)
    found |= {f"queue {code}": address("evidence", "queue", code) for code in QUEUES}
    found["edition list"] = address("editions_edition", "changelist")
    found["edition"] = address("editions_edition", "change", Edition.objects.first().pk)
    found["change list"] = address("editions_change", "changelist")
    found["change"] = address("editions_change", "change", Change.objects.first().pk)
    found["trail"] = address("trace_edit", "changelist")
    found["trail line"] = address("trace_edit", "change", Edit.objects.first().pk)
    found["event list"] = address("trace_event", "changelist")
    for noun, name in REPORTS.items():
        found[f"{noun} list"] = address(name, "changelist")
        found[f"{noun} page"] = address(name, "change", getattr(register, noun).pk)
    for noun in ("link", "key"):
        found[f"{noun} add"] = address(REPORTS[noun], "add")
    found["story delete"] = address("programmes_story", "delete", register.story.pk)
    return found
