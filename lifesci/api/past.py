"""`as_of`: answers of the register as it was right after an earlier change, or at the end of a day."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import QueryDict

from lifesci.api.parameters import DAY, Parameter, day_of, printable
from lifesci.editions.past import sequence_on
from lifesci.failure import Refused, unavailable
from lifesci.search.parameters import BadParameter, one_value
from lifesci.search.past import Busy, register_of
from lifesci.search.register import Register
from lifesci.search.text import NoIndex

NUMBER = re.compile(r"0|[1-9][0-9]{0,11}")
THEN = "Answer as the register stood right after this change, a sequence of the log, or at the end of this day in UTC."
MEANING = f"{THEN} `applied_filters.as_of` says which change that was. The words of vocabularies are those of today."


@dataclass(frozen=True)
class Moment(Parameter):
    """A change, or a day."""

    def read(self, query: QueryDict) -> str:
        """What is asked for, "" for the present. Raises BadParameter for what is neither."""
        text = one_value(query, self.name)
        if text and not NUMBER.fullmatch(text) and day_of(text) is None:
            detail = (
                f"“{printable(text)}” is neither a sequence of the change log, in digits, nor a day such as 2026-03-31."
            )
            raise BadParameter(self.name, detail)
        return text

    def schema(self) -> dict:
        """Its JSON Schema."""
        return {"type": "string", "pattern": f"^({NUMBER.pattern}|{DAY.pattern})$"}


AS_OF = Moment("as_of", MEANING)
AS_OF_ONE = Moment("as_of", THEN)


def moment(query: QueryDict, version: int) -> int | None:
    """The change as of which a query asks, None where it asks for the present. Raises BadParameter for what has not
    come yet."""
    text = AS_OF.read(query)
    if not text:
        return None
    day = day_of(text)
    if day is not None and day > datetime.now(UTC).date():
        raise BadParameter(AS_OF.name, f"{text} has not come yet.")
    sequence = int(text) if day is None else min(sequence_on(day), version)
    if sequence > version:
        raise BadParameter(AS_OF.name, f"Change {sequence} has not come yet: the newest is {version}.", str(version))
    return sequence


def register_asked(query: QueryDict, version: int) -> Register | None:
    """The register of the moment that a query asks for, None where it asks for the present. Raises BadParameter, and
    Busy; called inside `looking_back()`, as is everything that is asked of that register."""
    sequence = moment(query, version) if AS_OF.name in query else None
    return None if sequence is None else register_of(sequence, version)


def is_past(register: Register | None) -> bool:
    """Whether a moment is asked for that is not the present."""
    return register is not None and register.is_past


def told(register: Register | None) -> dict:
    """The moment that is asked for, as a list repeats it and links on; nothing for the present."""
    return {} if register is None else {AS_OF.name: register.version}


@contextmanager
def looking_back() -> Iterator[None]:
    """Raise Refused while the process is busy with another moment, BadParameter where no words can be looked for."""
    try:
        yield
    except Busy as error:
        raise Refused(unavailable()) from error
    except NoIndex as error:
        detail = "Words cannot be looked for as of an earlier moment here: leave “q” out."
        raise BadParameter("q", detail) from error
