"""The rules of sources, citations and figures: each with a row that keeps it and one that breaks it."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from lifesci.evidence import checking, periods, qualifiers
from lifesci.evidence.models import CheckResult, MissingReason, PeriodKind, Qualifier, Source, SourceReference
from lifesci.vocabularies.models import Counts, Scheme
from programmes.models import ProgrammeFigure
from tests.factories import (
    MeasureFactory,
    ProgrammeFactory,
    ProgrammeFigureFactory,
    SourceFactory,
    SourceReferenceFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db
NO_VALUE = "Give a value, or say why there is none. Unknown is never 0."
NO_DATE = (
    "is not a date the register can keep. Write 2017, 2022-07, 2022-07-14, 2025-41 for the second half of 2025, "
    "XXXX-09-27 for a day without its year, or 2025? for a year that is inferred."
)


def faults(row):
    """What full_clean() says, by field."""
    try:
        row.full_clean()
    except ValidationError as refused:
        return refused.message_dict
    return {}


def figure(**members):
    """A figure of students that is not saved."""
    counts, unit = members.pop("counts", "people"), members.pop("unit", "")
    measure = MeasureFactory(code=f"measure-{counts}", label="things", counts=counts, unit=unit)
    given = {"key": "k", "measure": measure, "value": 900, "period_kind": "cumulative", **members}
    return ProgrammeFigure(programme=ProgrammeFactory(), **given)


@pytest.mark.parametrize("ref", ["annex", "annex-a", "4th-annex"])
def test_a_reference_of_small_letters_digits_and_hyphens_is_taken(ref):
    assert faults(Source(ref=ref, title="T", kind="annex")) == {}


@pytest.mark.parametrize(
    "ref", ["Annex", "annex a", "-annex", "annex-", "annex--a", "änex", "a/b", "annex\n", "\nannex"]
)
def test_any_other_reference_is_refused(ref):
    said = {"ref": ["Use small letters, digits and single hyphens."]}
    assert faults(Source(ref=ref, title="T", kind="annex")) == said


def test_a_reference_belongs_to_one_record():
    SourceFactory(ref="annex")
    said = {"ref": ["Another record already has this reference."]}
    assert faults(Source(ref="annex", title="T", kind="annex")) == said


def test_a_source_has_a_title():
    assert faults(Source(ref="annex", kind="annex")) == {"title": ["This field cannot be blank."]}
    constraint = next(each for each in Source._meta.constraints if each.name == "source_title_given")
    with pytest.raises(ValidationError, match=r"A source needs a title\."):
        constraint.validate(Source, Source(ref="annex", title=""))


def test_the_reference_of_a_published_source_is_fixed():
    source = SourceFactory(ref="annex", fixed_ref="annex")
    assert faults(source) == {}
    source.ref = "annexe"
    said = "This source has been published, so its reference can no longer change."
    assert faults(source) == {"__all__": [said]}


def test_a_source_has_a_date_and_a_hash_in_their_forms():
    assert faults(SourceFactory(published_on="XXXX-09-27", sha256="0f" * 32)) == {}
    source = SourceFactory.build(published_on="27 September", sha256="0F" * 32)
    assert faults(source) == {
        "published_on": [f"“27 September” {NO_DATE}"],
        "sha256": ["A SHA-256 is 64 characters of 0-9 and a-f."],
    }
    assert faults(SourceFactory.build(sha256="0f" * 31 + "0\n")) == {
        "sha256": ["A SHA-256 is 64 characters of 0-9 and a-f."]
    }


def test_a_footnote_is_recorded_once_and_names_another_source():
    first, second = SourceFactory(), SourceFactory()
    SourceReferenceFactory(source=first, cites=second, mark="1")
    assert faults(SourceReference(source=first, cites=second, mark="2")) == {}
    assert faults(SourceReference(source=first, cites=second, mark="1")) == {
        "__all__": ["This footnote is already recorded."]
    }
    assert faults(SourceReference(source=first, cites=first)) == {"__all__": ["A source cannot cite itself."]}


@pytest.mark.parametrize("member", [{"paragraph": 3}, {"page": 4}, {"stated_as": "900 students"}])
def test_a_place_or_words_belong_to_a_source(member):
    assert faults(figure(source=SourceFactory(), **member)) == {}
    said = {"source": ["Say which source the paragraph and the words belong to."]}
    assert faults(figure(**member)) == said


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({}, {}),
        ({"value": 0}, {}),
        ({"value": None}, {"__all__": [NO_VALUE]}),
        ({"value": None, "missing_reason": "not_stated"}, {}),
        ({"value": 900, "missing_reason": "not_stated"}, {"__all__": [NO_VALUE]}),
        ({"value": None, "qualifier": "hundreds"}, {}),
        (
            {"value": 100, "qualifier": "hundreds"},
            {"__all__": ["“Hundreds” states no value: leave the value empty."]},
        ),
        ({"value_high": 901}, {}),
        ({"value_high": 900}, {"__all__": ["The upper end of a range must be greater than its lower end."]}),
        (
            {"value": None, "missing_reason": "withheld", "value_high": 5},
            {"__all__": ["The upper end of a range must be greater than its lower end."]},
        ),
        ({"value": -1}, {"__all__": ["A figure cannot be less than 0; record a fall as the size of the fall."]}),
        ({"period_start": "2025-41", "period_end": "2026?"}, {}),
        ({"period_start": "last year"}, {"period_start": [f"“last year” {NO_DATE}"]}),
        ({"value": Decimal("1.5")}, {"value": ["People are counted in whole numbers."]}),
        ({"value": Decimal("1.5"), "counts": "hours"}, {}),
        ({"value": 50, "counts": "share", "unit": "%", "population": "learners"}, {}),
        (
            {"value": 50, "counts": "share", "unit": "%"},
            {"population": ["A share needs the whole it is a share of, such as “learners”."]},
        ),
        (
            {"value": 50, "value_high": 101, "counts": "share", "unit": "%", "population": "learners"},
            {"value": ["A share cannot be more than 100 per cent."]},
        ),
    ],
)
def test_a_figure_keeps_its_rules(members, said):
    assert faults(figure(**members)) == said


def test_a_figure_is_counted_in_another_one_than_itself():
    narrow = ProgrammeFigureFactory(counted_in=ProgrammeFigureFactory())
    assert faults(narrow) == {}
    narrow.counted_in = narrow
    assert faults(narrow) == {"counted_in": ["A figure cannot be part of itself."]}


def test_a_figure_speaks_of_a_region_or_a_statistical_area():
    assert faults(figure(geography=TermFactory(scheme=Scheme.AREA))) == {}
    assert faults(figure(geography=TermFactory(scheme=Scheme.REGION))) == {}
    assert list(faults(figure(geography=TermFactory(scheme=Scheme.SECTOR)))) == ["geography"]


def test_a_key_names_one_figure_of_a_programme():
    first = ProgrammeFigureFactory(key="students")
    elsewhere, second = ProgrammeFigureFactory(key="students"), ProgrammeFigureFactory(programme=first.programme)
    assert faults(elsewhere) == {}
    second.key = "students"
    assert faults(second) == {"__all__": ["This programme already has a figure with this key."]}


def test_the_choices_of_rows_are_the_codes_of_the_pure_parts():
    assert set(Qualifier.values) == {each.value for each in qualifiers.Qualifier}
    assert set(MissingReason.values) == {"", *(each.value for each in qualifiers.MissingReason)}
    assert set(PeriodKind.values) == {each.value for each in periods.PeriodKind}
    assert set(Counts.values) == {each.value for each in qualifiers.Counts}
    assert set(CheckResult.values) == {"", *(each.value for each in checking.Result)}


def test_rows_are_found_by_what_fixtures_call_them():
    for row in (SourceFactory(), SourceReferenceFactory(), ProgrammeFigureFactory()):
        assert type(row).objects.get_by_natural_key(*row.natural_key()) == row
