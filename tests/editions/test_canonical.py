"""The one text of a document and the order of titles."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifesci.editions.canonical import canonical, fold, sha256

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(alphabet=st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(alphabet=st.characters(exclude_categories=["Cs"])), inner),
    max_leaves=20,
)
DOCUMENTS = st.dictionaries(st.text(alphabet=st.characters(exclude_categories=["Cs"])), VALUES)


def test_canonical_sorts_keys_and_keeps_characters():
    assert canonical({"b": [1, "é"], "a": None}) == '{"a":null,"b":[1,"é"]}'


@given(DOCUMENTS)
def test_canonical_gives_the_document_back_and_the_same_text_again(document):
    text = canonical(document)
    assert json.loads(text) == document
    assert canonical(json.loads(text)) == text


@given(DOCUMENTS)
def test_canonical_does_not_depend_on_the_order_of_members(document):
    assert canonical(dict(reversed(document.items()))) == canonical(document)


@pytest.mark.parametrize("value", [{"a": 1.5}, {"a": [{"b": float("nan")}]}, {"a": {1: "x"}}])
def test_canonical_refuses_floats_and_keys_that_are_not_text(value):
    with pytest.raises(TypeError):
        canonical(value)


def test_sha256_is_of_the_bytes_in_utf8():
    assert sha256("é") == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"


@pytest.mark.parametrize(
    ("title", "folded"),
    [("The Ångström Lab", "angstrom lab"), ("“Super Cells”", "super cells"), ("A", "a"), ("…", "…"), ("An Age", "age")],
)
def test_fold_puts_case_accents_articles_and_quotes_away(title, folded):
    assert fold(title) == folded
