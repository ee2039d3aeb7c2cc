"""Asks the contestants in turn, A B C A B C, and keeps the median time of each."""

from dataclasses import dataclass
from itertools import cycle
from statistics import median, quantiles
from time import perf_counter

from tests.benchmarks.contestants import REGISTER

WARM = 4  # answers of each contestant that are not counted
FEWEST, MOST = 12, 60  # rounds
BUDGET = 4.0  # seconds a row may take, once it has had its fewest rounds
ROUND = 0.012  # seconds each contestant gets in a round, if its answers are quicker
LONGEST = 12  # questions in one turn


@dataclass(frozen=True)
class Measured:
    """The typical answer of one contestant to one question: seconds, and the bytes of a body."""

    seconds: float
    size: int
    count: int


class WrongAnswer(Exception):
    """A contestant answered with a status that the question does not expect."""


def measured(question, contestants: dict, *, percentile: int = 50) -> dict[str, Measured]:
    """The medians, or another percentile, of those contestants that are asked this question.

    Every turn asks something new, as long as there is something new to ask. Raises WrongAnswer.
    """
    asked = {name: cycle(question.asked[name]) for name in question.asked}
    times = {name: [] for name in asked}
    sizes = {name: [] for name in asked}
    turns = {}
    for name in asked:
        warm = [_answer(question, name, contestants, asked)[1] for _ in range(WARM)]
        turns[name] = max(1, min(LONGEST, int(ROUND / median(warm))))
    started = perf_counter()
    for number in range(MOST):
        if number >= FEWEST and perf_counter() - started > BUDGET:
            break
        for name, turn in turns.items():
            for _ in range(turn):
                size, seconds = _answer(question, name, contestants, asked)
                times[name].append(seconds)
                sizes[name].append(size)
    return {
        name: Measured(quantiles(times[name], n=100)[percentile - 1], int(median(sizes[name])), len(times[name]))
        for name in asked
    }


def _answer(question, name, contestants, asked):
    path, headers = next(asked[name])
    status, size, seconds = contestants[name].ask(path, headers)
    due = question.status if name == REGISTER else 200
    if status != due:
        raise WrongAnswer(f"{name} answered {status} to {path}, and {due} was due.")
    return size, seconds
