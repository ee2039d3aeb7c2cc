"""What every test of people stands on."""

import pytest


@pytest.fixture(autouse=True)
def rows_are_looked_up_to_be_written(settings):
    """Sessions and people are looked up by their keys; only relations read in a loop are N+1."""
    settings.ZEAL_ALLOWLIST = [{"model": "*", "field": "get()"}]
