"""The front of the adapter, its two descriptions, and the vocabularies as taxonomies."""

from lifesci.oruk import asking, reading
from lifesci.oruk.answering import JSON, SCHEMA, answering, no_such, site
from lifesci.oruk.description import openapi_text
from lifesci.oruk.extension_schema import schema_text
from lifesci.oruk.given import given
from lifesci.oruk.page import page
from lifesci.oruk.vocabulary import TAXONOMIES, taxonomy, taxonomy_term
from lifesci.search.register import register_at

VERSION = "HSDS-UK-3.0"
PROFILE = "https://docs.openreferraluk.org/en/latest/"


@answering(JSON)
def root(request):
    """Which standard this follows, and where it is described."""
    here = f"{site(request)}/oruk/v3"
    return {
        "version": VERSION,
        "profile": PROFILE,
        "openapi_url": f"{here}/openapi.json",
        "x_lsr_schema": f"{here}/x_lsr.json",
        "x_lsr_register_version": request.register_version,
    }


@answering(JSON)
def openapi(request):
    """This adapter in OpenAPI."""
    return openapi_text()


@answering(SCHEMA, JSON)
def extension(request):
    """The JSON Schema of the members that the standard does not have."""
    return schema_text()


@answering(JSON)
def taxonomies(request):
    """The vocabularies."""
    asked = asking.read(request.GET, asking.PAGING)
    shown = list(TAXONOMIES)[asked.first : asked.first + asked.per_page]
    contents = [taxonomy(scheme, site(request)) for scheme in shown]
    return page(contents, total=len(TAXONOMIES), asked=asked, version=request.register_version)


@answering(JSON)
def one_taxonomy(request, id):
    """One vocabulary with its words."""
    vocabulary = reading.vocabulary_at(register_at(request.register_version))
    scheme = vocabulary.taxonomies.get(str(id))
    if scheme is None:
        raise no_such("taxonomy", id)
    terms = [taxonomy_term(word) for word in vocabulary.of(scheme)]
    return given({**taxonomy(scheme, site(request)), "taxonomy_terms": terms})


@answering(JSON)
def taxonomy_terms(request):
    """The words of all vocabularies, or of those asked for."""
    asked = asking.read(request.GET, asking.TERM)
    vocabulary = reading.vocabulary_at(register_at(request.register_version))
    asked_for = asked.value("taxonomy_id", vocabulary.taxonomies)
    schemes = {scheme for id, scheme in vocabulary.taxonomies.items() if id in asked_for}
    words = [word for word in vocabulary.words.values() if word.scheme in schemes]
    contents = [taxonomy_term(word) for word in words[asked.first : asked.first + asked.per_page]]
    return page(contents, total=len(words), asked=asked, version=request.register_version)


@answering(JSON)
def one_taxonomy_term(request, id):
    """One word."""
    vocabulary = reading.vocabulary_at(register_at(request.register_version))
    word = vocabulary.by_id.get(str(id))
    if word is None:
        raise no_such("taxonomy term", id)
    return given(taxonomy_term(word))
