"""The catalogue of the bulk files: DCAT 3, and a Dataset of schema.org beside it. Pure: files in, JSON-LD out.

Addresses are relative to the catalogue's own, so that it holds wherever the register answers.
"""

from collections.abc import Iterable, Mapping

from lifesci.downloads import licence
from lifesci.downloads.made import Made

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
SHA256 = {"@id": "spdx:checksumAlgorithm_sha256"}
IANA = "https://www.iana.org/assignments/media-types/"


def catalogue(version: int, created: str, files: Iterable[Made], media: Mapping[str, str], title: str) -> dict:
    """The catalogue of one register version; `media` are media types by the end of a file's name."""
    files = list(files)
    dataset = {
        "@id": "./",
        "@type": ["dcat:Dataset", "schema:Dataset"],
        "dct:title": title,
        "dct:description": licence.ABOUT,
        "dct:license": {"@id": licence.ADDRESS},
        "dct:issued": moment(created),
        "dcat:version": str(version),
        "dcat:keyword": list(licence.KEYWORDS),
        "dct:spatial": {"@id": "http://publications.europa.eu/resource/authority/country/GBR"},
        "dcat:distribution": [distribution(each, media) for each in files],
        **dataset_of_schema_org(version, created, title),
    }
    return {
        "@context": CONTEXT,
        "@graph": [
            {"@id": "catalog.jsonld", "@type": "dcat:Catalog", "dct:title": title, "dcat:dataset": {"@id": "./"}},
            dataset,
        ],
    }


def dataset_of_schema_org(version: int, created: str, title: str) -> dict:
    """The same in the words that search engines read."""
    return {
        "schema:name": title,
        "schema:description": licence.ABOUT,
        "schema:license": {"@id": licence.ADDRESS},
        "schema:version": str(version),
        "schema:datePublished": {"@type": "schema:DateTime", "@value": created},
        "schema:keywords": list(licence.KEYWORDS),
        "schema:isAccessibleForFree": True,
        "schema:spatialCoverage": "United Kingdom",
    }


def distribution(made: Made, media: Mapping[str, str]) -> dict:
    """One file, under the names of both vocabularies."""
    media_type = media_type_of(made.name, media)
    address = {"@id": made.name}
    return {
        "@id": f"#{made.name}",
        "@type": ["dcat:Distribution", "schema:DataDownload"],
        "dct:title": made.name,
        "dcat:downloadURL": address,
        "dcat:mediaType": {"@id": f"{IANA}{media_type}"},
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(made.bytes)},
        "dct:license": {"@id": licence.ADDRESS},
        "spdx:checksum": {"@type": "spdx:Checksum", "spdx:algorithm": SHA256, "spdx:checksumValue": made.sha256},
        "schema:contentUrl": address,
        "schema:encodingFormat": media_type,
        "schema:contentSize": f"{made.bytes} B",
        "schema:sha256": made.sha256,
    }


def media_type_of(name: str, media: Mapping[str, str]) -> str:
    """The media type that a file of this name has."""
    return next((value for ending, value in media.items() if name.endswith(ending)), "application/octet-stream")


def moment(text: str) -> dict:
    """A moment in ISO 8601."""
    return {"@type": "xsd:dateTime", "@value": text}
