"""The answer of a chart in one sentence, made from its numbers alone. Pure; the heading of each chart."""

from collections.abc import Mapping, Sequence

from lifesci.words import gettext, ngettext


def joined(words: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return gettext(" and ").join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def share(part: int, whole: int) -> str:
    """A part in per cent; never 0 or 100 for what is neither none nor all."""
    if not whole or part in (0, whole):
        return "100%" if whole and part == whole else "0%"
    rounded = round(100 * part / whole)
    return gettext("fewer than 1%") if rounded < 1 else gettext("more than 99%") if rounded > 99 else f"{rounded}%"


def programmes(count: int) -> str:
    """So many programmes."""
    return ngettext("1 programme", "{count} programmes", count).format(count=f"{count:,}")


def part_of(label: object, count: int, total: int) -> str:
    """How many of the programmes asked about have a value: "Wales: 3 programmes of 14."."""
    return gettext("{label}: {programmes} of {total}.").format(
        label=label, programmes=programmes(count), total=f"{total:,}"
    )


def figures(count: int) -> str:
    """So many figures."""
    return ngettext("1 figure", "{count} figures", count).format(count=f"{count:,}")


def commonest(counts: Sequence[tuple[str, int]], total: int, saying: str, *, of_one: str, than: str, noun: str) -> str:
    """Which value most programmes have. `saying` puts one into a sentence ("are for {}"), `of_one` into that of a
    single programme ("is for {}"), `than` sets it against others ("for any other audience"), `noun` is what they are.

    `total` counts the programmes asked about, whether or not they state a value.
    """
    stated = [(label, count) for label, count in counts if count]
    if not stated:
        return gettext("No {noun} is stated").format(noun=noun)
    highest = max(count for _, count in stated)
    first = [label for label, count in stated if count == highest]
    if total == 1:
        return gettext("The one programme {is_for}").format(is_for=of_one.format(joined(first)))
    if len(first) > 3:
        words = gettext("No {noun} stands out: {count} of them have {programmes} each")
        return words.format(noun=noun, count=len(first), programmes=programmes(highest))
    if highest == total:
        return gettext("All {programmes} {are_for}").format(
            programmes=programmes(total), are_for=saying.format(joined(first))
        )
    if len(first) > 1:
        words = gettext("As many programmes {are_for}: {count} each")
        return words.format(are_for=saying.format(joined(first)), count=f"{highest:,}")
    if highest * 2 > total:
        return gettext("Most programmes {are_for}").format(are_for=saying.format(first[0]))
    return gettext("More programmes {are_for} than {others}").format(are_for=saying.format(first[0]), others=than)


def launched(counts: Mapping[int, int], undated: int) -> str:
    """From which year on half of the dated programmes started."""
    dated = sum(counts.values())
    if not dated:
        return gettext("No year of a start is stated")
    if len(counts) == 1:
        return gettext("Every start that is stated was in {year}").format(year=min(counts))
    later = 0
    for year in sorted(counts, reverse=True):
        later += counts[year]
        if later * 2 >= dated:
            break
    whole = gettext("the programmes that state a start") if undated else gettext("the programmes")
    if later == dated:
        return gettext("Most of {programmes} started in {year}").format(programmes=whole, year=min(counts))
    half = gettext("Half of {programmes} started in {year} or later")
    most = gettext("Most of {programmes} started in {year} or later")
    return (half if later * 2 == dated else most).format(programmes=whole, year=year)


def verified(count: int, total: int) -> str:
    """What share of figures is verified."""
    if not total:
        return gettext("There are no figures to check")
    if count == total:
        return gettext("Every figure is verified") if total > 1 else gettext("The one figure is verified")
    if not count:
        return gettext("No figure is verified") if total > 1 else gettext("The one figure is not verified")
    words = gettext("{share} of {total} figures are verified").format(share=share(count, total), total=f"{total:,}")
    return f"{words[0].upper()}{words[1:]}"


def gaps(recorded: int, searched: int, total: int) -> str:
    """How many pairs of region and audience have programmes."""
    if not total:
        return gettext("There are no pairs of region and audience to look at")
    if recorded == total:
        return ngettext(
            "Programmes are recorded for the one pair of region and audience",
            "Programmes are recorded for all {total} pairs of region and audience",
            total,
        ).format(total=f"{total:,}")
    not_yet = total - recorded - searched
    found_none = gettext("none found in the other")
    rest = found_none if searched and not not_yet else gettext("{count} not yet looked at").format(count=f"{not_yet:,}")
    words = gettext("Programmes are recorded for {count} of {total} pairs of region and audience; {rest}")
    return words.format(count=f"{recorded:,}", total=f"{total:,}", rest=rest)


def oldest(counts: Mapping[str, int], *, one: str, many: str, verb: str) -> str:
    """From what year things are: `one` and `many` name them, `verb` says how ("were read in sources of {}")."""
    dated = {year: count for year, count in counts.items() if year.isdigit() and count}
    total = sum(counts.values())
    if not dated:
        return gettext("No {one} has a year").format(one=one)
    if len(dated) == 1 and sum(dated.values()) == total:
        if total == 1:
            return gettext("The one {one}: {year}").format(one=one, year=min(dated))
        return gettext("All {total} {many} {were}").format(total=f"{total:,}", many=many, were=verb.format(min(dated)))
    year, count = max(dated.items(), key=lambda item: (item[1], item[0]))
    if count * 2 > total:
        return gettext("Most {many} {were}").format(many=many, were=verb.format(year))
    if len(dated) == 1:
        return gettext("Some {many} {were}").format(many=many, were=verb.format(year))
    return gettext("The {many} reach from {first} to {last}").format(many=many, first=min(dated), last=max(dated))
