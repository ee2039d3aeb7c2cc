"""A name is found however it is spaced and capitalised, as whole words, and nothing else is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifesci.trace.redaction import ERASED, NotAName, Redaction


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Lovelace began.", "[erased] began."),
        ("ADA\n  LOVELACE’s path", "[erased]’s path"),
        ("Adaline, Lovelace Ada, ada lovelaces", "Adaline, Lovelace Ada, ada lovelaces"),
        ("Countess Lovelace and Ada Lovelace", "[erased] and [erased]"),
    ],
)
def test_the_name_goes_and_the_rest_stays(text, expected):
    assert Redaction(["Ada Lovelace", "Countess Lovelace"]).text(text) == expected


def test_keys_and_members_of_json_are_reworded_and_addresses_are_told():
    redaction = Redaction(["Ada Lovelace"])
    value = {"key": "ada-lovelace", "person": "Ada Lovelace", "steps": [{"text": "Ada Lovelace rose.", "order": 1}]}
    assert redaction.value(value) == {
        "key": "erased-person",
        "person": ERASED,
        "steps": [{"text": "[erased] rose.", "order": 1}],
    }
    assert redaction.is_in_address("https://example.org/Ada-Lovelace/")
    assert not redaction.is_in_address("https://example.org/ada/lovelace/")


@pytest.mark.parametrize("names", [[], [""], ["Al"], ["Ada Lovelace", "Al"]])
def test_what_is_too_short_to_look_for_is_refused(names):
    with pytest.raises(NotAName):
        Redaction(names)


@given(st.text(max_size=80), st.text(max_size=80))
def test_the_name_never_survives_and_a_second_time_changes_nothing(before, after):
    redaction = Redaction(["Ada Lovelace"])
    once = redaction.text(f"{before} Ada Lovelace {after}")
    assert "Ada Lovelace" not in once.replace(before, "").replace(after, "")
    assert redaction.text(once) == once
