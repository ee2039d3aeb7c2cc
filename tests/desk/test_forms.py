"""The forms of the desk: what they offer, what they keep, what they refuse beside the field."""

import datetime

import pytest

from lifesci.editions.desk.dates import HINT
from lifesci.evidence.models import Source
from lifesci.vocabularies.models import Scheme, Term
from organisations.models import Organisation
from programmes.models import Programme, ProgrammeFigure
from tests import factories as make
from tests.desk.addresses import PUBLISHED, address

pytestmark = pytest.mark.django_db


def sent_back(answer) -> dict:
    """What a browser would send back of the forms of a page, untouched."""
    forms = [answer.context["adminform"].form]
    for inline in answer.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    found = {}
    for form in forms:
        for field in form:
            value = field.value()
            if value is not None and value is not False:
                found[field.html_name] = (
                    [getattr(each, "pk", each) for each in value] if isinstance(value, list) else value
                )
    return found


def errors(answer) -> list[str]:
    """Every error of the forms of a page."""
    assert answer.status_code == 200
    return [str(error) for error in answer.context["errors"]]


@pytest.mark.parametrize("kind", PUBLISHED)
def test_saving_a_form_as_it_was_shown_changes_nothing_that_is_published(curator, register, kind):
    where = address(PUBLISHED[kind], "change", getattr(register, kind).pk)
    form = sent_back(curator.get(where))
    answer = curator.post(where, {**form, "_continue": "Save"}, follow=True)
    assert answer.redirect_chain == [(where, 302)]
    assert answer.context["standing"].words == "Current: Edition 1"


def test_a_record_is_edited_with_its_children_in_one_form(curator, register):
    where = address("programmes_programme", "change", register.programme.pk)
    form = sent_back(curator.get(where))
    added = {
        "figures-TOTAL_FORMS": 2,
        "figures-1-key": "schools",
        "figures-1-measure": make.MeasureFactory(code="schools", label="schools", singular="school").pk,
        "figures-1-value": "40",
        "figures-1-qualifier": "nearly",
        "figures-1-period_kind": "per_year",
        "figures-1-basis": "provider-stated",
        "figures-1-counted_in": register.figure.pk,
        "figures-1-order": 1,
        "figures-1-programme": register.programme.pk,
        "outcomes-0-DELETE": "on",
        "title": "Edited",
    }
    answer = curator.post(where, {**form, **added, "_continue": "Save"}, follow=True)
    assert answer.redirect_chain == [(where, 302)]
    programme = Programme.objects.get(pk=register.programme.pk)
    assert (programme.title, programme.ref, programme.outcomes.count()) == ("Edited", "outreach", 0)
    figure = programme.figures.get(key="schools")
    assert (figure.value, figure.qualifier, figure.counted_in) == (40, "nearly", register.figure)
    assert "nearly 40 schools a year" in answer.content.decode()
    assert answer.context["standing"].words == "Changed since Edition 1"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": ""}, "This field is required."),
        ({"starts": "last year"}, "“last year” is not a date the register can keep. Write one that the calendar has"),
        ({"age_from": 11}, "An age range needs its qualifier, and a qualifier an age range."),
        ({"age_qualifier": "exactly", "age_from": 11, "age_to": 7}, "The youngest age is above the oldest."),
        ({"figures-0-value": "-3"}, "A figure cannot be less than 0; record a fall as the size of the fall."),
        ({"figures-0-value": "3.5"}, "People are counted in whole numbers."),
        ({"figures-0-value": ""}, "Give a value, or say why there is none. Unknown is never 0."),
        ({"figures-0-source": ""}, "Say which source the paragraph and the words belong to."),
        ({"parent": "itself"}, "A programme cannot be a strand of itself."),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence_and_nothing_is_saved(curator, register, wrong, said):
    where = address("programmes_programme", "change", register.programme.pk)
    form = sent_back(curator.get(where)) | {"summary": "Not to be saved."}
    wrong = {name: register.programme.pk if value == "itself" else value for name, value in wrong.items()}
    answer = curator.post(where, form | wrong)
    assert any(said in error for error in errors(answer)), errors(answer)
    assert not Programme.objects.filter(summary="Not to be saved.").exists()


def test_two_figures_with_one_key_are_refused_in_a_sentence(curator, register):
    where = address("programmes_programme", "change", register.programme.pk)
    form = sent_back(curator.get(where))
    twin = {name.replace("-0-", "-1-"): value for name, value in form.items() if name.startswith("figures-0-")}
    twin["figures-1-id"] = ""
    answer = curator.post(where, form | twin | {"figures-TOTAL_FORMS": 2})
    assert errors(answer)
    assert ProgrammeFigure.objects.count() == 1


def test_retired_terms_are_offered_only_where_they_are_chosen_already(curator):
    kept = make.TermFactory(scheme=Scheme.TYPE, code="kept", retired_on=datetime.date(2025, 1, 1))
    gone = make.TermFactory(scheme=Scheme.TYPE, code="gone", retired_on=datetime.date(2025, 1, 1))
    used = make.TermFactory(scheme=Scheme.TYPE, code="used")
    make.TermFactory(scheme=Scheme.SECTOR, code="elsewhere")
    programme = make.ProgrammeFactory(types=[kept])
    where = address("programmes_programme", "change", programme.pk)
    page = curator.get(where)
    assert set(page.context["adminform"].form.fields["types"].queryset) == {kept, used}
    form = sent_back(page)
    answer = curator.post(where, form | {"types": [kept.pk, gone.pk]})
    assert any("is not one of the available choices" in error for error in errors(answer))
    curator.post(where, form | {"types": [kept.pk, used.pk]})
    assert set(programme.types.all()) == {kept, used}


def test_autocompletes_offer_the_terms_of_their_vocabulary_that_are_in_use(curator):
    make.TermFactory(scheme=Scheme.THEME, code="confidence", label="Confidence")
    make.TermFactory(scheme=Scheme.THEME, code="concern", label="Concern", retired_on=datetime.date(2025, 1, 1))
    make.TermFactory(scheme=Scheme.SECTOR, code="contract", label="Contract work")
    asked = {"app_label": "programmes", "model_name": "outcome", "field_name": "theme", "term": "con"}
    answer = curator.get("/admin/autocomplete/", asked).json()
    assert [row["text"] for row in answer["results"]] == ["Confidence"]


def test_the_reference_is_fixed_once_published_and_open_before(curator, register):
    published = address("organisations_organisation", "change", register.organisation.pk)
    form = sent_back(curator.get(published))
    assert "ref" not in form
    curator.post(published, form | {"ref": "moved", "website": "https://example.org/"})
    kept = Organisation.objects.get(pk=register.organisation.pk)
    assert (kept.ref, kept.website) == ("biologics", "https://example.org/")
    draft = make.OrganisationFactory(ref="draft")
    open_form = address("organisations_organisation", "change", draft.pk)
    curator.post(open_form, sent_back(curator.get(open_form)) | {"ref": "moved"})
    assert Organisation.objects.get(pk=draft.pk).ref == "moved"


@pytest.mark.parametrize("kind", PUBLISHED)
def test_what_was_published_is_never_deleted(curator, register, kind):
    record = getattr(register, kind)
    where = address(PUBLISHED[kind], "delete", record.pk)
    assert curator.post(where, {"post": "yes"}).status_code == 403
    assert where not in curator.get(address(PUBLISHED[kind], "change", record.pk)).content.decode()
    assert type(record).objects.filter(pk=record.pk).exists()


def test_a_draft_is_deleted_with_its_children(curator):
    story = make.StoryStepFactory().story
    answer = curator.post(address("programmes_programme", "delete", story.programme_id), {"post": "yes"})
    assert answer.status_code == 302
    assert not Programme.objects.filter(pk=story.programme_id).exists()


@pytest.mark.parametrize("kind", PUBLISHED)
def test_nothing_is_deleted_in_bulk(curator, register, kind):
    where = address(PUBLISHED[kind], "changelist")
    record = getattr(register, kind)
    assert "delete_selected" not in curator.get(where).content.decode()
    curator.post(where, {"action": "delete_selected", "_selected_action": [record.pk], "post": "yes"})
    assert type(record).objects.filter(pk=record.pk).exists()


def test_a_new_record_is_made_in_one_form(curator):
    kind = make.TermFactory(scheme=Scheme.ORGANISATION_TYPE, code="company")
    page = curator.get(address("organisations_organisation", "add"))
    form = sent_back(page) | {"name": "New Body", "ref": "new-body", "type": kind.pk, "website": "example.org"}
    names = {"aliases-TOTAL_FORMS": 1, "aliases-0-name": "NB", "aliases-0-note": "Abbreviation"}
    answer = curator.post(address("organisations_organisation", "add"), form | names, follow=True)
    assert answer.redirect_chain == [(address("organisations_organisation", "changelist"), 302)]
    body = Organisation.objects.get(ref="new-body")
    assert (body.name, body.website, [alias.name for alias in body.aliases.all()]) == (
        "New Body", "https://example.org", ["NB"],
    )  # fmt: skip


def test_a_story_is_edited_with_its_steps_and_leads_back_to_its_programme(curator, register):
    where = address("programmes_story", "change", register.story.pk)
    form = sent_back(curator.get(where)) | {"steps-0-text": "Rewritten.", "steps-0-happened_on": "2025?"}
    answer = curator.post(where, form)
    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        address("programmes_programme", "change", register.programme.pk),
    )
    step = register.story.steps.get()
    assert (step.text, step.happened_on) == ("Rewritten.", "2025?")


def test_dates_say_how_they_are_written(curator):
    page = curator.get(address("programmes_programme", "add"))
    form = page.context["adminform"].form
    assert form.fields["starts"].help_text == f"When it began. Leave open what is not stated. {HINT}"
    assert form.fields["ends"].help_text == f"When it ended or will end. {HINT}"


def test_dates_are_typed_as_people_write_them_kept_as_edtf_and_shown_in_words(curator, register):
    where = address("programmes_programme", "change", register.programme.pk)
    form = sent_back(curator.get(where))
    typed = {"starts": "since March 2019", "ends": "until 27/09/2025", "figures-0-period_start": "spring 2024"}
    assert curator.post(where, form | typed).status_code == 302
    kept = Programme.objects.get(pk=register.programme.pk)
    assert (kept.starts, kept.ends, kept.figures.get().period_start) == ("2019-03", "2025-09-27", "2024-21")
    shown = sent_back(curator.get(where))
    assert {name: shown[name] for name in typed} == {
        "starts": "March 2019",
        "ends": "27 September 2025",
        "figures-0-period_start": "spring 2024",
    }
    refused = curator.post(where, form | {"starts": "2019 to 2022", "ends": "31/02/2025"})
    assert any("“2019 to 2022” is a stretch of time" in error for error in errors(refused))
    assert any("“31/02/2025” is not a date the register can keep." in error for error in errors(refused))


def test_a_sentence_is_read_into_a_figure_and_kept_only_after_a_second_look(curator, register):
    where = address("programmes_programme", "change", register.programme.pk)
    form = sent_back(curator.get(where)) | {"figures-0-sentence": "nearly 1,200 students a year since 2021"}
    first = curator.post(where, form)
    assert any("Read as “nearly 1,200 students a year since 2021”." in error for error in errors(first))
    assert register.programme.figures.get().value == 900
    again = sent_back(first)
    assert {
        name: str(again[f"figures-0-{name}"]) for name in ("value", "qualifier", "period_kind", "period_start")
    } == {
        "value": "1200",
        "qualifier": "nearly",
        "period_kind": "per_year",
        "period_start": "2021",
    }
    assert curator.post(where, again).status_code == 302
    kept = register.programme.figures.get()
    assert (kept.value, kept.qualifier, kept.period_kind, kept.period_start) == (1200, "nearly", "per_year", "2021")


def test_a_sentence_begins_a_figure_and_names_it(curator, register):
    where = address("programmes_programme", "change", register.programme.pk)
    form = sent_back(curator.get(where)) | {
        "figures-TOTAL_FORMS": 2,
        "figures-1-sentence": "more than 40 students to date",
        "figures-1-basis": "provider-stated",
        "figures-1-order": 1,
    }
    again = sent_back(curator.post(where, form))
    assert (again["figures-1-key"], int(again["figures-1-measure"])) == ("students-to-date", register.measure.pk)
    assert curator.post(where, again).status_code == 302
    assert register.programme.figures.get(key="students-to-date").value == 40


def test_a_sentence_without_a_figure_is_refused_beside_its_field(curator, register):
    where = address("programmes_programme", "change", register.programme.pk)
    answer = curator.post(where, sent_back(curator.get(where)) | {"figures-0-sentence": "many students"})
    assert any("No number was found in the sentence." in error for error in errors(answer))
    assert sent_back(answer)["figures-0-value"] == "900"


def test_a_figure_may_be_counted_in_figures_of_its_programme_and_of_those_above(curator):
    parent, other = make.ProgrammeFactory(title="Whole"), make.ProgrammeFactory(title="Other")
    strand = make.ProgrammeFactory(title="Strand", parent=parent)
    for programme in (parent, strand, other):
        make.ProgrammeFigureFactory(
            programme=programme, key=f"in-{programme.ref}", source=None, stated_as="", paragraph=None
        )
    page = curator.get(address("programmes_programme", "change", strand.pk))
    figures = next(each for each in page.context["inline_admin_formsets"] if each.formset.prefix == "figures")
    offered = [label for _, label in figures.formset.forms[0].fields["counted_in"].widget.choices]
    assert offered == ["---------", f"Strand: in-{strand.ref} (students)", f"Whole: in-{parent.ref} (students)"]


def test_the_strands_of_a_programme_are_listed_with_a_way_to_add_one(curator):
    parent = make.ProgrammeFactory()
    strand = make.ProgrammeFactory(title="A strand <b>", parent=parent)
    page = curator.get(address("programmes_programme", "change", parent.pk)).content.decode()
    assert f'<a href="/admin/programmes/programme/{strand.pk}/change/">A strand &lt;b&gt;</a>' in page
    assert f'<a href="/admin/programmes/programme/add/?parent={parent.pk}">Add a strand</a>' in page


def test_no_form_reads_the_held_texts(curator, register):
    Source.objects.update(text="A private paragraph.", held="plain")
    assert Term.objects.exists()
    for kind, name in PUBLISHED.items():
        for page in ("change", "publish", "history"):
            answer = curator.get(address(name, page, getattr(register, kind).pk))
            assert "A private paragraph." not in answer.content.decode()
