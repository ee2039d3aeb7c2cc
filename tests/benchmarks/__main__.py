"""`make bench`: measures the register against plain DRF and the bare limit, on samples of 10,000 and 100,000, and more.

DATABASE_URL says on which database; the samples are made beside the one it names.
"""

import argparse
import os
import platform
import subprocess
import sys
from time import perf_counter

from tests.benchmarks import table
from tests.benchmarks.contestants import BASELINE, HOME, LIMIT, REGISTER, InProcess, Served
from tests.benchmarks.measuring import measured

SIZES = (10_000, 100_000)
TARGETED = 100_000  # programmes from which on the targets are meant
NAMES = (REGISTER, BASELINE, LIMIT)
HTTP, INSIDE = "over HTTP, one connection kept alive", "in process, CPU time"


def main() -> None:
    """Make the samples, measure, print."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lifesci.settings")
    import django  # noqa: PLC0415 - its settings are chosen above

    django.setup()
    options = arguments()
    began, found, questions, machine = perf_counter(), {}, [], ""
    for size in options.sizes:
        say(f"Sample of {size:,} programmes")
        subprocess.run([sys.executable, "manage.py", "make_sample", str(size)], cwd=HOME, check=True)
        questions, found[size], machine = measure(size, options)
    report(options, questions, found, machine)
    if not options.only:
        beside(options.sizes[-1])
    if os.getloadavg()[0] > 2 * os.cpu_count():
        say("\nThis machine is busy with other work, which lengthens long answers more than short ones.")
    say(f"{(perf_counter() - began) / 60:.1f} minutes")


def beside(size: int) -> None:
    """Measure what is no single answer, on the largest sample: reading while somebody publishes, and a CSV of all."""
    from lifesci.operations.sample_database import address_of  # noqa: PLC0415 - Django is ready now
    from tests.benchmarks import publishing, pulling  # noqa: PLC0415

    database = address_of(size)
    say(f"\n{publishing.RATE} questions a second of all sorts, {size:,} programmes")
    register = InProcess(REGISTER, database)
    known = register.act("known")
    register.close()
    for line in publishing.told(publishing.measured(size, known, database)):
        say(f"  {line}")
    say(f"\nA CSV of every programme, {size:,} of them")
    for line in pulling.told(pulling.measured(database)):
        say(f"  {line}")


def arguments() -> argparse.Namespace:
    """What to measure; everything unless said otherwise."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="sizes of the samples, the largest last")
    parser.add_argument("--only", nargs="+", help="keys of the rows to measure, such as detail")
    parser.add_argument(
        "--percentile", type=int, default=50, help="what stands for all answers; on a busy machine 10 shows a quiet one"
    )
    return parser.parse_args()


def measure(size: int, options) -> tuple[list, dict, str]:
    """The questions, the medians by way, key and contestant, and words for the machine."""
    from lifesci.operations.sample_database import address_of  # noqa: PLC0415 - Django is ready now
    from tests.benchmarks.questions import questions  # noqa: PLC0415

    database, found, opened = address_of(size), {INSIDE: {}, HTTP: {}}, []
    try:
        inside = {}
        for name in NAMES:
            inside[name] = InProcess(name, database)
            opened.append(inside[name])
        inside[REGISTER].act("static_files")
        inside[BASELINE].act("ordered")
        known = inside[REGISTER].act("known")
        asked = [question for question in questions(size, known) if not options.only or question.key in options.only]
        say(f"  {INSIDE}")
        run(asked, inside, found[INSIDE], options.percentile)
        untouched(asked, inside[REGISTER])
        served = {}
        for name in NAMES:
            served[name] = Served(name, database)
            opened.append(served[name])
        say(f"  {HTTP}")
        run(asked, served, found[HTTP], options.percentile)
    finally:
        for contestant in reversed(opened):
            contestant.close()
    return asked, found, described(known)


def run(questions, asked_of, found, percentile) -> None:
    """Measure every question, and say each as it is done."""
    for question in questions:
        found[question.key] = measured(question, asked_of, percentile=percentile)
        told = (
            f"{name} {table.milliseconds(each.seconds)} ({each.count}×)" for name, each in found[question.key].items()
        )
        say(f"    {question.title}: {', '.join(told)}")


def untouched(questions, register) -> None:
    """Say which queries a 304 takes, and stop if one of them reads a text."""
    for question in questions:
        if question.status == 304:
            path, headers = question.asked[REGISTER][-1]
            status, queries = register.act("queries", path=path, headers=headers)
            if status != 304 or any("text" in query or "item" in query for query in queries):
                raise SystemExit(f"A 304 reads a document: {queries}")
            say(f"    A 304 takes {len(queries)} query and reads no document: {'; '.join(queries)}")


def described(known) -> str:
    """The machine in general words."""
    engine = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[known["database"]]
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, {engine} {known['version']}"


def report(options, questions, found, machine) -> None:
    """Print the tables, for people and as Markdown."""
    largest, smallest = options.sizes[-1], options.sizes[0]
    for way in (INSIDE, HTTP):
        for size in options.sizes:
            say(f"\n{size:,} programmes, {way} ({machine})\n")
            say(table.written(table.times(questions, found[size][way])))
    if options.only or largest < TARGETED:
        return
    smaller = found[smallest][HTTP] if smallest != largest else None
    targets = table.lines(questions, found[largest][HTTP], smaller)
    say(f"\nTargets on {largest:,} programmes, {HTTP}\n")
    say(table.written(table.reached(targets)))
    say(f"\nAs Markdown ({machine}; {largest:,} programmes, {HTTP})\n")
    say(table.written(table.times(questions, found[largest][HTTP]), markdown=True))
    say("")
    say(table.written(table.reached(targets), markdown=True))


def say(line: str) -> None:
    """Print a line at once."""
    print(line, flush=True)


if __name__ == "__main__":
    main()
