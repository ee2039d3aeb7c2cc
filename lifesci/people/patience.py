"""How long a log-in waits after failures: first a little, then longer, then it is locked. Values in, values out."""

from dataclasses import dataclass
from datetime import timedelta

LOCKED = timedelta(minutes=15)
FORGOTTEN = timedelta(hours=1)  # without a further failure


@dataclass(frozen=True)
class Patience:
    """`free` failures cost nothing; from then on each doubles the wait, and from `locked` on it is a lock."""

    free: int
    locked: int

    def wait(self, failures: int) -> timedelta:
        """How long after its last failure nothing is examined."""
        if failures >= self.locked:
            return LOCKED
        if failures < self.free:
            return timedelta(0)
        return min(timedelta(seconds=2 ** (failures - self.free + 1)), LOCKED)


# A stranger who knows a name soon locks it for himself; for everybody only by far more failures than people make.
OF_NAME_AT_ADDRESS = Patience(free=3, locked=10)
OF_NAME = Patience(free=50, locked=50)
OF_ADDRESS = Patience(free=50, locked=50)
