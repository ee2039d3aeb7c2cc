"""The work list: what stands in each queue, for whom, in which order, and at what cost."""

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from lifesci.editions.models import Entry
from lifesci.evidence.models import CheckResult
from lifesci.imports.models import Outcome, Proposal, Stage
from lifesci.review.models import Step
from lifesci.review.queues import QUEUES, Item, Queue, queues
from lifesci.review.queues import register as add_queue
from lifesci.review.steps import give_back, send
from lifesci.trace.acting import Act, acting
from programmes.admin import ProgrammeAdmin
from programmes.models import Programme
from programmes.publish import publish_programme
from tests import factories as make
from tests.desk.addresses import address
from tests.review.conftest import person

pytestmark = pytest.mark.django_db
ACTS = ProgrammeAdmin.acts


def titles(code, user):
    """What stands in one queue for somebody; its count agrees."""
    line = QUEUES[code].line(user)
    items = line[:100]
    assert line.count == len(items)
    return [item.title for item in items]


def test_my_drafts_are_those_i_edited_last_and_have_not_sent(editor):
    other = person("view", "change")
    with acting(Act.FORM, by=editor):
        mine, sent, theirs = (make.ProgrammeFactory(title=title) for title in ("Mine", "Sent", "Theirs"))
        body = make.OrganisationFactory(name="My body")
        published = make.ProgrammeFactory(title="Published")
    with acting(Act.FORM, by=other):
        theirs.summary = "Edited."
        theirs.save()
    publish_programme(published, by=None)
    send(ACTS, sent, by=editor, note="Look.")
    assert titles("mine", editor) == [mine.title, body.name]
    assert titles("mine", other) == ["Theirs"]


def test_a_plan_waits_until_it_is_applied_and_only_for_who_may_see_imports():
    sees = make.member("importer")
    for name, stage, outcome in (
        ("a.csv", Stage.PLANNED, Outcome.NEW),
        ("b.csv", Stage.APPLIED, Outcome.NEW),
        ("c.csv", Stage.APPROVED, Outcome.CONFLICT),
        ("unchanged.csv", Stage.PLANNED, Outcome.UNCHANGED),
        ("invalid.csv", Stage.PLANNED, Outcome.INVALID),
    ):
        plan = Proposal.objects.create(file_name=name, stage=stage, made_by=sees if name == "a.csv" else None)
        plan.rows.create(table="programmes", number=2, key="x", outcome=outcome)
    assert [title.partition(": ")[2] for title in titles("proposals", sees)] == ["a.csv", "c.csv"]
    whys = [item.why for item in QUEUES["proposals"].line(sees)[:2]]
    assert whys == [f"Plan ready, sent by {sees}.", "Plan approved, sent by the command line."]
    assert QUEUES["proposals"].line(make.UserFactory()) is None


def test_what_is_sent_waits_oldest_first_and_what_is_returned_goes_to_who_sent_it(editor, publisher):
    other = person("view", "change")
    one, two = make.ProgrammeFactory(title="One"), make.ProgrammeFactory(title="Two")
    send(ACTS, one, by=editor, note="First.")
    send(ACTS, two, by=other, note="Second.")
    assert titles("review", publisher) == ["One", "Two"]
    item = QUEUES["review"].line(publisher)[:1][0]
    assert (item.address, item.why) == (
        address("programmes_programme", "publish", one.pk),
        f"{editor.username}: First.",
    )
    give_back(one, by=publisher, note="No.", sent=Step.objects.get(record=one.pk).pk)
    assert (titles("returned", editor), titles("returned", other), titles("review", publisher)) == (
        ["One"],
        [],
        ["Two"],
    )
    send(ACTS, one, by=editor, note="Again.")
    assert (titles("returned", editor), titles("review", publisher)) == ([], ["Two", "One"])


def test_what_changed_since_its_edition_waits(register, editor):
    assert titles("changed", editor) == []
    register.programme.summary = "Another."
    register.programme.save()
    register.brief.title = "Another vision"
    register.brief.save()
    assert titles("changed", editor) == ["Outreach", "Another vision"]


def test_facts_that_fail_and_lack_evidence_wait(register, editor):
    type(register.figure).objects.update(check_result=CheckResult.OTHER_VALUE, checked_on="2026-01-02")
    assert titles("failing", editor) == ["Outreach: more than 900 students, in total to date"]
    assert len(titles("without-evidence", editor)) > 3


def test_nobody_sees_records_that_they_may_not_look_at(register):
    make.ProgrammeFactory(title="Secret")
    send(ACTS, Programme.objects.get(title="Secret"), by=None, note="Look.")
    assert titles("review", person("view", "publish", nouns=("programme",))) == ["Secret"]
    reader = person("view", nouns=("brief",))
    assert titles("review", reader) == []
    assert QUEUES["mine"].line(reader) is None
    assert QUEUES["review"].line(make.UserFactory()) is None


def test_a_room_adds_its_own_queue(curator):
    class Line:
        count = 1

        def __getitem__(self, cut):
            return [Item("A <b>proposal</b>", "/admin/x/", why="Look.")][cut]

    add_queue(Queue("proposals", "Proposals", "Files.", lambda user: Line(), 15))
    try:
        assert [queue.code for queue in queues()][:3] == ["returned", "proposals", "mine"]
        page = curator.get(reverse("admin:index")).content.decode()
        assert '<a href="/admin/x/">A &lt;b&gt;proposal&lt;/b&gt;</a>' in page
        assert "A &lt;b&gt;proposal" in curator.get("/admin/waiting/proposals/").content.decode()
    finally:
        del QUEUES["proposals"]


def test_the_front_page_lists_every_queue_with_its_count_and_the_last_changes(curator, register):
    send(ACTS, make.ProgrammeFactory(title="New one"), by=None, note="Look at it.")
    page = curator.get(reverse("admin:index"))
    text, title = " ".join(strip_tags(page.content.decode()).split()), Entry.objects.get(ref="outreach").title
    assert "Waiting for review 1 New one since" in text
    assert "The register: Look at it." in text
    assert "Returned to me 0 Nothing waits here." in text
    assert f"Last changes to the register {title} Issued, Edition 1" in text
    for queue in queues():
        assert f'<a href="{queue.address}">' in page.content.decode()
        assert curator.get(queue.address).status_code == 200


def test_the_front_page_costs_the_same_for_few_records_and_for_many(curator, register, django_assert_max_num_queries):
    def more():
        with acting(Act.FORM, by=curator.user):
            record = make.ProgrammeFactory()
            make.ProgrammeFigureFactory(programme=record, source=register.source, review_on="2026-01-01")
            publish_programme(record, by=None)
            record.summary = "Another."
            record.save()
            send(ACTS, make.ProgrammeFactory(), by=curator.user, note="Look.")

    for _ in range(6):
        more()
    curator.get(reverse("admin:index"))
    with django_assert_max_num_queries(110) as few:
        curator.get(reverse("admin:index"))
    cost = len(few)
    for _ in range(20):
        more()
    curator.get(reverse("admin:index"))
    with django_assert_max_num_queries(cost) as many:
        curator.get(reverse("admin:index"))
    assert len(many) == cost


@pytest.mark.parametrize("code", ["nothing", "proposals-of-nobody"])
def test_a_queue_that_is_not_there_or_not_theirs_is_not_found(curator, sign_in, code):
    assert curator.get(f"/admin/waiting/{code}/").status_code == 404
    assert sign_in().get("/admin/waiting/review/").status_code == 404


def test_strangers_reach_neither_queues_nor_the_search(client):
    for where in ("/admin/waiting/review/", "/admin/find/?q=x"):
        assert client.get(where).headers["Location"].startswith("/admin/login/?next=")


def test_the_search_finds_records_of_every_kind_by_title_ref_and_other_name(curator, register):
    make.AliasFactory(organisation=register.organisation, name="Outreach House")
    make.AliasFactory(organisation=register.organisation, name="Outreach Hall")
    page = curator.get("/admin/find/", {"q": "outreach"})
    found = [(heading, [str(row) for row, _, _ in rows]) for heading, rows, _ in page.context["found"]]
    assert found == [("Programmes", ["Outreach"]), ("Organisations", ["Biologics"])]
    assert "Current: Edition 1" in page.content.decode()
    assert "No record has all of these words" in curator.get("/admin/find/", {"q": "nowhere"}).content.decode()
    assert curator.get("/admin/find/", {"q": "   "}).context["found"] == []


def test_the_search_shows_nobody_what_they_may_not_see(sign_in, register):
    page = sign_in("view_organisation").get("/admin/find/", {"q": "o"})
    assert [heading for heading, _, _ in page.context["found"]] == ["Organisations"]
    assert sign_in().get("/admin/find/", {"q": "o"}).context["found"] == []
