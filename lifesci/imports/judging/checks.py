"""The models' own rules asked of many rows: fields, `clean()` and constraints, without a query a row."""

from functools import lru_cache

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import CheckConstraint, UniqueConstraint

from lifesci.imports.judging.conditions import broken
from lifesci.imports.judging.hostility import trouble
from lifesci.imports.resource import RegisterResource

REMEMBERED = 64  # characters up to which a value is worth remembering
Problem = list  # [column, value, reason]: JSON keeps lists


class Checks:
    """What the rows of one table must keep to."""

    def __init__(self, resource: RegisterResource):
        self.resource = resource
        constraints = resource.model._meta.constraints
        self.conditions = [each for each in constraints if isinstance(each, CheckConstraint)]
        self.unique = [
            each for each in constraints if isinstance(each, UniqueConstraint) and set(each.fields) != set(resource.key)
        ]

    def problems(self, instance, plain: dict) -> list[Problem]:
        """Why the row cannot be: every reason. `plain` holds the columns that the file brings or changes."""
        found = [problem for name in plain for problem in self._of_column(name, plain[name], instance)]
        wrong = {name for name, _, _ in found}
        found += [[name, _shown(plain.get(name)), message] for name, message in self._of_row(instance, wrong)]
        return found

    def _of_column(self, name: str, value, instance):
        column = self.resource.columns[name]
        if column.is_several:
            return
        if column.is_reference:
            if not value and not column.model_field.blank:
                yield [name, "", f"{_label(column)} is needed."]
            return
        if isinstance(value, str) and (why := trouble(value)):
            yield [name, _shown(value), why]
        kept = getattr(instance, column.model_field.attname)
        short = not isinstance(kept, str) or len(kept) <= REMEMBERED
        for message in (_remembered if short else _messages)(column.model_field, kept):
            yield [name, _shown(value), message]

    def _of_row(self, instance, wrong: set[str]):
        try:
            instance.clean()
        except ValidationError as refused:
            for name, messages in _by_name(refused).items():
                if name not in wrong:
                    yield from ((name, message) for message in messages)
        if not wrong:
            yield from (("", message) for message in broken(self.conditions, instance))
        for each in self.unique:
            try:
                each.validate(type(instance), instance)
            except ValidationError as refused:
                yield from (("", message) for message in refused.messages)


def _by_name(refused: ValidationError) -> dict[str, list[str]]:
    if not hasattr(refused, "error_dict"):
        return {"": refused.messages}
    return {"" if name == NON_FIELD_ERRORS else name: told for name, told in refused.message_dict.items()}


def _messages(field, value) -> tuple[str, ...]:
    if not value and value != 0 and field.blank:
        return ()
    try:
        field.clean(value, None)
    except ValidationError as refused:
        return tuple(_human(message) for message in refused.messages)
    return ()


_remembered = lru_cache(5_000)(_messages)


def _human(message: str) -> str:
    return {
        "This field cannot be blank.": "This cannot be empty.",
        "This field cannot be null.": "This cannot be empty.",
    }.get(message, message)


def _label(column) -> str:
    return str(column.model_field.verbose_name).capitalize()


def _shown(value) -> str:
    text = "; ".join(value) if isinstance(value, list) else "" if value is None else str(value)
    return text[:200]
