"""JSON inside a page: data that no browser runs and that no text in it can end. Pure."""

import json

# What HTML or a script could take for something else is written as JSON writes any character.
UNSAFE = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def embedded(data: dict) -> str:
    """The element that holds the data; between its tags stands not one `<`."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(UNSAFE)
    return f'<script type="application/ld+json">{text}</script>'
