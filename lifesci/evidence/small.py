"""Small numbers: figures of people so few that somebody could be recognised. Pure on rows in memory."""

from lifesci.evidence.numerals import NumberKind, numbers_in

FEWEST = 5  # the least number of people that is published from a source nobody else can read
OF_PEOPLE = frozenset({"people", "attendances", "posts"})
# Words of doubt with which the truth may well be five or more, so that "fewer than 5" could be false.
OPEN_ABOVE = frozenset({"at_least", "more_than"})
COUNTING = frozenset({NumberKind.INTEGER, NumberKind.DECIMAL, NumberKind.WORD, NumberKind.RANGE})


def is_small(figure) -> bool:
    """Must the value of this figure be withheld: people, fewer than five, from a source that is not public?

    A true zero names nobody, and stays.
    """
    if figure.value is None or figure.measure.counts not in OF_PEOPLE:
        return False
    if figure.source is None or figure.source.is_public:
        return False
    most = figure.value if figure.value_high is None else figure.value_high
    return 0 < most < FEWEST


def gives_away(figure, text: str) -> bool:
    """Does a text hold the value that is withheld, in digits or in words?"""
    ends = {figure.value, figure.value_high} - {None}
    return any(ends & {number.value, number.value_high} for number in numbers_in(text) if number.kind in COUNTING)
