"""Finding and renaming the records a document names."""

from lifesci.editions.references import references, renamed
from tests.editions.bodies import organisation, programme


def test_references_finds_every_record_a_document_names():
    almac, w5 = {"ref": "almac", "name": "Almac"}, {"ref": "w5", "title": "W5"}
    document = programme(lead=almac, parent=w5, briefs=[{"ref": "vision", "title": "Vision"}])
    assert [(kind, named["ref"]) for kind, named in references(document)] == [
        ("brief", "vision"),
        ("organisation", "almac"),
        ("programme", "w5"),
    ]


def test_references_finds_records_inside_affiliations():
    document = organisation(
        affiliations=[{"role": {"code": "chairs", "label": "chairs"}, "other": {"ref": "x", "name": "X"}}]
    )
    assert [(kind, named["ref"]) for kind, named in references(document)] == [("organisation", "x")]


def test_renamed_changes_that_reference_and_nothing_else():
    document = programme(ref="almac", title="Almac", lead={"ref": "almac", "name": "Almac"})
    assert renamed(document, "organisation", "almac", "New") == {**document, "lead": {"ref": "almac", "name": "New"}}
    assert document["lead"]["name"] == "Almac"
