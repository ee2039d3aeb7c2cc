"""The UUIDs that Open Referral asks for, made from refs: the same everywhere and for ever. Pure. Decision 0012."""

from functools import lru_cache
from uuid import UUID, uuid5

# The namespace of every UUID of the register. Partners store what is made from it: it never changes.
NAMESPACE = UUID("2bb156bc-ad60-42b1-89ee-5f8d0973ff16")

MOST_KEPT = 4096  # ids of words that are kept: every record is linked to a dozen of the same few


def identifier(*names: str) -> str:
    """The version 5 UUID of what the register calls `names`, joined by slashes: `programme/medlab`, `place/w5`."""
    return str(uuid5(NAMESPACE, "/".join(names)))


def service_id(ref: str) -> str:
    """A service is a programme."""
    return identifier("programme", ref)


def organization_id(ref: str) -> str:
    """An organization is an organisation."""
    return identifier("organisation", ref)


def location_id(ref: str) -> str:
    """A location is a place that is a venue."""
    return identifier("place", ref)


def service_at_location_id(programme: str, place: str) -> str:
    """A programme at one of its venues."""
    return identifier("programme", programme, "place", place)


@lru_cache(maxsize=MOST_KEPT)
def taxonomy_id(scheme: str) -> str:
    """A taxonomy is a vocabulary."""
    return identifier("vocabulary", scheme)


@lru_cache(maxsize=MOST_KEPT)
def term_id(scheme: str, code: str) -> str:
    """A taxonomy term is a word of a vocabulary."""
    return identifier("term", scheme, code)
