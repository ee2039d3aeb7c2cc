"""What of an OpenAPI description would break a client that was written for an older one. Pure.

Additions never do: addresses, optional parameters, members and codes of answers, kinds of problem. What was announced
and whose sunset has come may go; the older description says so by `x-sunset`.
"""

from collections.abc import Iterator
from datetime import date

from lifesci.api.versions.shapes import Shapes, looked_up

METHODS = ("get", "head", "options", "post", "put", "patch", "delete", "trace")
SUNSET = "x-sunset"


def breaking(old: dict, new: dict, *, on: date) -> list[str]:
    """Every difference that breaks a client, as a sentence without its full stop; none means that all is well."""
    return list(dict.fromkeys(Comparison(old, new, on).differences()))


class Comparison:
    """Two descriptions side by side, on a day."""

    def __init__(self, old: dict, new: dict, on: date):
        self.old, self.new, self.on = old, new, on

    def differences(self) -> Iterator[str]:
        """What breaks, address by address."""
        for path, item in self.old.get("paths", {}).items():
            newer = self.new.get("paths", {}).get(path, {})
            for method in METHODS:
                if method in item:
                    yield from self.operation(f"{method.upper()} {path}", item[method], newer.get(method))

    def operation(self, where: str, old: dict, new: dict | None) -> Iterator[str]:
        """What breaks of one operation."""
        if new is None:
            if not self.is_over(old):
                yield f"{where} is gone"
            return
        if old.get("operationId") != new.get("operationId"):
            yield f"{where} is called {new.get('operationId')}, and was {old.get('operationId')}"
        shapes = Shapes(self.old, self.new, {name for _, name in parameters(self.old, old)})
        yield from self.parameters(shapes, where, old, new)
        yield from self.responses(shapes, where, old, new)
        if is_open(self.old, old) and not is_open(self.new, new):
            yield f"{where} can no longer be asked without a key"
        if new.get("requestBody", {}).get("required") and not old.get("requestBody", {}).get("required"):
            yield f"{where} demands a body"

    def is_over(self, part: dict) -> bool:
        """Whether a part was announced to go, and its day has come."""
        return SUNSET in part and date.fromisoformat(part[SUNSET]) <= self.on

    def parameters(self, shapes: Shapes, where: str, old: dict, new: dict) -> Iterator[str]:
        """What breaks of the parameters of one operation."""
        before, now = (parameters(*each) for each in ((self.old, old), (self.new, new)))
        for key, parameter in before.items():
            named = f"{where}: {key[1]}"
            if key not in now:
                if not self.is_over(parameter):
                    yield f"{named} is gone"
                continue
            yield from self.parameter(shapes, named, parameter, now[key])
        for key, parameter in now.items():
            if parameter.get("required") and not before.get(key, {}).get("required"):
                yield f"{where}: {key[1]} is required"

    def parameter(self, shapes: Shapes, named: str, old: dict, new: dict) -> Iterator[str]:
        """What breaks of one parameter."""
        for rule in ("style", "explode"):
            if old.get(rule) != new.get(rule):
                yield f"{named} is written with {rule} {new.get(rule)}, and was with {old.get(rule)}"
        yield from shapes.asked(old.get("schema", {}), new.get("schema", {}), named)

    def responses(self, shapes: Shapes, where: str, old: dict, new: dict) -> Iterator[str]:
        """What breaks of the answers: good ones have to stay, and those of each status to mean what they meant."""
        for status, response in old.get("responses", {}).items():
            newer = new.get("responses", {}).get(status)
            if newer is None:
                if status < "400":
                    yield f"{where} no longer answers {status}"
                continue
            sides = looked_up(self.old, response), looked_up(self.new, newer)
            yield from self.response(shapes, f"{where} {status}", *sides)

    def response(self, shapes: Shapes, where: str, old: dict, new: dict) -> Iterator[str]:
        """What breaks of one answer."""
        for name in old.get("headers", {}):
            if name not in new.get("headers", {}):
                yield f"{where} no longer has the field {name}"
        for media_type, content in old.get("content", {}).items():
            newer = new.get("content", {}).get(media_type)
            if newer is None:
                yield f"{where} no longer comes as {media_type}"
            else:
                yield from shapes.read(content.get("schema", {}), newer.get("schema", {}), where)


def parameters(document: dict, operation: dict) -> dict[tuple[str, str], dict]:
    """The parameters of an operation by where they stand and what they are called."""
    found = [looked_up(document, each) for each in operation.get("parameters", ())]
    return {(each["in"], each["name"]): each for each in found}


def is_open(document: dict, operation: dict) -> bool:
    """Whether an operation may be asked without any key."""
    demanded = operation.get("security", document.get("security", []))
    return not demanded or {} in demanded
