"""What people type is read as words and phrases, whatever it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifesci.search.query import Query, read

READ = [
    ("genomics", Query((("genomics",),), True)),
    ("Summer  SCHOOL", Query((("summer",), ("school",)), True)),
    ('"summer school" wales', Query((("summer", "school"), ("wales",)), True)),
    ('wales "summer school"', Query((("wales",), ("summer", "school")))),
    ("“skills for life”", Query((("skills", "for", "life"),))),
    ("hands-on", Query((("hands", "on"),))),
    ("GSK's 16,500 students", Query((("gsk", "s"), ("16", "500"), ("students",)), True)),
    ("the skills of an apprentice", Query((("skills",), ("apprentice",)), True)),
    ("skills for", Query((("skills",),))),
    ("Île-de-France été", Query((("ile", "de", "france"), ("ete",)), True)),
    ("ai", Query((("ai",),))),
    ('un"closed quote', Query((("un",), ("closed",), ("quote",)), True)),
    ("a* OR (b) NOT title:x ^y", Query((("b",), ("not",), ("title", "x"), ("y",)))),
    ("", Query()),
    ("  \"\" () *** ''", Query()),
    ("the and of", Query()),
    ("\x00", Query()),
]


@pytest.mark.parametrize(("typed", "query"), READ, ids=[typed for typed, _ in READ])
def test_read_of_what_is_typed(typed, query):
    assert read(typed) == query


def test_read_of_more_than_twelve_words_counts_what_is_left_out():
    query = read(" ".join(f"w{number}" for number in range(15)))
    assert query == Query(tuple((f"w{number}",) for number in range(12)), False, 3)


def test_read_of_ten_thousand_characters_takes_twelve_words():
    assert len(read("skill " * 1700).words) == 12
    assert read("x" * 10_000).words == ("x" * 64,)


@given(st.text(max_size=300))
def test_read_of_anything_gives_letters_and_digits_alone(typed):
    words = read(typed).words
    assert len(words) <= 12
    assert all(word.isalnum() for word in words)
