"""Tags of what is shown of a record where its address is shared."""

from django import template

from lifesci.editions.events import events
from lifesci.site.sharing.png import can_draw
from lifesci.site.sharing.words import description, plain, words_of

register = template.Library()


@register.filter
def described(document) -> str:
    """The record in one or two sentences."""
    return description(document)


@register.filter
def xml_text(text) -> str:
    """A text without the characters that no XML may hold."""
    return plain(text)


@register.filter
def card_words(document) -> str:
    """The words on the card of a record, for those who do not see it."""
    return ". ".join(filter(None, words_of(document)))


@register.simple_tag
def cards_are_drawn() -> bool:
    """Whether this machine draws cards."""
    return can_draw()


@register.filter
def has_dates(document) -> bool:
    """Whether anything in the record is dated to the day, so that there is a calendar of it."""
    return bool(events(document))
