"""Services, organizations and services at locations: found in the held register, read in bulk, told in its words."""

from lifesci.editions.models import Kind
from lifesci.editions.reading import missing
from lifesci.oruk import asking, choosing, finding, reading
from lifesci.oruk.answering import JSON, answering, no_such, site
from lifesci.oruk.given import given
from lifesci.oruk.location import venues
from lifesci.oruk.organization import listed_organization, whole_organization
from lifesci.oruk.page import page
from lifesci.oruk.service import (
    listed_service,
    listed_service_at_location,
    whole_service,
    whole_service_at_location,
)
from lifesci.search.register import Register, register_at

NAMES = {Kind.PROGRAMME: "service", Kind.ORGANISATION: "organization"}


@answering(JSON)
def services(request):
    """The programmes that are published, in the order of their refs."""
    register, asked = register_at(request.register_version), asking.read(request.GET, asking.SERVICE)
    passing, words = choosing.passing(register, Kind.PROGRAMME, asked), reading.vocabulary_at(register)
    shown = [
        whole_service(*each, words, site(request)) if asked.full else listed_service(*each, site(request))
        for each in reading.programmes(passing.page(asked)).values()
    ]
    return page(shown, total=passing.count, asked=asked, version=register.version)


@answering(JSON)
def service(request, id):
    """One programme. Raises Gone for what was withdrawn, Refused for what never was."""
    register = register_at(request.register_version)
    programme = found(register, Kind.PROGRAMME, id, reading.programmes)
    return given(whole_service(*programme, reading.vocabulary_at(register), site(request)))


@answering(JSON)
def organizations(request):
    """The organisations that are published, in the order of their refs."""
    register, asked = register_at(request.register_version), asking.read(request.GET, asking.ORGANIZATION)
    passing, words = choosing.passing(register, Kind.ORGANISATION, asked), reading.vocabulary_at(register)
    shown = [
        whole_organization(each, words, site(request)) if asked.full else listed_organization(each, site(request))
        for each in reading.organisations(passing.page(asked)).values()
    ]
    return page(shown, total=passing.count, asked=asked, version=register.version)


@answering(JSON)
def organization(request, id):
    """One organisation. Raises Gone for what was withdrawn, Refused for what never was."""
    register = register_at(request.register_version)
    organisation = found(register, Kind.ORGANISATION, id, reading.organisations)
    return given(whole_organization(organisation, reading.vocabulary_at(register), site(request)))


@answering(JSON)
def service_at_locations(request):
    """Programmes at their venues, in the order of both refs."""
    register, asked = register_at(request.register_version), asking.read(request.GET, asking.SERVICE)
    passing, words = choosing.passing_links(register, asked), reading.vocabulary_at(register)
    links = passing.page(asked)
    programmes = reading.programmes([entry for entry, _ in links])
    at_venues = [(programmes[entry], place) for entry, ref in links for place in venue(programmes.get(entry), ref)]
    shown = [
        whole_service_at_location(*programme, place, words, site(request))
        if asked.full
        else listed_service_at_location(*programme, place, site(request))
        for programme, place in at_venues
    ]
    return page(shown, total=passing.count, asked=asked, version=register.version)


@answering(JSON)
def service_at_location(request, id):
    """One programme at one of its venues. Raises Refused for what is not published now."""
    register = register_at(request.register_version)
    known = finding.programme_at_venue(register, str(id))
    if known is None:
        raise no_such("service at a location", id)
    programme, place = known
    words = reading.vocabulary_at(register)
    return given(whole_service_at_location(*programme, place, words, site(request)))


def venue(programme: reading.Programme | None, ref: str) -> list[dict]:
    """The venue of a programme with this ref; none where either has gone since the list was made."""
    return [place for place in venues(programme.record.document) if place["ref"] == ref] if programme else []


def found(register: Register, kind: str, id, read):
    """What `read` gives for the record that a UUID was made for. Raises Gone, Refused."""
    ref = finding.ref_of(register, kind, str(id))
    if ref is None:
        raise no_such(NAMES[kind], id)
    record = register.shelves[kind].by_ref(ref)
    rows = read([record.id]) if record else {}
    if not rows:
        raise missing(kind, ref)
    return rows[record.id]
