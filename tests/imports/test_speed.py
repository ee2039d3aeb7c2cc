"""The speed of imports at a small size; the whole is measured by hand at 50,000 rows."""

import pytest

from lifesci.vocabularies.models import Scheme
from organisations.models import Organisation
from tests import factories as make
from tests.benchmarks import import_speed


@pytest.mark.django_db
def test_an_import_is_ten_times_as_fast_as_the_librarys_default():
    make.TermFactory(scheme=Scheme.ORGANISATION_TYPE, code="company")
    make.TermFactory(scheme=Scheme.SECTOR, code="biopharmaceuticals")
    import_speed.register(20)
    Organisation.objects.all().delete()
    ratio = import_speed.register(1_000) / import_speed.library(60)
    assert Organisation.objects.count() == 1_060
    assert ratio > 10
