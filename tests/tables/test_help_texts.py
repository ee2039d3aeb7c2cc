"""A form at the desk says of a field what the field registry says of the column that it fills."""

import pytest
from django.contrib import admin
from django.test import RequestFactory

from lifesci.context.models import Brief, BriefFigure
from lifesci.editions.desk.dates import HINT
from lifesci.evidence.models import Source
from lifesci.imports.register import table
from lifesci.tables.registry import TABLES, meaning
from lifesci.vocabularies.models import Measure, Place, Search, Term
from organisations.models import Organisation, OrganisationFigure
from programmes.models import Outcome, Programme, ProgrammeFigure, Story
from tests.factories import CuratorFactory

FILLED = {
    Programme: "programmes",
    ProgrammeFigure: "figures",
    OrganisationFigure: "figures",
    BriefFigure: "figures",
    Outcome: "outcomes",
    Story: "stories",
    Organisation: "organisations",
    Brief: "briefs",
    Source: "sources",
    Place: "places",
    Term: "terms",
    Measure: "terms",
    Search: "searches",
}
OTHERWISE = {(Source, "sha256"): "file_sha256"}  # fields that fill a column of another name
OF_ITS_OWN = {(Measure, "label")}  # what people read of a measure is a plural, which other terms are not


def told(model) -> dict[str, str]:
    """The help text of each field that fills a column, by column; of fields that have one."""
    found = {}
    for field in [*model._meta.fields, *model._meta.many_to_many]:
        column = OTHERWISE.get((model, field.name), field.name)
        is_column = column in TABLES[FILLED[model]].by_name and (model, field.name) not in OF_ITS_OWN
        if field.help_text and field.editable and is_column:
            found[column] = field.help_text
    return found


@pytest.mark.parametrize("model", FILLED, ids=lambda model: model.__name__)
def test_the_help_text_of_a_field_is_the_meaning_of_its_column(model):
    name = FILLED[model]
    assert told(model) == {column: meaning(name, column) for column in told(model)}


def test_every_table_that_people_fill_is_told_of():
    counted = {model.__name__: len(told(model)) for model in FILLED}
    assert counted == {
        "Programme": 15,
        "ProgrammeFigure": 12,
        "OrganisationFigure": 12,
        "BriefFigure": 12,
        "Outcome": 7,
        "Story": 7,
        "Organisation": 4,
        "Brief": 9,
        "Source": 6,
        "Place": 1,
        "Term": 7,
        "Measure": 2,
        "Search": 3,
    }


@pytest.mark.django_db
def test_the_form_at_the_desk_shows_it():
    request = RequestFactory().get("/admin/")
    request.user = CuratorFactory()
    form = admin.site.get_model_admin(Programme).get_form(request)()
    shown = {name: form.fields[name].help_text for name in ("summary", "frequency", "parent", "age_from", "ends")}
    assert shown == {
        **{name: meaning("programmes", name) for name in ("summary", "frequency", "parent", "age_from")},
        "ends": f"When it ended or will end. {HINT}",
    }


def test_the_templates_of_imports_say_it_too():
    assert table("programmes").about("frequency").startswith(meaning("programmes", "frequency").rstrip("."))
