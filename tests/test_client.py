"""Who counts as one client: the peer, or whom our own proxies vouch for."""

import pytest

from lifesci.client import client_address


@pytest.mark.parametrize(
    ("proxies", "forwarded", "peer", "client"),
    [
        (0, "203.0.113.7", "192.0.2.1", "192.0.2.1"),
        (1, "203.0.113.7", "192.0.2.1", "203.0.113.7"),
        (1, "198.51.100.66, 203.0.113.7", "192.0.2.1", "203.0.113.7"),
        (2, "198.51.100.66, 203.0.113.7, 192.0.2.5", "192.0.2.1", "203.0.113.7"),
        (2, "203.0.113.7", "192.0.2.1", "203.0.113.7"),
        (1, "nonsense", "192.0.2.1", "192.0.2.1"),
        (1, "", "192.0.2.1", "192.0.2.1"),
        (0, "", "2001:db8:1:2:3:4:5:6", "20010db800010002/64"),
        (0, "", "2001:db8:1:2:ffff::1", "20010db800010002/64"),
        (0, "", "::ffff:192.0.2.1", "192.0.2.1"),
    ],
)
def test_a_forwarded_address_is_trusted_only_as_configured(settings, proxies, forwarded, peer, client):
    settings.TRUSTED_PROXIES = proxies
    meta = {"REMOTE_ADDR": peer} | ({"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {})
    assert client_address(meta) == client
