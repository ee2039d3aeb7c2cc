"""The public form that reports a correction, and the page that thanks for one. Fed by Editions, without a session."""

from django.core import signing
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from lifesci.corrections.facts import Fact, facts_of
from lifesci.corrections.reporting import TRAP, ReportForm, Subject, receive
from lifesci.corrections.words import described
from lifesci.editions.reading import current
from lifesci.failure import HOMES, Refused, not_found
from lifesci.words import gettext

SALT = "corrections.received"
KINDS = {home: kind for kind, home in HOMES.items()}


def report(request, home, ref, anchor=""):
    """The form about one published record or fact; a good report leads to its number."""
    subject = subject_at(home, ref, anchor)
    form = ReportForm(request.POST if request.method == "POST" else None, subject=subject)
    if form.is_bound and form.is_valid():
        return _thanks(receive(subject, form.cleaned_data), subject)
    context = {"form": described(form), "subject": subject, "document": subject.document, "trap": TRAP}
    return render(request, "corrections/report.html", context, status=422 if form.is_bound else 200)


def received(request, token):
    """Thanks, with the number of the report."""
    try:
        number, page = signing.loads(token, salt=SALT)
    except signing.BadSignature as forged:
        raise Http404 from forged
    return render(request, "corrections/received.html", {"number": number, "page": page})


def subject_at(home, ref, anchor) -> Subject:
    """The published record at an address, and its fact. Raises Unknown, Gone, Http404 or Refused."""
    if home not in KINDS:
        raise Http404
    document, entry = current(KINDS[home], ref)
    facts = {"": Fact("", document["title"]), **facts_of(document)}
    if anchor not in facts:
        detail = gettext("The current Edition of “{title}” has no fact called “{anchor}”.")
        raise Refused(not_found(detail.format(title=document["title"], anchor=anchor[:80])))
    return Subject(document, entry.number, facts[anchor])


def _thanks(correction, subject):
    token = signing.dumps([correction.number, subject.document["url"]], salt=SALT)
    response = HttpResponseRedirect(reverse("corrections:received", args=[token]))
    response.status_code = 303
    return response


report.takes_forms = True
