"""The description of the last release is kept, and nothing that it promises has gone since."""

import json
from copy import deepcopy
from datetime import UTC, datetime

from lifesci.api.openapi import openapi_text
from lifesci.api.versions import released
from lifesci.api.versions.comparing import breaking

TODAY = datetime.now(UTC).date()


def now() -> dict:
    """The description as it is served."""
    return json.loads(openapi_text())


def test_a_client_of_the_last_release_still_gets_all_that_it_knows():
    last = released.read(released.released()[0])
    assert last["info"]["version"].partition(".")[0] == now()["info"]["version"].partition(".")[0] == "1"
    assert len(last["paths"]) >= 25
    assert breaking(last, now(), on=TODAY) == []


def test_what_is_kept_can_break():
    last = released.read(released.released()[0])
    without = deepcopy(now())
    del without["paths"]["/api/v1/figures/"], without["components"]["schemas"]["EditionLine"]["properties"]["sha256"]
    found = breaking(last, without, on=TODAY)
    assert "GET /api/v1/figures/ is gone" in found
    assert "GET /api/v1/briefs/{ref}/editions/ 200.results[] no longer has the member sha256" in found


def test_each_kept_release_broke_nothing_of_the_one_before():
    kept = [released.read(path) for path in released.released()]
    assert [breaking(old, new, on=TODAY) for new, old in zip(kept, kept[1:], strict=False)] == [[]] * (len(kept) - 1)
