"""Check constraints asked of rows in memory, with the three values of SQL; what cannot be is asked of the database."""

import operator
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, F, Q

COMPARED: dict[str, Callable] = {
    "exact": operator.eq,
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
}


class NotHere(Exception):
    """The condition needs the database."""


def holds(condition: Q, row) -> bool | None:
    """Does the condition hold of the row? None where SQL says unknown, which no check constraint refuses."""
    found = [holds(each, row) if isinstance(each, Q) else _compared(*each, row) for each in condition.children]
    if condition.connector == Q.AND:
        answer = False if False in found else None if None in found else True
    elif condition.connector == Q.OR:
        answer = True if True in found else None if None in found else False
    else:
        raise NotHere(condition.connector)
    return answer if not condition.negated or answer is None else not answer


def broken(constraints: list[CheckConstraint], row) -> list[str]:
    """The messages of the constraints that the row breaks."""
    return [message for each in constraints if (message := _broken(each, row))]


def _broken(constraint: CheckConstraint, row) -> str:
    try:
        is_kept = holds(constraint.condition, row) is not False
    except (NotHere, TypeError):
        try:
            constraint.validate(type(row), row)
        except ValidationError as refused:
            return " ".join(refused.messages)
        return ""
    return "" if is_kept else str(constraint.get_violation_error_message())


def _compared(lookup: str, wanted, row) -> bool | None:
    name, _, comparison = lookup.partition("__")
    value = _value(name, row)
    if comparison == "isnull":
        return (value is None) is wanted
    if comparison not in {"", *COMPARED}:
        raise NotHere(lookup)
    if isinstance(wanted, F):
        wanted = _value(wanted.name, row)
    if value is None or wanted is None:
        return None
    return COMPARED[comparison or "exact"](value, wanted)


def _value(name: str, row):
    if "__" in name:
        raise NotHere(name)
    return getattr(row, row._meta.get_field(name).attname)
