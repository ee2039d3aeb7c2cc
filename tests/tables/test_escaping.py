"""What a spreadsheet would run is escaped, and every text comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifesci.tables.escaping import escape, from_workbook, to_workbook, unescape

WIDE = ["\uff1d", "\uff0b"]
STARTS = st.sampled_from(["", "=", "'=", "''+", "-", "@", "\t", "\r", "\n", "'", *WIDE])


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "'=", *WIDE])
def test_escape_of_what_would_run_puts_an_apostrophe_first(start):
    assert escape(f"{start}cmd") == f"'{start}cmd"


@pytest.mark.parametrize("text", ["", "plain", "'tis", "a=b", "5 - 3", "7", ","])
def test_escape_of_what_would_not_run_is_the_text(text):
    assert escape(text) == text


@given(STARTS, st.text(max_size=20))
def test_escaped_text_comes_back(start, text):
    assert unescape(escape(start + text)) == start + text
    assert escape(start + text)[:1] not in set("=+-@\t\r\n")


@given(st.text(max_size=30) | st.sampled_from(["_x0041_", "_x005F_x0041_", "\x01_x0_"]))
def test_text_of_a_workbook_comes_back(text):
    assert from_workbook(to_workbook(text)) == text
