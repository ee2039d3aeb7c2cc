"""Answers for the four full examples, in which every member has a value, follow the standard and our schema."""

import pytest

from tests.oruk.standard import faults, needs_standard
from tests.oruk.test_standard import LISTS, own

pytestmark = needs_standard


@pytest.mark.parametrize(("path", "item", "whole", "name"), LISTS)
def test_every_answer_for_the_full_examples_follows_the_standard(examples, oruk, path, item, whole, name):
    for each in oruk.walk(path):
        assert faults(each, item) + own(each, name) == []
        answer = oruk(f"{path}/{each['id']}")
        assert faults(answer, whole) + own(answer, name) == []
