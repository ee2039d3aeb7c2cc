"""Four eyes: who edited a record last does not publish it, where the register asks for that."""

import pytest

from lifesci.editions.desk.publishing import sentences
from lifesci.editions.four_eyes import SameEyes, seen_by_nobody_else
from lifesci.editions.models import Edition
from lifesci.editions.sources import publish_source
from lifesci.evidence.models import Source
from lifesci.trace.acting import Act, acting
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def four_eyes_are_asked_for(settings):
    """The setting under test."""
    settings.FOUR_EYES = True


@pytest.fixture
def ada():
    """A publisher."""
    return make.member("publisher", username="ada")


def edited(by, act=Act.FORM, **changes):
    """A source that somebody edited last."""
    source = Source.objects.first() or make.SourceFactory()
    with acting(act, by=by):
        for name, said in (changes or {"title": f"Edited by {by}"}).items():
            setattr(source, name, said)
        source.save()
    return source


@pytest.mark.parametrize("act", [Act.FORM, Act.IMPORT, Act.BULK, Act.MERGE, Act.RESTORE])
def test_who_edited_last_may_not_publish_however_it_was_done(ada, act):
    source = edited(ada, act)
    with pytest.raises(SameEyes) as refusal:
        publish_source(source, by=ada)
    assert sentences(refusal.value) == [
        f"You edited “{source}” last, and here another person publishes it. Send it for review."
    ]
    assert not Edition.objects.exists()


def test_a_child_counts_as_its_record(ada):
    source = edited(make.member("editor"))
    with acting(Act.FORM, by=ada):
        make.SourceReferenceFactory(source=source, cites=make.SourceFactory())
    with pytest.raises(SameEyes):
        publish_source(source, by=ada)


def test_a_superuser_is_no_exception():
    root = make.CuratorFactory()
    with pytest.raises(SameEyes):
        publish_source(edited(root), by=root)


def test_another_publisher_and_the_system_may(ada):
    source = edited(ada)
    assert publish_source(source, by=make.member("publisher")).number == 1
    edited(ada, title="Again")
    assert publish_source(source, by=None).number == 2


def test_who_edited_before_somebody_else_may(ada):
    source = edited(ada)
    edited(make.member("editor"), title="Looked over")
    assert publish_source(source, by=ada).number == 1


def test_without_the_setting_the_last_editor_may(ada, settings):
    settings.FOUR_EYES = False
    assert publish_source(edited(ada), by=ada).number == 1


def test_the_page_shows_the_sentence_in_place_of_the_button(client, ada):
    source = edited(ada)
    address = f"/admin/evidence/source/{source.pk}/publish/"
    client.force_login(ada)
    page = client.get(address)
    assert "here another person publishes it" in page.content.decode()
    assert 'value="Publish' not in page.content.decode()
    form = {"note": "", "after": 0, "seen": page.context["draft"].fingerprint}
    assert "here another person publishes it" in " ".join(client.post(address, form).context["problems"])
    assert not Edition.objects.exists()
    client.force_login(make.member("publisher"))
    assert 'value="Publish the first Edition"' in client.get(address).content.decode()


def test_of_records_published_in_one_act_those_are_named_that_nobody_else_saw(ada):
    mine = edited(ada)
    other = make.SourceFactory()
    assert seen_by_nobody_else(ada, [mine, other]) == [mine]
    assert seen_by_nobody_else(None, [mine, other]) == []
    assert seen_by_nobody_else(ada, []) == []
