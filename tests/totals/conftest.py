"""Each test here starts with a register that no process holds, and may ask as often as it likes."""

import pytest
from django.core.cache import cache

from lifesci.search.register import forget_register


@pytest.fixture(autouse=True)
def _nothing_held(settings):
    cache.clear()
    settings.API_RATE = 0
    forget_register()
    yield
    forget_register()
