"""Schemas of the description in plain words: what a value is, and which members an answer has. Pure."""

from dataclasses import dataclass

HOME = "#/components/schemas/"
TYPES = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false", "null": "null"}
FORMATS = {"date": "date", "date-time": "moment", "uri": "address"}
BOUNDS = (("minimum", "at least {}"), ("maximum", "at most {}"))
LONG_RUN = 10  # numbers in a row, from which on the first and the last are named


@dataclass(frozen=True)
class Words:
    """A value in words; `shapes` are the components it may be, `codes` the values it may have."""

    text: str
    shapes: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Member:
    """A member of an answer, and whether it always comes."""

    name: str
    words: Words
    meaning: str
    is_certain: bool


@dataclass(frozen=True)
class Shape:
    """A component: what it is and its members."""

    name: str
    meaning: str
    members: tuple[Member, ...]

    @property
    def anchor(self) -> str:
        """Where the page speaks of it."""
        return f"shape-{self.name}"


def words(schema: dict) -> Words:
    """What a value is."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(HOME)
        return Words("", (name,))
    for choice in ("anyOf", "oneOf"):
        if choice in schema and "type" not in schema:
            return either([words(each) for each in schema[choice]])
    if isinstance(schema.get("type"), list):
        return either([words({**schema, "type": each}) for each in schema["type"]])
    if schema.get("type") == "array":
        return listed(words(schema.get("items", {})))
    codes = tuple(str(code) or "“”" for code in schema.get("enum", ()))
    numbers = tuple(code for code in codes if code.isdecimal())
    if not is_run(numbers):
        return Words(plain(schema), codes=codes)
    others = tuple(code for code in codes if not code.isdecimal())
    return Words(f"{plain(schema)} from {numbers[0]} to {numbers[-1]}{', or' if others else ''}", codes=others)


def is_run(numbers: tuple[str, ...]) -> bool:
    """Whether these are whole numbers in a row, too many to be named one by one."""
    found = [*map(int, numbers)]
    return len(found) >= LONG_RUN and found == list(range(found[0], found[0] + len(found)))


def either(parts: list[Words]) -> Words:
    """One of several."""
    texts = [each.text for each in parts if each.text]
    shapes = tuple(shape for each in parts for shape in each.shapes)
    codes = tuple(dict.fromkeys(code for each in parts for code in each.codes))
    return Words(" or ".join(dict.fromkeys(texts)), shapes, codes)


def listed(each: Words) -> Words:
    """Several of one sort."""
    return Words(f"list of {each.text}" if each.text else "list of", each.shapes, each.codes)


def plain(schema: dict) -> str:
    """The type and bounds of a single value."""
    if "const" in schema:
        return f"“{schema['const']}”"
    kind = schema.get("type", "")
    name = FORMATS.get(schema.get("format", ""), TYPES.get(kind, "object" if kind == "object" else "any value"))
    bounds = [text.format(schema[rule]) for rule, text in BOUNDS if rule in schema and kind == "integer"]
    return ", ".join([name, *bounds])


def shape(name: str, schema: dict) -> Shape:
    """A component of the description."""
    required = set(schema.get("required", ()))
    members = [
        Member(each, words(member), member.get("description", ""), each in required)
        for each, member in schema.get("properties", {}).items()
    ]
    return Shape(name, schema.get("description", ""), tuple(members))


def named(schema: dict) -> set[str]:
    """The components that a schema speaks of, at any depth."""
    if isinstance(schema, list):
        return set().union(*map(named, schema))
    if not isinstance(schema, dict):
        return set()
    own = {schema["$ref"].removeprefix(HOME)} if str(schema.get("$ref", "")).startswith(HOME) else set()
    return own.union(*map(named, schema.values()))
