"""Who reaches which page, act and action of the desk: strangers and inactive people none, each role its own."""

from itertools import chain

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import resolve, reverse

from lifesci.editions.desk.acts import draft_of
from lifesci.editions.models import Change, Edition
from lifesci.imports.models import FieldLock, Outcome, Proposal, ProposedRow, Stage
from lifesci.people.roles import Role
from tests import factories as make
from tests.desk import rights
from tests.desk.addresses import IMPORTS, LOGS, PUBLISHED, REPORTS, WORDS, address
from tests.desk.rights import ADMINISTRATORS, EDITORS, IMPORTERS, NOBODY, PUBLISHERS

pytestmark = pytest.mark.django_db
MAKERS = {
    "programme": make.ProgrammeFactory,
    "organisation": make.OrganisationFactory,
    "brief": make.BriefFactory,
    "source": make.SourceFactory,
}
REFUSED, REACHED = (401, 403, 404), (200, 302)


@pytest.fixture
def register(register, monkeypatch):
    """One of everything, and an import with a row to decide, and a lock."""
    monkeypatch.setattr("lifesci.imports.desk.plan_page.begin", lambda plan: None)  # nobody works at it
    plan = Proposal.objects.create(file_name="programmes.csv", table="programmes", stage=Stage.PLANNED)
    ProposedRow.objects.create(
        proposal=plan, table="programmes", number=2, key="outreach", outcome=Outcome.CONFLICT, base="stale",
        changes={"title": ["Outreach", "Outreach for all"]},
    )  # fmt: skip
    FieldLock.objects.create(table="programmes", key="outreach", field="title", why="Agreed.", by=make.UserFactory())
    return register


@pytest.fixture
def people():
    """Somebody of each role, and None for somebody without one."""
    found = {role: make.member(role.value) for role in Role}
    return {None: make.UserFactory(), **found}


def status(person, where, sent=None) -> int:
    """What somebody gets at an address, from its view itself: no page is drawn, and nothing that it did is kept."""
    factory, match = RequestFactory(), resolve(where.partition("?")[0])
    request = factory.get(where) if sent is None else factory.post(where, sent)
    request.user, request.resolver_match, request.session = person, match, SessionStore()
    request._messages, request._dont_enforce_csrf_checks = CookieStorage(request), True
    try:
        with transaction.atomic():
            answer = match.func(request, *match.args, **match.kwargs)
            transaction.set_rollback(True)
    except PermissionDenied:
        return 403
    except Http404:
        return 404
    return 401 if answer.headers.get("Location", "").startswith("/admin/login/") else answer.status_code


def pages(register) -> dict[str, tuple[str, frozenset]]:
    """Address and rights of every page of the desk, by the name of its address."""
    found, row_of = {}, rights.rows(register)
    plan, programme = row_of[IMPORTS["plan"]], register.programme
    of_plan = {
        "imports_act": [plan.pk],
        "imports_row": [plan.pk, plan.rows.get().pk],
        "view_on_site": [ContentType.objects.get_for_model(programme).pk, programme.pk],
    }
    for name in filter(None, dict.fromkeys(rights.names())):
        label, page = rights.named_page(name)
        if label:
            of_row = [] if page in ("changelist", "add", "csv") else [row_of[label].pk]
            found[name] = reverse(f"admin:{name}", args=of_row), rights.PAGES[label][page]
        elif name in rights.OTHERS:
            space = "" if name.startswith("desk:") else "admin:"
            args = rights.SLUGS.get(name) or of_plan.get(name, [])
            found[name] = reverse(f"{space}{name}", args=args) + rights.ASKED.get(name, ""), rights.OTHERS[name]
    return found


def drafts() -> dict[str, tuple[str, frozenset]]:
    """The page that deletes what was never published."""
    return {
        f"delete a draft {label}": (address(label, "delete", MAKERS[noun]().pk), EDITORS)
        for noun, label in PUBLISHED.items()
    }


def acts(register) -> list[tuple]:
    """(what, address, form, who) of everything that a form at the desk does."""
    own = ("change own password", reverse("admin:password_change"), {}, rights.STAFF)
    each = (acts_on_records, acts_on_words, acts_on_logs, acts_on_imports, other_acts)
    return [own, *chain.from_iterable(made(register) for made in each)]


def acts_on_records(register) -> list[tuple]:
    """What is done to each of the four kinds."""
    found = []
    for noun, label in PUBLISHED.items():
        record = getattr(register, noun)
        title = "name" if noun == "organisation" else "title"
        type(record).objects.filter(pk=record.pk).update(**{title: f"{noun} renamed"})
        draft = draft_of(admin.site._registry[type(record)].acts, type(record), record.pk)
        seen = {"after": 1, "seen": draft.seen}
        merging = {"successor": MAKERS[noun]().ref, "reason": "Twice.", "stage": "do"}
        found += [
            (f"merge {noun}", address(label, "merge", record.pk), merging, PUBLISHERS),
            (f"publish {noun}", address(label, "publish", record.pk), seen, PUBLISHERS),
            (f"withdraw {noun}", address(label, "withdraw", record.pk), {"reason": "Twice."}, PUBLISHERS),
            (f"send {noun}", address(label, "send", record.pk), {"note": "Look.", "seen": draft.fingerprint}, EDITORS),
            (f"restore {noun}", address(label, "restore", record.pk), {"edition": 1, "seen": "x"}, EDITORS),
            (f"save {noun}", address(label, "change", record.pk), {}, EDITORS),
            (f"add {noun}", address(label, "add"), {}, EDITORS),
            (f"delete {noun}", address(label, "delete", record.pk), {"post": "yes"}, NOBODY),
        ]
    return found


def acts_on_words(register) -> list[tuple]:
    """What is done to the vocabularies."""
    found = []
    for noun, label in WORDS.items():
        pk = getattr(register, noun).pk
        found += [
            (f"save {noun}", address(label, "change", pk), {}, PUBLISHERS),
            (f"add {noun}", address(label, "add"), {}, PUBLISHERS),
            (f"delete {noun}", address(label, "delete", pk), {"post": "yes"}, NOBODY),
        ]
    return found


def acts_on_logs(register) -> list[tuple]:
    """What nobody does."""
    found = []
    for label in LOGS:
        pk = rights.rows(register)[label].pk
        for page, args in (("add", []), ("change", [pk]), ("delete", [pk])):
            found.append((f"{page} {label}", address(label, page, *args), {"note": "New"}, NOBODY))
    return found


def acts_on_imports(register) -> list[tuple]:
    """What is done to a plan that somebody else sent, and to locks."""
    plan, lock = Proposal.objects.get(), FieldLock.objects.get()
    pressed = {"approve": PUBLISHERS, "apply": IMPORTERS}
    found = [
        (f"{verb} plan", reverse("admin:imports_act", args=[plan.pk]), {"verb": verb}, who)
        for verb, who in {**pressed, **dict.fromkeys(("again", "cancel", "resume"), IMPORTERS | PUBLISHERS)}.items()
    ]
    decide = reverse("admin:imports_row", args=[plan.pk, plan.rows.get().pk])
    return [
        *found,
        ("decide row", decide, {"take": ["title"]}, IMPORTERS),
        ("send file", address(IMPORTS["plan"], "add"), {}, IMPORTERS | PUBLISHERS),
        ("delete plan", address(IMPORTS["plan"], "delete", plan.pk), {"post": "yes"}, NOBODY),
        ("set lock", address(IMPORTS["lock"], "add"), {}, EDITORS),
        ("change lock", address(IMPORTS["lock"], "change", lock.pk), {"why": "New"}, NOBODY),
        ("lift lock", address(IMPORTS["lock"], "delete", lock.pk), {"post": "yes"}, EDITORS),
    ]


def other_acts(register) -> list[tuple]:
    """What is done to texts, children, reports and people."""
    story, link, correction = register.story.pk, register.link.pk, register.correction.pk
    person = make.UserFactory().pk
    return [
        ("hold", address("evidence_source", "text", register.source.pk), {"file": held()}, EDITORS),
        ("save story", address("programmes_story", "change", story), {}, EDITORS),
        ("delete story", address("programmes_story", "delete", story), {"post": "yes"}, EDITORS),
        ("add story", address("programmes_story", "add"), {}, NOBODY),
        ("reject", address(REPORTS["correction"], "change", correction), {"verb": "reject", "reason": "No."}, EDITORS),
        ("close link", address(REPORTS["link"], "change", link), {}, PUBLISHERS),
        ("revoke key", address(REPORTS["key"], "change", register.key.pk), {}, ADMINISTRATORS),
        ("make key", address(REPORTS["key"], "add"), {"name": "Council"}, ADMINISTRATORS),
        ("make link", address(REPORTS["link"], "add"), {"organisation": "biologics", "days": 3}, PUBLISHERS),
        ("save person", address("auth_user", "change", person), {}, ADMINISTRATORS),
        ("add person", address("auth_user", "add"), {}, ADMINISTRATORS),
        ("set password", address("auth_user", "password_change", person), {}, ADMINISTRATORS),
        ("delete person", address("auth_user", "delete", person), {"post": "yes"}, NOBODY),
    ]


def held():
    """A text to hold."""
    return SimpleUploadedFile("annex.txt", b"More than 900 students took part.")


def wrongly(people, table) -> dict:
    """Where the desk and the table differ: what was asked by which role, what the table says, and the answer.

    Every role is refused what is not its own; what is, the least of its roles are shown, as rights only ever add up.
    """
    found = {}
    for what, where, sent, who in table:
        for role in [role for role in people if role not in who] + [*rights.least(who)]:
            answer = status(people[role], where, sent)
            if answer not in (REACHED if role in who else REFUSED):
                found[what, str(role)] = ("may" if role in who else "may not", answer)
    return found


def test_every_address_of_the_desk_is_in_the_table_of_rights():
    unknown = {
        name
        for name in rights.names()
        if name not in {*rights.OTHERS, *rights.ELSEWHERE}
        and rights.named_page(name)[1] not in rights.PAGES.get(rights.named_page(name)[0], {})
    }
    assert unknown == set(), "give each a line in tests/desk/rights.py"
    named = set(rights.names())
    assert {*rights.OTHERS, *rights.ELSEWHERE} - named == set(), "these lead nowhere"
    assert {label for label in rights.PAGES if f"{label}_changelist" not in named} == set(), "these lead nowhere"


def test_each_role_reaches_the_pages_that_the_table_says_and_no_other(people, register):
    table = {**pages(register), **drafts()}
    assert len(table) > 120
    never = {f"{label}_delete" for label in PUBLISHED.values()}  # these rows were published; drafts() has the others
    asked = [(name, where, None, NOBODY if name in never else who) for name, (where, who) in table.items()]
    assert wrongly(people, asked) == {}


def test_each_role_does_what_the_table_says_and_nothing_else(people, register):
    editions, changes = Edition.objects.count(), Change.objects.count()
    assert wrongly(people, acts(register)) == {}
    assert (Edition.objects.count(), Change.objects.count()) == (editions, changes)


def test_each_role_has_the_actions_of_lists_that_the_table_says(people):
    found, expected = {}, {}
    for model, desk in admin.site._registry.items():
        label = f"{model._meta.app_label}_{model._meta.model_name}"
        for role, person in people.items():
            request = RequestFactory().get("/admin/")
            request.user = person
            found[label, role] = set(desk.get_actions(request))
            expected[label, role] = {name for name, who in rights.ACTIONS.get(label, {}).items() if role in who}
    assert {key: names for key, names in found.items() if names != expected[key]} == {}


def test_strangers_and_inactive_people_get_nothing_and_no_answer_is_kept(client, people, register):
    table = {**pages(register), **drafts()}
    inactive = make.member("administrator", is_active=False, is_superuser=True)
    for name, (where, _) in table.items():
        answer = client.get(where)
        assert (name, answer.status_code, answer.headers["Cache-Control"]) == (name, 302, "no-store")
        assert answer.headers["Location"].startswith("/admin/login/?next=/admin/")
        assert (name, status(inactive, where)) == (name, 401)
    for what, where, sent, _ in acts(register):
        assert (what, client.post(where, sent).status_code, status(inactive, where, sent)) == (what, 302, 401)


def test_a_curator_is_shown_pages_that_nobody_may_keep(curator, register):
    for where in (reverse("admin:index"), address("programmes_programme", "change", register.programme.pk)):
        answer = curator.get(where)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")


def test_an_account_that_is_closed_is_a_strangers_at_its_next_request(curator):
    assert curator.get("/admin/").status_code == 200
    type(curator.user).objects.update(is_active=False)
    assert curator.get("/admin/").status_code == 302


def test_the_front_page_names_the_models_as_curators_think(curator):
    page = curator.get(reverse("admin:index")).content.decode()
    headings = ["Programmes", "Organisations", "Briefs", "Sources", "Vocabularies", "Publishing log", "Accounts"]
    places = [page.index(f'class="section" title="Models in the {heading} application"') for heading in headings]
    assert places == sorted(places)
    assert "Stories" not in page
    assert "Engagements" not in page


@pytest.mark.parametrize("page", ["publish", "withdraw", "change", "history"])
def test_a_record_that_is_not_there_leads_back_with_a_message(curator, page):
    answer = curator.get(address("programmes_programme", page, 999), follow=True)
    assert answer.redirect_chain == [("/admin/", 302)]
    assert "doesn’t exist" in answer.content.decode()


@pytest.mark.parametrize("page", ["publish", "withdraw"])
def test_acts_refuse_other_methods(curator, register, page):
    assert curator.put(address("programmes_programme", page, register.programme.pk)).status_code == 405


@pytest.mark.parametrize("page", ["publish", "withdraw"])
def test_acts_refuse_a_form_without_the_token_of_the_desk(curator, register, page):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(curator.user)
    where = address("programmes_programme", page, register.programme.pk)
    assert strict.post(where, {"reason": "Forged", "after": 1, "seen": "x"}).status_code == 403
    assert not Change.objects.filter(reason="Forged").exists()
