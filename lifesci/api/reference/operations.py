"""The operations of the description as its page shows them: what each takes and answers. Pure."""

from dataclasses import dataclass
from urllib.parse import urlencode

from lifesci.api.reference.shapes import Words, words

GOOD = "200"
PAGE = 100  # results a page that examples ask for where they may
TRIED = 5  # results a page of a “try it” link


@dataclass(frozen=True)
class Parameter:
    """One parameter, with what it takes."""

    name: str
    words: Words
    meaning: str
    unless_given: str
    is_required: bool
    is_repeatable: bool
    is_going: bool


@dataclass(frozen=True)
class Answer:
    """What may come back with one status."""

    status: str
    meaning: str
    media_types: tuple[str, ...]
    words: Words
    rows: Words  # of a list that is also given as a file


@dataclass(frozen=True)
class Operation:
    """One operation of the API."""

    name: str
    path: str
    tag: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    answers: tuple[Answer, ...]
    is_list: bool
    is_going: bool

    @property
    def anchor(self) -> str:
        """Where the page speaks of it."""
        return self.name.replace("_", "-")

    def takes(self, name: str) -> bool:
        """Whether it has a parameter of that name."""
        return any(each.name == name for each in self.parameters)

    def address(self, values: dict[str, str], size: int) -> str:
        """Its address with these values in its path and pages of that size; "" where a value is wanting.

        A parameter whose values are listed has the first of them, unless it is given.
        """
        listed = {each.name: each.words.codes[0] for each in self.parameters if each.is_required and each.words.codes}
        try:
            path = self.path.format_map({**listed, **values})
        except KeyError:
            return ""
        query = urlencode({"page_size": size}) if self.takes("page_size") else ""
        return f"{path}?{query}" if query else path


def operations(description: dict) -> list[Operation]:
    """Every operation, in the order of the description."""
    return [operation(description, path, item["get"]) for path, item in description["paths"].items() if "get" in item]


def operation(description: dict, path: str, described: dict) -> Operation:
    """One operation."""
    answers = [answer(description, *each) for each in described["responses"].items()]
    return Operation(
        name=described["operationId"],
        path=path,
        tag=described["tags"][0],
        summary=described["summary"],
        description=described.get("description", ""),
        parameters=tuple(map(parameter, described.get("parameters", ()))),
        answers=tuple(answers),
        is_list="results" in good_schema(description, described).get("properties", {}),
        is_going=described.get("deprecated", False),
    )


def parameter(described: dict) -> Parameter:
    """One parameter; of one that may be repeated, what each value is."""
    schema = described["schema"]
    is_repeatable = schema.get("type") == "array"
    return Parameter(
        name=described["name"],
        words=words(schema["items"] if is_repeatable else schema),
        meaning=described.get("description", ""),
        unless_given=str(schema.get("default", "")),
        is_required=described.get("required", False),
        is_repeatable=is_repeatable,
        is_going=described.get("deprecated", False),
    )


def answer(description: dict, status: str, described: dict) -> Answer:
    """One answer, looked up where it is a component."""
    response = looked_up(description, described)
    content = response.get("content", {})
    schemas = [each.get("schema", {}) for each in content.values()]
    rows = [each["contentSchema"]["items"] for each in schemas if "contentSchema" in each]
    found = (words(each[0]) if each else Words("") for each in (schemas, rows))
    return Answer(status, response.get("description", ""), tuple(content), *found)


def good_schema(description: dict, described: dict) -> dict:
    """The schema of the good answer in its first media type."""
    content = described["responses"].get(GOOD, {}).get("content", {})
    first = next(iter(content.values()), {})
    return looked_up(description, first.get("schema", {}))


def looked_up(description: dict, part: dict) -> dict:
    """A part, or the component that it refers to."""
    if "$ref" not in part:
        return part
    home, name = part["$ref"].removeprefix("#/components/").split("/")
    return description["components"][home][name]
