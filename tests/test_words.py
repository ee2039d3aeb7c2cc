"""The words of the interface: English until a language is spoken."""

import pytest
from django.utils import translation

from lifesci import words


@pytest.fixture
def spoken_again():
    """Whatever a test lets translate, the register speaks as before afterwards."""
    before = dict(words._spoken)
    yield
    words._spoken.update(before)


def test_words_without_a_language_are_english(spoken_again):
    words.speak(words.english, words.english_number)
    assert words.gettext("Not stated") == "Not stated"
    assert [words.ngettext("1 programme", "{count} programmes", number) for number in (0, 1, 2)] == [
        "{count} programmes",
        "1 programme",
        "{count} programmes",
    ]


def test_words_in_a_language_are_translated(spoken_again):
    words.speak(str.upper, lambda singular, plural, number: plural.upper())
    assert words.gettext("Not stated") == "NOT STATED"
    assert words.ngettext("1 programme", "programmes", 1) == "PROGRAMMES"


def test_the_site_speaks_the_language_of_the_settings():
    with translation.override("cy"):
        assert words.gettext("January") == translation.gettext("January") == "Ionawr"
