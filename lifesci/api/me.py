"""Who asks: the limits of a key, or of anybody without one, as they stand with this request."""

import orjson

from lifesci.api.describe import me
from lifesci.api.view import RegisterView
from lifesci.partners.models import PartnerKey


class Me(RegisterView):
    """What the register knows of the caller. The one address whose answer depends on who asks; nobody may keep it."""

    operation = me
    validated_by = "process"

    def get(self, request):
        """The key, null without one, and how many requests are left of how many."""
        self.refuse_parameters(request)
        document = {"key": key(request.caller), "limit": limit(request.allowance)}
        return self.text(
            orjson.dumps(document).decode(), **{"Cache-Control": "no-store", "Vary": "Accept, Authorization"}
        )


def key(caller) -> dict | None:
    """The key as its holder may see it; when it was last used before is as of the last half minute or so."""
    if caller is None:
        return None
    row = PartnerKey.objects.get(pk=caller.key)
    return {
        "prefix": row.prefix,
        "name": row.name,
        "made_at": row.created,
        "expires_at": row.expiry_date,
        "last_used_at": row.last_used_at,
    }


def limit(allowance) -> dict | None:
    """How often the caller may ask; null where the register sets no limit."""
    if allowance is None:
        return None
    return {
        "policy": allowance.policy,
        "requests": allowance.rate,
        "seconds": allowance.window,
        "left": allowance.left,
        "resets_in": allowance.seconds,
    }
