"""Headers that stand on every answer of the register, static files and errors included."""

from csp.utils import build_policy
from django.conf import settings

from lifesci.site.prepared import lay_under, prepared

PERMISSIONS_POLICY = "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()"


def standing_headers() -> dict[str, str]:
    """The policies of the settings as header fields. No nonce is used, so the policy is the same for every answer."""
    directives = sorted(build_policy().split("; "))  # django-csp keeps them in a set
    return {
        "Content-Security-Policy": "; ".join(directives),
        "Permissions-Policy": PERMISSIONS_POLICY,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": settings.X_FRAME_OPTIONS,
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
    }


class StandingHeaders:
    """Sets the policies that never differ: content security, permissions, framing, referrer, opener."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.fields = prepared(standing_headers())

    def __call__(self, request):
        """Answer the request, then set what is not set yet."""
        response = self.get_response(request)
        lay_under(response, self.fields)
        return response
