"""Citations of an Edition in four forms: what each says, and that no title can break out of its form."""

import json

import bibtexparser
import pytest
import rispy
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from lifesci.editions.models import Edition
from lifesci.editions.withdraw import withdraw
from lifesci.site.citing.bibtex import bibtex
from lifesci.site.citing.citation import Citation, plain
from lifesci.site.citing.csl import csl
from lifesci.site.citing.ris import ris
from tests.site import documents as made

REGISTER = "Life sciences skills and outreach register"
HOSTILE = 'A\r\nER  - \r\nTY  - BOOK } , title = {x} \\input{/etc/passwd} 100% & #1 $_^~ <i>|"q" \x00\x85 ﷽ Ωмега'
SAFE = (
    r"A ER - TY - BOOK \textbraceright{} , title = \textbraceleft{}x\textbraceright{} "
    r"\textbackslash{}input\textbraceleft{}/etc/passwd\textbraceright{} 100\% \& \#1 \$\_\textasciicircum{}"
    r'\textasciitilde{} \textless{}i\textgreater{}\textbar{}"q" ﷽ Ωмега'
)


def cited(title="MEDLAB at W5"):
    """A citation of the second Edition of a programme."""
    return Citation(
        kind="programme",
        ref="medlab",
        title=title,
        number=2,
        issued_on=timezone.datetime(2026, 11, 5).date(),
        sha256="ab" * 32,
        address="https://register.example/programmes/medlab/editions/2/",
        register=REGISTER,
    )


def test_plain_text_is_one_line_with_number_date_address_and_hash():
    assert plain(cited()) == (
        f"“MEDLAB at W5”, {REGISTER}, Edition 2, 5 November 2026. "
        f"https://register.example/programmes/medlab/editions/2/ (SHA-256 of its document: {'ab' * 32})\n"
    )


def test_bibtex_is_written_as_bibtex_and_biber_read_it():
    assert bibtex(cited()) == (
        "@misc{programme-medlab-2,\n"
        f"  author = {{{{{REGISTER}}}}},\n"
        "  title = {{MEDLAB at W5}},\n"
        f"  publisher = {{{REGISTER}}},\n"
        "  edition = {2},\n"
        "  version = {2},\n"
        "  year = {2026},\n"
        "  month = nov,\n"
        "  date = {2026-11-05},\n"
        "  url = {https://register.example/programmes/medlab/editions/2/},\n"
        f"  note = {{Edition 2, 2026-11-05. SHA-256 of its document: {'ab' * 32}}},\n"
        "  langid = {british},\n"
        "}\n"
    )


def test_a_reader_of_bibtex_finds_the_fields_and_nothing_that_a_title_smuggles_in():
    library = bibtexparser.parse_string(bibtex(cited(HOSTILE)))
    assert (library.failed_blocks, len(library.entries)) == ([], 1)
    entry = library.entries[0]
    assert (entry.entry_type, entry.key) == ("misc", "programme-medlab-2")
    assert entry["title"] == f"{{{SAFE}}}"
    assert set(entry.fields_dict) == {
        *("author", "title", "publisher", "edition", "version", "year", "month", "date", "url", "note", "langid")
    }


def test_a_reader_of_ris_finds_the_fields_and_nothing_that_a_title_smuggles_in():
    text = ris(cited(HOSTILE))
    assert text.count("\r\n") == text.count("\n") == 12
    assert rispy.loads(text) == [
        {
            "type_of_reference": "DATA",
            "id": "programme-medlab-2",
            "title": ('A ER - TY - BOOK } , title = {x} \\input{/etc/passwd} 100% & #1 $_^~ <i>|"q" ﷽ Ωмега'),
            "authors": [REGISTER],
            "publisher": REGISTER,
            "edition": "Edition 2",
            "year": "2026",
            "date": "2026/11/05",
            "urls": ["https://register.example/programmes/medlab/editions/2/"],
            "language": "en-GB",
            "notes": [f"SHA-256 of its document: {'ab' * 32}"],
        }
    ]


def test_csl_json_is_a_list_of_one_item():
    assert json.loads(csl(cited("Lab “A”\n{b}"))) == [
        {
            "id": "programme-medlab-2",
            "type": "dataset",
            "title": "Lab “A” {b}",
            "author": [{"literal": REGISTER}],
            "publisher": REGISTER,
            "version": "2",
            "issued": {"date-parts": [[2026, 11, 5]]},
            "URL": "https://register.example/programmes/medlab/editions/2/",
            "language": "en-GB",
            "note": f"SHA-256 of its document: {'ab' * 32}",
        }
    ]


@given(st.text(max_size=80))
def test_whatever_the_title_each_form_holds_one_record_that_its_reader_reads(title):
    library = bibtexparser.parse_string(bibtex(cited(title)))
    assert (library.failed_blocks, [entry.key for entry in library.entries]) == ([], ["programme-medlab-2"])
    assert library.entries[0]["year"] == "2026"
    references = rispy.loads(ris(cited(title)))
    assert [each["id"] for each in references] == ["programme-medlab-2"]
    assert json.loads(csl(cited(title)))[0]["version"] == "2"
    assert plain(cited(title)).count("\n") == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "body", "address"),
    [
        ("programme", made.programme("lab"), "/programmes/lab/"),
        ("organisation", made.organisation("bayer-uk"), "/organisations/bayer-uk/"),
        ("brief", made.brief("vision"), "/context/vision/"),
        ("source", made.source("annex"), "/sources/annex/"),
    ],
)
def test_every_kind_of_record_is_cited_in_four_forms_that_its_page_links(
    client, kind, body, address, django_assert_num_queries
):
    edition = made.publish(body)[0]
    page = client.get(address).content.decode()
    media_types = {
        "txt": "text/plain; charset=utf-8",
        "bib": "application/x-bibtex; charset=utf-8",
        "ris": "application/x-research-info-systems; charset=utf-8",
        "json": "application/vnd.citationstyles.csl+json",
    }
    for form, media_type in media_types.items():
        assert f'href="{address}editions/1/cite.{form}"' in page
        with django_assert_num_queries(3):  # version, Edition, version
            answer = client.get(f"{address}editions/1/cite.{form}")
        assert answer["Content-Type"] == media_type
        assert answer["Content-Disposition"] == f'inline; filename="{kind}-{body["ref"]}-1.{form}"'
        text = answer.content.decode()
        assert f"http://testserver{address}editions/1/" in text
        assert edition.sha256 in text


@pytest.mark.django_db
def test_an_edition_stays_citable_when_its_record_is_withdrawn(client):
    made.publish(made.programme("lab", title="Old lab"))
    withdraw("programme", "lab", reason="Recorded twice.")
    assert client.get("/programmes/lab/editions/1/cite.txt").content.decode().startswith("“Old lab”, ")
    assert Edition.objects.get().sha256 in client.get("/programmes/lab/editions/1/cite.ris").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/programmes/lab/editions/2/cite.bib", 404),
        ("/programmes/lab/editions/1/cite.doc", 404),
        ("/nothing/lab/editions/1/cite.bib", 404),
        ("/programmes/lab/editions/1/cite.bib?x=1", 400),
    ],
)
def test_what_cannot_be_cited_is_said(client, address, status):
    made.publish(made.programme("lab"))
    assert client.get(address).status_code == status
