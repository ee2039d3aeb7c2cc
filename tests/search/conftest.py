"""Each test here starts with a register that is not held yet: databases start again from the same version."""

import pytest

from lifesci.search.register import forget_register


@pytest.fixture(autouse=True)
def _nothing_held():
    forget_register()
    yield
    forget_register()
