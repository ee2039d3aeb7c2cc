"""Tests of totals ask the API as often as they like."""

import pytest


@pytest.fixture(autouse=True)
def without_a_limit(settings):
    """No limit of requests."""
    settings.API_RATE = 0
