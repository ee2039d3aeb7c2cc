"""Every kind of page, of the public and of the desk: no rule is broken, nothing overflows or is refused."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from lifesci.corrections.linking import make_link
from lifesci.corrections.models import Correction
from lifesci.editions.models import Change, Edition
from lifesci.imports.models import FieldLock, Outcome, Proposal, Stage
from lifesci.partners.keeping import make_key
from lifesci.trace.acting import Act, acting
from lifesci.trace.models import Edit, Event
from programmes.models import Programme, Story
from tests.browser.examination import SIGHTS, complaints, examine, look_over
from tests.browser.register import CURATOR, widen
from tests.desk.addresses import IMPORTS, LOGS, PUBLISHED, REPORTS, WORDS
from tests.desk.addresses import address as desk_address

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
# Good practice that the admin's own templates leave out, in the head of a column and the name of its search box.
OF_DJANGO = ("empty-table-header", "label-title-only")
# The console of the API has its headings and its parts from its maker.
OF_CONSOLE = ("heading-order", "region")
PUBLIC = (
    "/",
    "/programmes/",
    "/programmes/?q=labratory",
    "/programmes/?region=northern-ireland&page=2",
    "/programmes/?region=northern-ireland&type=outreach",
    "/programmes/?region=wales",
    "/programmes/medlab/",
    "/programmes/medlab/editions/1/",
    "/programmes/twice/",
    "/programmes/unknown/",
    "/programmes/compare/",
    "/programmes/compare/?ref=medlab&ref=sample-1&ref=sample-2&ref=sample-3",
    "/programmes/compare/?ref=medlab&ref=twice&ref=unknown",
    "/organisations/",
    "/organisations/almac-discovery/",
    "/context/",
    "/context/medicines-manufacturing/",
    "/sources/",
    "/sources/annex/",
    "/insights/",
    "/insights/gaps/",
    "/insights/reach/",
    "/totals/",
    "/totals/?measure=students&period=cumulative&geography=northern-ireland",
    "/data/",
    "/api/",
    "/about/",
    "/accessibility/",
    "/changes/",
    "/corrections/programmes/medlab/",
    "/corrections/programmes/medlab/figure-students/",
)
# A page with a fault of each kind: a style that the policy refuses, words too faint to read, a line too wide, a column
# too narrow.
HEADERS = {"content-type": "text/html", "content-security-policy": "style-src 'self'"}
FAULTY = """<!DOCTYPE html><html lang="en"><title>Faulty</title><h1>Faulty</h1>
<body bgcolor="white"><p style="color: red"><font color="#dddddd">Faint</font>
<table width="400"><tr><td>Wide</table><table width="200"><tr><td><main>Narrow</main></table>"""
# What shows that a form was answered.
ANSWERS = {
    "faults": ".faults",
    "near": "text=Is it one of these?",
    "conflict": ".versions-of",
    "choosing": "input[value=Preview]",
    "several": ".act table.evidence",
}
CONSOLE = "/api/v1/docs/"
OPERATION = ".opblock"


def of_the_desk(records) -> list[str]:
    """One address of each kind of page at the desk; the four records have a form each."""
    programme, name = records["programme"].pk, PUBLISHED["programme"]
    source = records["source"].pk
    draft = Programme.objects.get(ref="draft").pk
    correction = Correction.objects.get().pk
    link = make_link("almac-discovery", by=None).pk
    key = make_key("Department of Health", by=None)[0]
    key.uses.create(endpoint="programme-list", count=12)
    return [
        reverse("admin:index"),
        reverse("desk:guide"),
        reverse("desk:guide_publishing"),
        desk_address(REPORTS["correction"], "changelist"),
        desk_address(REPORTS["correction"], "change", correction),
        desk_address(REPORTS["link"], "add"),
        desk_address(REPORTS["link"], "change", link),
        desk_address(REPORTS["key"], "changelist"),
        desk_address(REPORTS["key"], "add"),
        desk_address(REPORTS["key"], "change", key.pk),
        desk_address(name, "changelist"),
        desk_address(name, "add"),
        *(desk_address(PUBLISHED[kind], "change", record.pk) for kind, record in records.items()),
        *(
            desk_address(name, page, programme)
            for page in ("publish", "withdraw", "history", "send", "preview", "merge")
        ),
        desk_address(name, "restore", programme) + "?edition=1",
        reverse("desk:find") + "?q=medlab",
        reverse("desk:queue", args=["changed"]),
        desk_address(name, "publish", draft),
        desk_address(name, "delete", draft),
        desk_address(PUBLISHED["source"], "text", source),
        *(desk_address("evidence", "queue", code) for code in ("without-evidence", "sources-differ")),
        desk_address("programmes_story", "change", Story.objects.get().pk),
        desk_address("editions_edition", "change", Edition.objects.first().pk),
        desk_address("editions_change", "change", Change.objects.first().pk),
    ]


def of_imports_trails_and_people() -> list[str]:
    """One address of each other page of the desk; the plan has a row of every sort."""
    plan = Proposal.objects.create(file_name="programmes.csv", stage=Stage.PLANNED, notes="Read as it stands.")
    for number, outcome in enumerate(Outcome.values, start=2):
        plan.rows.create(
            table="programmes",
            number=number,
            key=f"row-{outcome}",
            outcome=outcome,
            changes={"summary": ["As it was.", "As it is."]},
            kept_out={"title": ["Old", "New", "Locked."]},
            problems=[["starts", "31/02/2020", "This is no date."]] if outcome == Outcome.INVALID else [],
        )
    refused = Proposal.objects.create(file_name="x.csv", stage=Stage.REFUSED, said="The file holds NUL bytes.")
    waiting = Proposal.objects.create(file_name="y.csv", stage=Stage.WAITING)
    curator = get_user_model().objects.get(username=CURATOR)
    lock = FieldLock.objects.create(table="programmes", key="medlab", field="title", why="Agreed.", by=curator)
    rows = plan.rows.filter(outcome__in=[Outcome.CONFLICT, Outcome.SUSPECT])
    return [
        *(desk_address(IMPORTS["plan"], page) for page in ("changelist", "add")),
        *(desk_address(IMPORTS["plan"], "change", each.pk) for each in (plan, refused, waiting)),
        *(reverse("admin:imports_row", args=[plan.pk, row.pk]) for row in rows),
        *(desk_address(IMPORTS["lock"], page) for page in ("changelist", "add")),
        *(desk_address(IMPORTS["lock"], page, lock.pk) for page in ("change", "delete")),
        desk_address("trace_edit", "change", Edit.objects.first().pk),
        desk_address("trace_event", "changelist") + "?q=a",
        desk_address("trace_event", "change", Event.objects.first().pk),
        *(desk_address("auth_user", page) for page in ("changelist", "add")),
        *(desk_address("auth_user", page, curator.pk) for page in ("change", "password_change")),
        reverse("admin:password_change"),
        reverse("admin:app_list", args=["vocabularies"]),
        *(desk_address(label, page) for label in WORDS.values() for page in ("changelist", "add")),
        *(desk_address(label, "changelist") for label in LOGS),
    ]


def faulty(found) -> dict[str, list[str]]:
    """The pages with faults."""
    return {path: faults for path, faults in found.items() if faults}


def test_no_public_page_breaks_a_rule(address, records, page):
    widen(records)
    said = complaints(page)
    found = {path: examine(page, address + path, said) for path in PUBLIC}
    private = make_link("almac-discovery", by=None).get_absolute_url()
    for path in (private, f"{private}programmes/sample-1/", f"{private}organisations/almac-discovery/"):
        found[path] = examine(page, address + path, said)
    found[CONSOLE] = examine(page, address + CONSOLE, said, shows=OPERATION, except_for=OF_CONSOLE)
    assert faulty(found) == {}


def test_no_page_of_the_desk_breaks_a_rule(address, records, page, sign_in):
    widen(records)
    said = complaints(page)
    found = {"login": examine(page, address + reverse("admin:login"), said, except_for=OF_DJANGO)}
    sign_in(page)
    for path in of_the_desk(records):
        found[path] = examine(page, address + path, said, except_for=OF_DJANGO)
    assert faulty(found) == {}


def test_no_page_of_imports_trails_and_people_breaks_a_rule(address, records, page, sign_in):
    said = complaints(sign_in(page))
    found = {path: examine(page, address + path, said, except_for=OF_DJANGO) for path in of_imports_trails_and_people()}
    assert faulty(found) == {}


def test_no_answer_to_a_form_of_the_desk_breaks_a_rule(address, records, page, sign_in):
    said, found, pk = complaints(sign_in(page)), {}, records["programme"].pk

    def send(what, button):
        page.get_by_role("button", name=button, exact=True).press("Enter")
        found[what] = look_over(page, said, shows=ANSWERS[what], except_for=OF_DJANGO)

    page.goto(address + desk_address(PUBLISHED["programme"], "change", pk))
    page.locator("#id_starts").fill("31 February 2020")
    send("faults", "Save and continue editing")
    page.once("dialog", lambda dialog: dialog.accept())
    page.goto(address + desk_address(PUBLISHED["programme"], "add"))
    page.locator("#id_title").fill("MEDLAB at W 5")
    send("near", "Save and continue editing")
    page.once("dialog", lambda dialog: dialog.accept())
    page.goto(address + desk_address(PUBLISHED["programme"], "change", pk))
    theirs = Programme.objects.get(pk=pk)
    theirs.summary = "Theirs."
    with acting(Act.FORM):
        theirs.save()
    page.locator("#id_summary").fill("Mine.")
    send("conflict", "Save and continue editing")
    page.goto(address + desk_address(PUBLISHED["programme"], "changelist"))
    page.locator("#result_list tbody input[type=checkbox]").first.check()
    page.get_by_label("Action:").select_option("withdraw_several")
    send("choosing", "Go")
    page.get_by_label("Reason").fill("They are over.")
    send("several", "Preview")
    assert set(found) == set(ANSWERS)
    assert faulty(found) == {}


def test_an_examination_finds_what_is_wrong(live_server, page):
    said = complaints(page)
    page.route("**/faulty/", lambda route: route.fulfill(body=FAULTY, headers=HEADERS))
    found = examine(page, live_server.url + "/faulty/", said, except_for=("region", "landmark-one-main"))
    assert "Content Security Policy directive 'style-src 'self''" in found[0]
    narrow = {320: ("320: overflows by 88", "320: leaves 126 empty")}
    assert [each.partition(",")[0] for each in found[1:]] == [
        fault for width, scheme in SIGHTS for fault in (*narrow.get(width, ()), f"{width} {scheme}: color-contrast")
    ]
