"""The twelve nations and regions of the United Kingdom as tiles: counts in, geometry out. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from lifesci.charts.bars import Mark, length
from lifesci.charts.lines import lines
from lifesci.charts.units import em, per_cent

# Where each stands: (column, row), roughly as on the map.
PLACES = {
    "scotland": (1, 0),
    "northern-ireland": (0, 1),
    "north-east": (2, 1),
    "north-west": (1, 2),
    "yorkshire-and-the-humber": (2, 2),
    "wales": (0, 3),
    "west-midlands": (1, 3),
    "east-midlands": (2, 3),
    "east-of-england": (3, 3),
    "south-west": (1, 4),
    "south-east": (2, 4),
    "london": (3, 4),
}
COLUMNS, ROWS = 4, 5
TALL = 6.6  # em
LINE, MOST = 1.2, 4.9  # em
SHORT = {
    "scotland": "SC",
    "northern-ireland": "NI",
    "north-east": "NE",
    "north-west": "NW",
    "yorkshire-and-the-humber": "YH",
    "wales": "WA",
    "west-midlands": "WM",
    "east-midlands": "EM",
    "east-of-england": "EE",
    "south-west": "SW",
    "south-east": "SE",
    "london": "LN",
    "uk-wide": "UK",
}


@dataclass(frozen=True)
class Tile:
    """One region. `bar` is its count beside the highest, in hundredths of the tile's width."""

    mark: Mark
    x: str
    y: str
    lines: list[tuple[str, str]]
    bar: str


@dataclass(frozen=True)
class Tiles:
    """The whole map. `width` and `tall` are those of one tile."""

    height: str
    width: str
    tall: str
    tiles: list[Tile]


def tiles(marks: Mapping[str, Mark]) -> Tiles:
    """The map of these marks by code; codes without a place on it are not drawn."""
    highest = max((mark.count for code, mark in marks.items() if code in PLACES), default=0)
    drawn = []
    for code, (column, row) in sorted(PLACES.items(), key=lambda item: (item[1][1], item[1][0])):
        if mark := marks.get(code):
            words = [(em(1.3 + number * LINE), line) for number, line in enumerate(lines(mark.label, MOST)[:3])]
            bar = per_cent(length(mark.count, highest) * 0.84)
            drawn.append(Tile(mark, per_cent(column * 25), em(row * TALL), words, bar))
    return Tiles(em(ROWS * TALL), per_cent(100 / COLUMNS), em(TALL), drawn)
