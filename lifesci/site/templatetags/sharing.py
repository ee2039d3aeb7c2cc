"""Tags of what is shown of a record where its address is shared."""

from django import template

from lifesci.site.sharing.png import can_draw
from lifesci.site.sharing.words import description, words_of

register = template.Library()


@register.filter
def described(document) -> str:
    """The record in one or two sentences."""
    return description(document)


@register.filter
def card_words(document) -> str:
    """The words on the card of a record, for those who do not see it."""
    return ". ".join(filter(None, words_of(document)))


@register.simple_tag
def cards_are_drawn() -> bool:
    """Whether this machine draws cards."""
    return can_draw()
