"""What has a value. The standard leaves optional members out where there is none, and never says null. Pure."""

NOTHING = (None, "", [], {})


def given(value):
    """The value without members and items that hold nothing, at any depth. False and 0 are values."""
    if isinstance(value, dict):
        kept = {name: given(inner) for name, inner in value.items()}
        return {name: inner for name, inner in kept.items() if inner not in NOTHING or inner is False}
    if isinstance(value, list | tuple):
        return [inner for inner in map(given, value) if inner not in NOTHING or inner is False]
    return value
