"""The register's vocabularies as taxonomies, and their words as taxonomy terms. Pure."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lifesci.oruk.identity import identifier, taxonomy_id, term_id

GSS = "http://statistics.data.gov.uk/id/statistical-geography/"  # where the ONS names areas by their GSS codes
MEASURE = "measure"
# Name and description of each vocabulary; the measures are one more.
TAXONOMIES = {
    "sector": ("Sector", "Parts of the life sciences that a programme or organisation belongs to."),
    "region": ("Region or nation", "The nations of the United Kingdom and the regions of England, with GSS codes."),
    "area": ("Statistical area", "Wider areas that statistics are given for and that are no region or nation."),
    "audience": ("Audience", "Whom a programme is for, by stage of education or work."),
    "type": ("Programme type", "What sort of programme it is: outreach, work experience, an apprenticeship and so on."),
    "theme": ("Outcome theme", "What the outcome of a programme is about."),
    "access": ("Access feature", "What helps people take part in a programme."),
    "delivery": ("Delivery mode", "How a programme is delivered."),
    "organisation-type": ("Organisation type", "What sort of body an organisation is."),
    "policy-theme": ("Policy theme", "Themes of public policy that pages of context are about."),
    "qualification": ("Qualification", "Qualifications that a programme leads to."),
    "gatsby-benchmark": (
        "Gatsby Benchmark",
        "The Gatsby Benchmarks of good career guidance that a programme helps with.",
    ),
    MEASURE: ("Measure", "What the figures of the register count."),
}


class Word(NamedTuple):
    """One word of a vocabulary as it stands now. `notation` is an official code, for a region a GSS code."""

    scheme: str
    code: str
    label: str
    definition: str = ""
    broader: str = ""
    uri: str = ""
    notation: str = ""
    retired_on: str = ""


class Vocabulary:
    """All words of one register version: by scheme and code, by the UUID of the term, and by scheme."""

    def __init__(self, words: Iterable[Word]):
        self.words = {(word.scheme, word.code): word for word in words}
        self.by_id = {term_id(*key): word for key, word in self.words.items()}
        self.taxonomies = {taxonomy_id(scheme): scheme for scheme in TAXONOMIES}

    def of(self, scheme: str) -> list[Word]:
        """The words of one vocabulary, in the curators' order."""
        return [word for word in self.words.values() if word.scheme == scheme]

    def word(self, scheme: str, code: str, label: str) -> Word:
        """The word that a document names, under the label it was published with."""
        known = self.words.get((scheme, code))
        return known._replace(label=label) if known else Word(scheme, code, label)


def described(word: Word) -> str:
    """The definition; where there is none, a sentence that says what the word is."""
    name, _ = TAXONOMIES[word.scheme]
    return word.definition or f"“{word.label}” in the vocabulary “{name}” of the register, which does not define it."


def area_address(notation: str) -> str:
    """The address of an area that has a GSS code, "" for one that has none."""
    return f"{GSS}{notation}" if notation else ""


def taxonomy(scheme: str, site: str) -> dict:
    """A vocabulary without its words."""
    name, description = TAXONOMIES[scheme]
    return {
        "id": taxonomy_id(scheme),
        "name": name,
        "description": description,
        "uri": f"{site}/api/v1/vocabularies/{scheme}/",
        "x_lsr_scheme": scheme,
    }


def taxonomy_term(word: Word) -> dict:
    """A word; its address is that of the same concept in a published vocabulary, or of the area it names."""
    return {
        "id": term_id(word.scheme, word.code),
        "name": word.label,
        "description": described(word),
        "parent_id": term_id(word.scheme, word.broader) if word.broader else "",
        "taxonomy": TAXONOMIES[word.scheme][0],
        "taxonomy_id": taxonomy_id(word.scheme),
        "term_uri": word.uri or area_address(word.notation if word.scheme in ("region", "area") else ""),
        "x_lsr_code": word.code,
        "x_lsr_notation": word.notation,
        "x_lsr_retired_on": word.retired_on,
    }


def attributes(vocabulary: Vocabulary, owner: tuple[str, ...], terms: dict[str, list[dict]]) -> Iterator[dict]:
    """The links between what is called `owner` and its terms, given by scheme; each pair is linked once."""
    for scheme, listed in terms.items():
        for code, label in {term["code"]: term["label"] for term in listed}.items():
            yield {
                "id": identifier(*owner, "term", scheme, code),
                "link_id": identifier(*owner),
                "link_type": scheme,
                "taxonomy_term_id": term_id(scheme, code),
                "taxonomy_term": taxonomy_term(vocabulary.word(scheme, code, label)),
            }
