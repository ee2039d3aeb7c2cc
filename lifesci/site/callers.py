"""Who asks the API, how often they may, and what is remembered of it. Called by the public door."""

from lifesci.failure import Refused, too_many_requests, wrong_key
from lifesci.partners.callers import WrongKey, caller_of
from lifesci.partners.calls import note_call
from lifesci.site.limits import allowance
from lifesci.words import gettext

NOWHERE, REFUSED = "nowhere", "refused"  # endpoints of calls that reached no view
TOO_MANY = 429


def identify(request) -> None:
    """Learn who asks, and take one from what they may ask. Raises Refused when nothing is left or the key is wrong.

    A request with a wrong key counts against its address, so that keys cannot be guessed faster than pages are read.
    """
    wrong = None
    try:
        request.caller = caller_of(request.META)
    except WrongKey as error:
        request.caller, wrong = None, error
    request.allowance = left = allowance(request.META, request.caller)
    if left and left.is_spent:
        raise Refused(
            too_many_requests(left.rate, left.seconds, gettext("A key") if request.caller else gettext("An address"))
        )
    if wrong:
        raise Refused(wrong_key(str(wrong)))


def tell(request, status: int) -> None:
    """Remember a call with a key."""
    caller = getattr(request, "caller", None)
    if caller is None:
        return
    match = request.resolver_match
    endpoint = REFUSED if status == TOO_MANY else match.url_name if match else NOWHERE
    note_call(caller, endpoint, request.META, status)
