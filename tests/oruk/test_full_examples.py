"""Answers for the four full examples, in which every member has a value, follow the standard and our schema."""

import pytest

from tests.oruk.standard import empty, faults, needs_standard
from tests.oruk.test_standard import LISTS, own


@needs_standard
@pytest.mark.parametrize(("path", "item", "whole"), [each[:3] for each in LISTS])
def test_every_answer_for_the_full_examples_follows_the_standard(examples, oruk, path, item, whole):
    for each in oruk.walk(path):
        assert faults(each, item) == []
        assert faults(oruk(f"{path}/{each['id']}"), whole) == []


@pytest.mark.parametrize(("path", "name"), [(each[0], each[3]) for each in LISTS])
def test_every_answer_for_the_full_examples_follows_our_schema(examples, oruk, path, name):
    page = oruk(path)
    assert own(page, "page") == []
    answers = [answer for each in page["contents"] for answer in (each, oruk(f"{path}/{each['id']}"))]
    assert len(answers) > 1
    for answer in answers:
        assert own(answer, name) + list(empty(answer, "$")) == []
