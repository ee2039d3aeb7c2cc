"""The errors of a form stand at its top as links to their fields, and its sections fold without a script."""

import re

import pytest

from tests.desk.addresses import address
from tests.desk.test_forms import sent_back

pytestmark = pytest.mark.django_db


def test_every_error_is_listed_with_a_link_to_its_field(curator, register):
    where = address("programmes_programme", "change", register.programme.pk)
    wrong = {"title": "", "figures-0-value": "3.5", "outcomes-0-statement": "", "age_qualifier": "exactly"}
    page = curator.post(where, sent_back(curator.get(where)) | wrong).content.decode()
    listed = dict(
        re.findall(r'<li><a href="#([^"]+)">([^<]+)</a></li>', page.split('class="faults"')[1].split("</ul>")[0])
    )
    outcome = register.programme.outcomes.get()
    assert listed == {
        "id_title": "Title: This field is required.",
        "content-main": "An age range needs its qualifier, and a qualifier an age range.",
        "id_figures-0-value": "Figure 1, students (students), Value: People are counted in whole numbers.",
        "id_outcomes-0-statement": f"Outcome 1, {outcome}, Statement: This field is required.",
    }
    assert all(f'id="{anchor}"' in page for anchor in listed)
    assert "Nothing was saved yet: 4 things to mend" in page


def test_a_form_without_errors_lists_none(curator, register):
    page = curator.get(address("programmes_programme", "change", register.programme.pk)).content.decode()
    assert 'class="faults"' not in page


def test_sections_are_titled_and_open_without_a_script(curator, register):
    page = curator.get(address("organisations_organisation", "change", register.organisation.pk)).content.decode()
    titles = re.findall(r'<details class="fold" id="section-\d+" open>\s*<summary><h2[^>]*>([^<]+)</h2>', page)
    assert titles == ["What it is", "Where it stands", "Where it was read", "For curators"]
    ways = re.findall(
        r'<li><a href="#([\w-]+)">([^<]+)</a>', page.split('aria-label="Sections of this form"')[1].split("</nav>")[0]
    )
    children = ["Other names", "Identifiers", "Affiliations", "Figures"]
    assert [title for _, title in ways] == [*titles, *children]
    assert all(f'id="{anchor}"' in page for anchor, _ in ways)


def test_a_form_is_sent_to_its_own_address_so_that_its_answer_is_read_from_the_top(curator, register):
    where = address("organisations_organisation", "change", register.organisation.pk)
    assert f'<form action="{where}?rows=1" method="post"' in curator.get(where, {"rows": "1"}).content.decode()


def test_without_a_script_an_empty_row_is_a_link_away(curator, register):
    where = address("organisations_organisation", "change", register.organisation.pk)
    shown = curator.get(where, {"rows": "1"})
    assert {len(each.formset.extra_forms) for each in shown.context["inline_admin_formsets"]} == {1}
    assert {len(each.formset.extra_forms) for each in curator.get(where).context["inline_admin_formsets"]} == {0}
    assert curator.post(f"{where}?rows=1", sent_back(shown) | {"aliases-1-name": "Added"}).status_code == 302
    assert set(register.organisation.aliases.values_list("name", flat=True)) > {"Added"}


def test_a_fact_folds_into_its_sentence_unless_something_is_wrong_with_it(curator, register):
    where = address("programmes_programme", "change", register.programme.pk)

    def folds(page):
        found = re.findall(r'<details class="row"( open)?>\s*<summary><h3><b>(\w+):</b> <span[^>]*>([^<]+)<', page)
        return {noun: (words, bool(is_open)) for is_open, noun, words in found if not words.startswith("#")}

    as_it_was = curator.get(where).content.decode()
    outcome = register.programme.outcomes.get()
    assert folds(as_it_was)["Figure"] == ("more than 900 students, in total to date", False)
    assert folds(as_it_was)["Outcome"] == (outcome.statement, False)
    assert as_it_was.count('<details class="row" open>') == 4  # the empty row of each kind, for a script to copy
    wrong = curator.post(where, sent_back(curator.get(where)) | {"outcomes-0-statement": ""}).content.decode()
    assert folds(wrong)["Figure"] == ("more than 900 students, in total to date", False)
    assert (folds(wrong)["Outcome"][1], wrong.count('<details class="row" open>')) == (True, 5)
