"""A form sent after its session had ended: kept until its sender has logged in again, then shown as it was typed.

Every form of the desk carries its reader's key, signed. Only a form with such a seal is kept, so a stranger can keep
nothing here, and it is given back to that person alone. It is never saved by itself.
"""

import time

from django.core import signing
from django.http import HttpResponseRedirect, QueryDict
from django.utils.datastructures import MultiValueDict
from django.views.csrf import csrf_failure

DESK = "/admin/"
SEAL = "_opened_by"
SALT = "lifesci.editions.desk.kept_form"
SLOT = "kept_form"
LARGEST = 1_000_000  # characters
SEALED_FOR = 7 * 24 * 60 * 60  # seconds a form may lie open and still be kept
KEPT_FOR = 60 * 60  # seconds there is to log in again
BACK = (
    "You were logged out before this was saved, and nothing was saved yet. Everything you typed is here: look it "
    "through and save it again."
)


def seal(user) -> str:
    """What a form says of its reader."""
    return signing.dumps(user.pk, salt=SALT)


def opened_by(data) -> int | None:
    """The key of the person a form was shown to; None where nobody's seal is on it."""
    try:
        return signing.loads(data.get(SEAL, ""), salt=SALT, max_age=SEALED_FOR)
    except signing.BadSignature:
        return None


def keep_form(request) -> bool:
    """Keep the form that was sent, in the session of its browser. Says whether it was one of the desk's."""
    reader = opened_by(request.POST)
    body = request.POST.urlencode() if reader is not None else ""
    if not body or len(body) > LARGEST:
        return False
    request.session[SLOT] = {"path": request.path, "by": reader, "body": body, "at": int(time.time())}
    return True


def take_form(request) -> QueryDict | None:
    """The form that was kept for this address and this person, once; None for none."""
    kept = request.session.get(SLOT)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[SLOT]
    if kept["by"] != request.user.pk or time.time() - kept["at"] > KEPT_FOR:
        return None
    return QueryDict(kept["body"], mutable=True)


class KeptForms:
    """Below the middleware of sessions and accounts: keeps what somebody sends to the desk who is logged in no more."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """The way to the log-in as ever; what was typed is kept on the way."""
        if request.method == "POST" and request.path.startswith(DESK) and not request.user.is_authenticated:
            keep_form(request)
        return self.get_response(request)


def form_of_another_session(request, reason=""):
    """A form whose token is of an earlier session is shown again as it was typed; anything else is refused."""
    if request.path.startswith(DESK) and keep_form(request):
        return HttpResponseRedirect(request.path)
    return csrf_failure(request, reason=reason)


class Resuming:
    """For model admins: a form that was kept is shown again, with a word at its top and nothing saved."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The form as ever, or as it was typed before."""
        if request.method == "GET" and (kept := take_form(request)):
            request.method, request.POST, request._files = "POST", kept, MultiValueDict()
            request.not_yet = BACK
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request, obj=None, change=False, **options):
        """The form; while it is only shown again, one that is never valid."""
        form = super().get_form(request, obj, change=change, **options)
        if not getattr(request, "not_yet", ""):
            return form
        return type(form)(form.__name__, (NotYet, form), {"not_yet": request.not_yet})

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """The form with the seal of its reader."""
        context["seal"] = seal(request.user)
        return super().render_change_form(request, context, add, change, form_url, obj)


class NotYet:
    """For a form: says why it is not saved yet."""

    not_yet = ""

    def clean(self):
        """Everything as typed, and the word."""
        cleaned = super().clean()
        self.add_error(None, self.not_yet)
        return cleaned
