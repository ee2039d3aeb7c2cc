"""Acting on several records from their list: a preview, a reason, and a line for each record of what became of it."""

from datetime import date

import pytest

from lifesci.editions.models import Change, Edition
from lifesci.editions.state import state_of
from lifesci.trace.edits import last_edit
from lifesci.vocabularies.models import Scheme
from programmes.models import Programme
from programmes.publish import publish_programme
from tests import factories as make
from tests.desk.addresses import address

pytestmark = pytest.mark.django_db
WHERE = "programmes_programme"


def ask(client, action, records, stage="", **said):
    """What the list answers to one step of an action."""
    form = {"action": action, "index": "0", "_selected_action": [each.pk for each in records], "stage": stage, **said}
    return client.post(address(WHERE, "changelist"), form)


def lines(answer):
    """Title, words and whether it is done, of each record."""
    assert answer.status_code == 200
    return [(str(line.record), line.words, line.is_done) for line, _ in answer.context["lines"]]


@pytest.fixture
def several(db):
    """One programme that is ready, one that is not, one that is published as it stands."""
    ready, unready = make.ProgrammeFactory(title="A ready"), make.ProgrammeFactory(title="B unready", summary="")
    current = make.ProgrammeFactory(title="C current")
    publish_programme(current, by=None)
    return [ready, unready, current]


def test_what_is_ready_is_published_and_the_others_are_named(curator, several):
    page = ask(curator, "publish_several", several)
    assert (page.context["stage"], page.context["count"]) == ("form", 3)
    preview = ask(curator, "publish_several", several, "preview", reason="All of them.")
    assert lines(preview) == [
        ("A ready", "Will be published.", True),
        ("B unready", "Write a summary: one sentence that lists can show.", False),
        ("C current", "The public reads exactly this already.", False),
    ]
    assert Edition.objects.count() == 1
    done = ask(curator, "publish_several", several, "do", reason="All of them.", seen=preview.context["seen"])
    assert lines(done)[0] == ("A ready", "Published as Edition 1.", True)
    assert [is_done for _, _, is_done in lines(done)] == [True, False, False]
    assert Edition.objects.of("programme", several[0].ref).get().note == "All of them."


def test_what_was_edited_after_the_preview_is_not_published_unseen(curator, several):
    seen = ask(curator, "publish_several", several, "preview", reason="All.").context["seen"]
    Programme.objects.filter(pk=several[0].pk).update(summary="Another.")
    for shown in (seen, "", "[]", "nonsense"):
        done = ask(curator, "publish_several", several, "do", reason="All.", seen=shown)
        assert lines(done)[0] == ("A ready", "It was edited after the preview was shown.", False)
    assert Edition.objects.count() == 1


def test_published_records_are_withdrawn_with_the_reason(curator, several):
    said = {"reason": "They are over."}
    assert [words for _, words, _ in lines(ask(curator, "withdraw_several", several, "preview", **said))] == [
        "It is not published.", "It is not published.", "Will be withdrawn.",
    ]  # fmt: skip
    ask(curator, "withdraw_several", several, "do", **said)
    assert state_of("programme", several[2].ref).withdrawn.reason == "They are over."
    assert Change.objects.filter(action="withdrawn").count() == 1


def test_a_term_is_added_and_removed_and_the_trail_says_why(curator, several):
    wales = make.TermFactory(scheme=Scheme.REGION, code="wales")
    several[0].regions.add(wales)
    said = {"way": "add", "term": f"regions/{wales.pk}", "reason": "They are Welsh."}
    assert [words for _, words, _ in lines(ask(curator, "retag_several", several, "preview", **said))] == [
        "It has “Wales” already.", "Will get “Wales”.", "Will get “Wales”.",
    ]  # fmt: skip
    assert Programme.objects.filter(regions=wales).count() == 1
    ask(curator, "retag_several", several, "do", **said)
    assert Programme.objects.filter(regions=wales).count() == 3
    edit = last_edit(several[1])
    assert (edit.act, edit.reference, edit.by) == ("bulk", "They are Welsh.", curator.user)
    ask(curator, "retag_several", several, "do", **{**said, "way": "remove"})
    assert Programme.objects.filter(regions=wales).count() == 0


def test_a_review_date_is_set_and_taken_away(curator, several):
    ask(curator, "date_several", several, "do", reason="Yearly.", review_on="2027-01-31")
    assert set(Programme.objects.values_list("review_on", flat=True)) == {date(2027, 1, 31)}
    assert lines(ask(curator, "date_several", several, "preview", reason="x", review_on="2027-01-31"))[0][1:] == (
        "It has this date already.", False,
    )  # fmt: skip
    ask(curator, "date_several", several, "do", reason="No.", review_on="")
    assert set(Programme.objects.values_list("review_on", flat=True)) == {None}


@pytest.mark.parametrize(
    ("action", "said"),
    [
        ("publish_several", {"reason": " "}),
        ("retag_several", {"reason": "x", "way": "add", "term": "regions/999"}),
        ("retag_several", {"reason": "x", "way": "delete", "term": ""}),
        ("date_several", {"reason": "x", "review_on": "2027-02-30"}),
    ],
)
def test_what_is_not_said_rightly_is_shown_beside_its_field_and_nothing_is_done(curator, several, action, said):
    for stage in ("preview", "do"):
        answer = ask(curator, action, several, stage, **said)
        assert (answer.context["stage"], bool(answer.context["form"].errors)) == ("form", True)
    assert Edition.objects.count() == 1


def test_without_the_right_an_action_is_neither_offered_nor_done(sign_in, several):
    viewer = sign_in("view_programme", "change_programme")
    page = viewer.get(address(WHERE, "changelist")).content.decode()
    assert ('value="date_several"' in page, 'value="publish_several"' in page) == (True, False)
    for action in ("publish_several", "withdraw_several"):
        ask(viewer, action, several, "do", reason="No right.", seen="{}")
    assert Change.objects.count() == 1


def test_sources_and_what_has_no_terms_are_not_retagged(curator, register):
    assert 'value="retag_several"' not in curator.get(address("evidence_source", "changelist")).content.decode()
    assert 'value="retag_several"' in curator.get(address("organisations_organisation", "changelist")).content.decode()
