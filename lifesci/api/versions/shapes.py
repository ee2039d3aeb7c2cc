"""Whether a schema still means what an older one meant, for whoever reads answers or asks questions. Pure."""

from collections.abc import Collection, Iterator
from itertools import product

Schema = dict
# What a question may be bounded by; a bound breaks where the newer one is tighter, 1 for floors and -1 for ceilings.
BOUNDS = {"minimum": 1, "minLength": 1, "minItems": 1, "maximum": -1, "maxLength": -1, "maxItems": -1}
BOUNDS |= {"exclusiveMinimum": 1, "exclusiveMaximum": -1}
CHOICES = ("anyOf", "oneOf")
ANYTHING = "anything"
ASKED_BY = "x-asked-by"  # names the parameters of which one has to be given for an answer to have a shape
OF = "$of"  # the component that a shape is the nth of, noted on the shape


class Shapes:
    """The schemas of an older and a newer description, each with its references looked up in its own document.

    `known` are the parameters that a client of the older one may give: what has to be asked for by others never comes.
    """

    def __init__(self, old: dict, new: dict, known: Collection[str] = ()):
        self.old, self.new, self.known = old, new, known
        self.found: dict[tuple[str, str], list[str]] = {}  # what is wrong between two components

    def read(self, old: Schema, new: Schema, where: str) -> Iterator[str]:
        """What breaks who reads answers: every shape that may come now has to be one that could come before."""
        known = alternatives(self.old, old)
        for shape in filter(self.comes, alternatives(self.new, new)):
            yield from least(self.between(each, shape, where) for each in near(known, shape))

    def asked(self, old: Schema, new: Schema, where: str) -> Iterator[str]:
        """What breaks who asks: every value that was taken has to be taken still, and to mean the same left out."""
        if old.get("default") != new.get("default"):
            yield f"{where} means {new.get('default')!r} when it is left out, and meant {old.get('default')!r}"
        taken = alternatives(self.new, new)
        for shape in alternatives(self.old, old):
            yield from least(list(self.asked_one(shape, each, where)) for each in near(taken, shape))

    def comes(self, shape: Schema) -> bool:
        """Whether an answer to a client of the older description may have a shape."""
        return ASKED_BY not in shape or not set(shape[ASKED_BY]).isdisjoint(self.known)

    def between(self, old: Schema, new: Schema, where: str) -> list[str]:
        """The same for one shape of each; two components, which may hold themselves, are compared once."""
        pair = (old.get(OF, ""), new.get(OF, ""))
        if not all(pair):
            return list(self.read_one(old, new, where))
        if pair not in self.found:
            self.found[pair] = []  # what is being compared is taken to be well
            self.found[pair] = list(self.read_one(old, new, where))
        return self.found[pair]

    def read_one(self, old: Schema, new: Schema, where: str) -> Iterator[str]:
        """What is wrong with one shape."""
        if not covers(type_of(old), type_of(new)):
            yield f"{where} may now be {type_of(new)}, and was {type_of(old)}"
            return
        for rule in ("format", "pattern"):
            if rule in old and old[rule] != new.get(rule):
                yield f"{where} no longer keeps to the {rule} {old[rule]}"
        for name, member in old.get("properties", {}).items():
            yield from self.member(name, member, old, new, where)
        for inner in ("items", "additionalProperties"):
            if isinstance(old.get(inner), dict) and isinstance(new.get(inner), dict):
                yield from self.read(old[inner], new[inner], f"{where}[]")

    def member(self, name: str, member: Schema, old: Schema, new: Schema, where: str) -> Iterator[str]:
        """What became of one member of an object."""
        newer = new.get("properties", {}).get(name)
        if newer is None:
            yield f"{where} no longer has the member {name}"
            return
        if name in old.get("required", ()) and name not in new.get("required", ()):
            yield f"{where} may now leave out the member {name}"
        yield from self.read(member, newer, f"{where}.{name}")

    def asked_one(self, old: Schema, new: Schema, where: str) -> Iterator[str]:
        """What one shape that was taken meets in one that is taken now."""
        if not covers(type_of(new), type_of(old)):
            yield f"{where} takes {type_of(new)}, and took {type_of(old)}"
            return
        for rule in ("format", "pattern"):
            if rule in new and new[rule] != old.get(rule):
                yield f"{where} takes only the {rule} {new[rule]}"
        yield from narrower(old, new, where)
        if isinstance(old.get("items"), dict) and isinstance(new.get("items"), dict):
            yield from self.asked(old["items"], new["items"], f"{where}[]")


def narrower(old: Schema, new: Schema, where: str) -> Iterator[str]:
    """Values and bounds that are taken no longer."""
    if (codes := codes_of(new)) is not None:
        gone = [code for code in codes_of(old) or () if code not in codes]
        if gone:
            yield f"{where} no longer takes {', '.join(map(str, gone))}"
        elif codes_of(old) is None:
            yield f"{where} takes only {', '.join(map(str, codes))}"
    for rule, direction in BOUNDS.items():
        if rule in new and (rule not in old or (new[rule] - old[rule]) * direction > 0):
            yield f"{where} has the {rule} {new[rule]}, and had {old.get(rule, 'none')}"
    if new.get("uniqueItems") and not old.get("uniqueItems"):
        yield f"{where} takes no value twice"


def codes_of(schema: Schema) -> list | None:
    """The values that a schema lists, None where it lists none."""
    return [schema["const"]] if "const" in schema else schema.get("enum")


def type_of(schema: Schema) -> str:
    """The one type of a shape."""
    return schema.get("type", ANYTHING)


def covers(wide: str, narrow: str) -> bool:
    """Whether everything of one type is of the other."""
    return wide in (ANYTHING, narrow) or (wide, narrow) == ("number", "integer")


def near(candidates: list[Schema], shape: Schema) -> list[Schema]:
    """The shapes that one may be compared with: those of its type, or all where there is none."""
    return [each for each in candidates if type_of(each) == type_of(shape)] or candidates


def least(complaints: Iterator[list[str]]) -> list[str]:
    """The complaints about the shape that fits best."""
    return min(complaints, key=len, default=[])


def looked_up(document: dict, schema: Schema) -> Schema:
    """A schema without a reference at its top; what stands beside the reference is kept."""
    while "$ref" in schema:
        found = document
        for step in schema["$ref"].removeprefix("#/").split("/"):
            found = found[step.replace("~1", "/").replace("~0", "~")]
        schema = {**found, **{name: value for name, value in schema.items() if name != "$ref"}}
    return schema


def alternatives(document: dict, schema: Schema) -> list[Schema]:
    """The shapes, each of one type, of which a value has one."""
    component = schema.get("$ref")
    schema = looked_up(document, schema)
    found = [{name: value for name, value in schema.items() if name not in (*CHOICES, "allOf")}]
    for part in schema.get("allOf", ()):
        found = [both(*pair) for pair in product(found, alternatives(document, part))]
    for choice in CHOICES:
        if choice in schema:
            inner = [shape for each in schema[choice] for shape in alternatives(document, each)]
            found = [both(*pair) for pair in product(found, inner)]
    found = [shape for each in found for shape in of_one_type(each)]
    return [{**shape, OF: f"{component} {number}"} for number, shape in enumerate(found)] if component else found


def both(one: Schema, other: Schema) -> Schema:
    """The shape that keeps to two schemas."""
    merged = {**one, **other}
    if one and other:
        merged.pop(OF, None)
    if "properties" in one and "properties" in other:
        merged["properties"] = {**one["properties"], **other["properties"]}
    if "required" in one and "required" in other:
        merged["required"] = [*one["required"], *other["required"]]
    return merged


def of_one_type(schema: Schema) -> list[Schema]:
    """The schema once for each of its types."""
    types = schema.get("type")
    return [{**schema, "type": each} for each in types] if isinstance(types, list) else [schema]
