"""Sets of positions held as whole numbers, where bit k stands for position k. Pure; for this package."""

import re

SOME = re.compile(rb"[^\0]")  # eight positions with a member among them
MEMBERS = [[place for place in range(8) if octet >> place & 1] for octet in range(256)]
CHUNK = 1024  # bits looked at first when positions are listed; doubled while nothing is found


def of(positions, length: int) -> int:
    """The set of these positions, each below `length`; for few of them."""
    octets = bytearray(length // 8 + 1)
    for position in positions:
        octets[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(octets, "little")


def everything(length: int) -> int:
    """The set of all positions below `length`."""
    return (1 << length) - 1


def rank(bits: int, position: int) -> int:
    """How many members stand before `position`."""
    return (bits & everything(position)).bit_count()


def nth(bits: int, k: int) -> int:
    """The position of member number k, counted from 0; k is below the size of the set."""
    position, width = 0, 1 << max(bits.bit_length() - 1, 0).bit_length()
    while width > 1:
        width >>= 1
        lower = bits & everything(width)
        count = lower.bit_count()
        if k < count:
            bits = lower
        else:
            k -= count
            bits >>= width
            position += width
    return position


def listed(bits: int, start: int, count: int) -> list[int]:
    """The first `count` members at or after position `start`, in order."""
    found: list[int] = []
    bits >>= start
    width = CHUNK
    while bits and len(found) < count:
        digits = bin(bits & everything(width))[2:]
        last = len(digits) - 1
        at = digits.rfind("1")
        while at >= 0 and len(found) < count:
            found.append(start + last - at)
            at = digits.rfind("1", 0, at)
        bits >>= width
        start += width
        width *= 2
    return found


def members(bits: int) -> list[int]:
    """All members in order; for few of them."""
    octets = bits.to_bytes(bits.bit_length() // 8 + 1, "little")
    return [8 * found.start() + place for found in SOME.finditer(octets) for place in MEMBERS[found[0][0]]]


def removed(bits: int, position: int) -> int:
    """The set after `position` has gone and what stood above it has moved down by one."""
    return (bits & everything(position)) | (bits >> (position + 1) << position)


def inserted(bits: int, position: int, member: bool) -> int:
    """The set after a new position has come in, a member or not, and what stood there and above has moved up by one."""
    return (bits & everything(position)) | (bits >> position << (position + 1)) | (member << position)


def marked(bits: int, position: int, member: bool) -> int:
    """The set with `position` in it or not."""
    return bits | (1 << position) if member else bits & ~(1 << position)
