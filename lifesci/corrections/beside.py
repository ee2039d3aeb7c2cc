"""Corrections beside the record they speak of: on its form, and in the note of its next Edition."""

from django.template.loader import render_to_string

from lifesci.corrections.models import Correction
from lifesci.editions.models import Edition


def beside(request, kind: str, record) -> str:
    """The corrections of a record that wait or are accepted and not published yet, and the way to its provider."""
    about = Correction.objects.about(kind, record.ref)
    sees = request.user.has_perm("corrections.view_correction")
    issued = Edition.objects.of(kind, record.ref).values_list("issued_at", flat=True).first() if sees else None
    context = {
        "waiting": list(about.waiting()) if sees else [],
        "accepted": list(about.accepted_since(issued)) if issued else [],
        "organisation": record.ref if issued and _may_ask(request, kind) else "",
    }
    return render_to_string("admin/corrections/beside.html", context) if any(context.values()) else ""


def thanks(kind: str, ref: str, since) -> str:
    """Who is thanked in the note of the next Edition: the reports accepted since the newest one."""
    accepted = list(Correction.objects.about(kind, ref).accepted_since(since).select_related("link"))
    told = [
        (words, [each.number for each in accepted if bool(each.link_id) is by_provider])
        for words, by_provider in (("a report by a reader", False), ("a report by the provider", True))
    ]
    return " ".join(f"Corrected after {words} ({', '.join(numbers)})." for words, numbers in told if numbers)


def _may_ask(request, kind):
    return kind == "organisation" and request.user.has_perm("corrections.add_providerlink")
