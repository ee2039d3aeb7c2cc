"""What the desk calls things: in a curator's words, none of them a column's name."""

import re
from html import unescape

import pytest
from django.contrib.admin import site
from django.contrib.admin.utils import flatten_fieldsets

from tests.desk.addresses import PUBLISHED, address

pytestmark = pytest.mark.django_db
LABELS = {
    "programme": [
        *("Title", "Reference", "Summary", "Description", "Types", "Status", "Lead organisation", "Strand of"),
        *("Its strands", "Audiences", "How exact the ages are", "Youngest age", "Oldest age", "Note on the ages"),
        *("Access features", "Regions", "Places", "Ways of delivery", "Frequency", "Start", "End", "Note on the dates"),
        *("Sectors", "Qualifications", "Gatsby Benchmarks", "Briefs", "Website", "Source", "Paragraph"),
        *("Note for curators", "Look again on"),
    ],
    "organisation": [
        *("Name", "Reference", "Type", "Description", "Sectors", "Part of", "Place", "Website", "Source", "Paragraph"),
        *("Note for curators", "Look again on"),
    ],
    "brief": [
        *(
            "Title",
            "Reference",
            "Kind",
            "Summary",
            "Description",
            "Start",
            "End",
            "Organisations",
            "Sectors",
            "Regions",
        ),
        *("Policy themes", "Briefs it builds on", "Website", "Source", "Paragraph"),
        *("Note for curators", "Look again on"),
    ],
    "source": [
        *("Title", "Reference", "Publisher", "Kind", "Date of the document", "Note on the date", "Anyone can read it"),
        *("Web address", "Licence", "Name of the file", "SHA-256 of the file", "Held text", "Note"),
        *("Note for curators", "Look again on"),
    ],
}
COLUMN_NAME = re.compile(r"^(Ref|Ur[il]|Sha256|Lead|Parent|Cites|Related|Is \w+)$|_|\b(high|happened|chosen)\b")


def labels(form) -> list[str]:
    """What stands before each field of a form."""
    found = [line.label_tag() for fieldset in form for row in fieldset for line in row]
    return [unescape(re.sub(r"<[^>]+>", "", str(label))).strip().removesuffix(":") for label in found]


@pytest.mark.parametrize("kind", PUBLISHED)
def test_the_form_of_a_record_speaks_to_curators(curator, kind):
    page = curator.get(address(PUBLISHED[kind], "add"))
    assert labels(page.context["adminform"]) == LABELS[kind]


def test_no_label_of_any_form_or_table_is_the_name_of_a_column(curator, rf):
    request = rf.get("/")
    request.user = curator.user
    found = set()
    for model_admin in site._registry.values():
        for admin in (model_admin, *model_admin.get_inline_instances(request)):
            names = flatten_fieldsets(admin.get_fieldsets(request))
            fields = {each.name: each for each in admin.model._meta.get_fields() if hasattr(each, "verbose_name")}
            shown = {*names, *getattr(admin, "list_display", ())} & fields.keys()
            found |= {f"{fields[name].verbose_name[:1].upper()}{fields[name].verbose_name[1:]}" for name in shown}
    assert {"Reference", "Words of the source", "Why there is no value", "Known from"} <= found
    assert {label for label in found if COLUMN_NAME.search(label)} == set()


def test_the_front_page_names_what_curators_work_on(curator):
    page = curator.get("/admin/").content.decode()
    headings = re.findall(r"<caption>\s*<a [^>]*>([^<]+)</a>", page)
    assert headings[:8] == [
        *("Programmes", "Organisations", "Briefs", "Sources", "Vocabularies", "Corrections", "Imports"),
        "Publishing log",
    ]
