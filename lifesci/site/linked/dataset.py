"""The register as a dataset in the words of schema.org, with each file of a version as a distribution. Pure."""

from lifesci.site.linked.pieces import Node

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def dataset(bulk: dict, description: str, site: str) -> Node:
    """What the page of the bulk files shows of a version, as one JSON-LD document."""
    address = f"{site}{bulk['address']}"
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": address,
        "url": address,
        "name": bulk["name"],
        "description": description,
        "license": LICENCE,
        "version": str(bulk["version"]),
        "datePublished": bulk["day"],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": made.name,
                "contentUrl": f"{address}{made.name}",
                "sha256": made.sha256,
            }
            for made in bulk["files"]
        ],
    }
