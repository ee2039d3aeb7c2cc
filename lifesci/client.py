"""Who one client is, by its address: what limits of every kind count by."""

from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings

IPV6_SITE = 64  # bits that tell one subscriber from another


def parsed(address: str) -> IPv4Address | IPv6Address | None:
    """The address, or None for what is none."""
    try:
        return ip_address(address.strip())
    except ValueError:
        return None


def client_address(meta: dict) -> str:
    """Who asks: the peer, or the address our own proxies vouch for. An IPv6 subscriber is one client, not one host."""
    named = meta.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXIES and (forwarded := meta.get("HTTP_X_FORWARDED_FOR", "")):
        written = forwarded.split(",")
        vouched = written[max(len(written) - settings.TRUSTED_PROXIES, 0)]
        named = vouched.strip() if parsed(vouched) else named
    if ":" not in named:
        return named
    address = parsed(named)
    if not isinstance(address, IPv6Address):
        return named
    return str(address.ipv4_mapped or f"{int(address) >> (128 - IPV6_SITE):x}/{IPV6_SITE}")
