"""Mixed reading of a served sample, in quiet and then while a process publishes: how long answers take, how right."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from tests.benchmarks.contestants import REGISTER, Served
from tests.benchmarks.publisher import Publisher
from tests.benchmarks.questions import HTML, JSON, SEED, questions
from tests.benchmarks.reading import Asked, Published, Readers, Seen, Verdict, judged, percentile

RATE = 50  # questions a second
SECONDS = 20  # of quiet reading, and then of reading while somebody publishes
PAUSE = 1.0  # seconds between two publications
# How often, of a hundred, which row's addresses are asked; the rest are watched lists of the organisation renamed.
MIX = {
    **{"html-list": 18, "html-detail": 24, "html-filtered": 12, "html-deep": 4},
    **{"detail": 14, "list": 6, "filtered": 6, "frequent": 4, "rare": 4, "totals": 2},
}
POPULAR = 0.5  # share of questions that ask for one of the few addresses that everybody asks for
FEW = 10


@dataclass(frozen=True)
class Found:
    """What was seen in quiet and while somebody published, and what was wrong with it."""

    quiet: list[Seen]
    busy: list[Seen]
    published: list[Published]
    verdict: Verdict

    @property
    def ratio(self) -> float:
        """How many times as long the slowest hundredth of answers took while somebody published."""
        return percentile(self.busy, 99) / percentile(self.quiet, 99)


def mixed(size: int, known: dict, ref: str) -> Iterator[Asked]:
    """Questions as many readers ask them: half of them for what is asked often, the others for anything."""
    rows = {question.key: question.asked[REGISTER] for question in questions(size, known)}
    random = Random(SEED)
    keys, weights = [*MIX, ""], [*MIX.values(), 100 - sum(MIX.values())]
    while True:
        [key] = random.choices(keys, weights)
        if not key:
            path = random.choice(watched(ref))
            yield Asked(path, JSON if path.startswith("/api/") else HTML, is_watched=True)
            continue
        addresses = rows[key][:FEW] if random.random() < POPULAR else rows[key]
        path, headers = random.choice(addresses)
        yield Asked(path, {name: value for name, value in headers.items() if name != "Host"})


def watched(ref: str) -> tuple[str, str]:
    """Lists that show the name of the organisation and no other of its names."""
    return f"/programmes/?organisation={ref}", f"/api/v1/programmes/?organisation={ref}"


def measured(size: int, known: dict, database: str) -> Found:
    """Read for a while, and then for as long while an organisation is renamed again and again; its name comes back."""
    ref, name = known["body"]
    served, publisher = Served(REGISTER, database), Publisher(database, ref)
    try:
        published = [publisher.publish("Renamed body 0001")]
        asked = mixed(size, known, ref)
        for row in questions(size, known):
            if row.key in MIX:
                served.ask(*row.asked[REGISTER][-1])  # the first answers load the register
        for path in watched(ref):
            served.ask(path, JSON)
        quiet = Readers(served.port, asked, RATE).during(lambda: time.sleep(SECONDS))
        busy = Readers(served.port, asked, RATE).during(lambda: keep_publishing(publisher, published))
    finally:
        publisher.publish(name)
        publisher.close()
        served.close()
    return Found(quiet, busy, published, judged(quiet + busy, published))


def keep_publishing(publisher: Publisher, published: list[Published]) -> None:
    """Publish again and again, with pauses."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        published.append(publisher.publish(f"Renamed body {len(published) + 1:04}"))
        time.sleep(PAUSE)


def told(found: Found) -> Iterator[str]:
    """What was measured, in lines."""
    times = sorted(each.done - each.began for each in found.published[1:])
    for title, seen in (("quiet", found.quiet), ("while publishing", found.busy)):
        half, most = (f"{percentile(seen, percent) * 1000:.3g} ms" for percent in (50, 99))
        yield f"{title}: {len(seen)} answers, half of them within {half}, ninety-nine of a hundred within {most}"
    yield (
        f"{len(times)} publications of a name that other records carry, {times[len(times) // 2] * 1000:.0f} ms each;"
        f" p99 {found.ratio:.2f} times the quiet one (at most 3)"
    )
    wrong = found.verdict
    yield f"failed {len(wrong.failed)}, half {len(wrong.half)}, late {len(wrong.late)} (none of them may be)"
    yield from (*wrong.failed[:3], *wrong.half[:3], *wrong.late[:3])
