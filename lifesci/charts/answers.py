"""The answer of a chart in one sentence, made from its numbers alone. Pure; the heading of each chart."""

from collections.abc import Mapping, Sequence


def joined(words: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def share(part: int, whole: int) -> str:
    """A part in per cent; never 0 or 100 for what is neither none nor all."""
    if not whole or part in (0, whole):
        return "100%" if whole and part == whole else "0%"
    rounded = round(100 * part / whole)
    return "fewer than 1%" if rounded < 1 else "more than 99%" if rounded > 99 else f"{rounded}%"


def programmes(count: int) -> str:
    """So many programmes."""
    return "1 programme" if count == 1 else f"{count:,} programmes"


def commonest(counts: Sequence[tuple[str, int]], total: int, saying: str, *, than: str, noun: str) -> str:
    """Which value most programmes have. `saying` puts one into a sentence ("are for {}"), `than` sets it against the
    others ("for any other audience"), `noun` is what they are.

    `total` counts the programmes asked about, whether or not they state a value.
    """
    stated = [(label, count) for label, count in counts if count]
    if not stated:
        return f"No {noun} is stated"
    highest = max(count for _, count in stated)
    first = [label for label, count in stated if count == highest]
    if total == 1:
        return f"The one programme {_singular(saying.format(joined(first)))}"
    if len(first) > 3:
        return f"No {noun} stands out: {len(first)} of them have {programmes(highest)} each"
    if highest == total:
        return f"All {programmes(total)} {saying.format(joined(first))}"
    if len(first) > 1:
        return f"As many programmes {saying.format(joined(first))}: {highest:,} each"
    if highest * 2 > total:
        return f"Most programmes {saying.format(first[0])}"
    return f"More programmes {saying.format(first[0])} than {than}"


def _singular(words: str) -> str:
    first, _, rest = words.partition(" ")
    return f"{ {'are': 'is', 'have': 'has', 'take': 'takes'}.get(first, first) } {rest}"


def launched(counts: Mapping[int, int], undated: int) -> str:
    """From which year on half of the dated programmes started."""
    dated = sum(counts.values())
    if not dated:
        return "No year of a start is stated"
    if len(counts) == 1:
        return f"Every start that is stated was in {min(counts)}"
    later = 0
    for year in sorted(counts, reverse=True):
        later += counts[year]
        if later * 2 >= dated:
            break
    half = "Half" if later * 2 == dated else "Most"
    whole = "the programmes that state a start" if undated else "the programmes"
    return f"{half} of {whole} started in {year} or later" if later < dated else _earliest(counts, whole)


def _earliest(counts, whole) -> str:
    return f"Most of {whole} started in {min(counts)}"


def verified(count: int, total: int) -> str:
    """What share of figures is verified."""
    if not total:
        return "There are no figures to check"
    if count == total:
        return "Every figure is verified" if total > 1 else "The one figure is verified"
    if not count:
        return "No figure is verified" if total > 1 else "The one figure is not verified"
    words = share(count, total)
    return f"{words[0].upper()}{words[1:]} of {total:,} figures are verified"


def gaps(recorded: int, searched: int, total: int) -> str:
    """How many pairs of region and audience have programmes."""
    if not total:
        return "There are no pairs of region and audience to look at"
    not_yet = total - recorded - searched
    rest = "none found in the other" if searched and not not_yet else f"{not_yet:,} not yet looked at"
    if recorded == total:
        return f"Programmes are recorded for all {total:,} pairs of region and audience"
    return f"Programmes are recorded for {recorded:,} of {total:,} pairs of region and audience; {rest}"


def oldest(counts: Mapping[str, int], *, one: str, many: str, verb: str) -> str:
    """From what year things are: `one` and `many` name them, `verb` says how ("were read in sources of {}")."""
    dated = {year: count for year, count in counts.items() if year.isdigit() and count}
    total = sum(counts.values())
    if not dated:
        return f"No {one} has a year"
    if len(dated) == 1 and sum(dated.values()) == total:
        return f"All {total:,} {many} {verb.format(min(dated))}" if total > 1 else f"The one {one}: {min(dated)}"
    year, count = max(dated.items(), key=lambda item: (item[1], item[0]))
    if count * 2 > total:
        return f"Most {many} {verb.format(year)}"
    return (
        f"The {many} reach from {min(dated)} to {max(dated)}" if len(dated) > 1 else f"Some {many} {verb.format(year)}"
    )
