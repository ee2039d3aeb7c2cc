"""Answers as of an earlier moment are what the register answered then."""

import json
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lifesci.editions.erase import erase_from_editions
from lifesci.editions.issue import issue
from lifesci.editions.models import Change, ChangeNumber, Edition
from lifesci.editions.withdraw import withdraw
from lifesci.search import past
from lifesci.trace.redaction import Redaction
from lifesci.trace.written_once import erasing
from tests.api.files import content
from tests.api.past_registers import History, make_words
from tests.editions.bodies import organisation, programme

LIST = "/api/v1/programmes/"
# Lists that are asked after every act, and again as of it when all is over.
ASKED = (
    "programmes/?page_size=3",
    "programmes/?sort=title",
    "programmes/?sort=recent&page_size=2",
    "programmes/?region=wales",
    "programmes/?region=wales&region=northern-ireland&sort=title",
    "programmes/?q=pupils+visit",
    "programmes/?q=exhibition&sort=title",
    "programmes/?q=%22cells+and%22+gen",
    "programmes/?q=labor&region=wales",
    "programmes/?ref=p0&ref=p1&ref=p9&fields=ref,title",
    "programmes/?changed_since=5&whole=yes",
    "organisations/?sort=title",
    "organisations/?q=company",
    "sources/",
    "figures/?page_size=2",
    "figures/?measure=students&kind=programme&fields=id,value",
    "outcomes/?theme=confidence",
    "outcomes/?changed_since=4",
    "totals/",
    "totals/?region=wales",
    "totals/?by=region",
    "programmes/?format=csv",
    "programmes/?q=exhibition&sort=title&format=ndjson",
    "programmes/?ref=p0&ref=p9&format=json",
    "organisations/?sort=recent&format=json&fields=ref,title",
    "figures/?format=csv",
    "figures/?measure=students&kind=programme&source=annex&format=json",
    "outcomes/?theme=confidence&changed_since=4&format=ndjson",
    "totals/?by=region&format=json",
    "tables/programmes/",
    "tables/links/?format=csv",
    "tables/tombstones/?format=ndjson",
)
DETAILS = tuple(
    f"{plural}/{letter}{n}/" for plural, letter in (("programmes", "p"), ("organisations", "o")) for n in range(5)
)


def as_of(address: str, sequence) -> str:
    """The same question as of a moment."""
    return f"/api/v1/{address}{'&' if '?' in address else '?'}as_of={sequence}"


def told(answer) -> tuple:
    """What an answer says, but for the moment it was asked of and links."""
    fields = ("Content-Disposition", "X-Total-Count", "X-Register-Version")
    file = {name: answer.headers[name] for name in fields} if answer.streaming else {}
    text = content(answer) if answer.streaming else answer.content
    if "json" not in answer.headers["Content-Type"] or "ndjson" in answer.headers["Content-Type"]:
        return answer.status_code, text, file
    document = json.loads(text)
    if answer.status_code != 200 or "applied_filters" not in document:
        return answer.status_code, document, answer.headers.get("ETag")
    document["applied_filters"].pop("as_of", None)
    walk = [bool(document.pop("next")), bool(document.pop("previous"))]
    for each in document["results"]:
        if "left_out" in each:
            del each["page"], each["included"]["rows"], each["left_out"]["rows"]
    return answer.status_code, document, walk, file


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.django_db
def test_every_answer_as_of_a_change_is_the_answer_that_was_given_right_after_it(api, settings, seed):
    settings.API_RATE = 0
    make_words()
    history, live = History(seed), {}
    for _ in range(14):
        history.act()
        for version in [*live][-3::2]:  # moments that are held while the register goes on
            then = {address: told(api.get(as_of(address, version))) for address in ASKED}
            assert then == {address: live[version][address] for address in ASKED}, version
        version = Change.objects.newest()
        live[version] = {address: told(api.get(f"/api/v1/{address}")) for address in (*ASKED, *DETAILS)}
    assert {change.action for change in Change.objects.all()} == {"issued", "withdrawn", "merged"}
    assert {said[0] for answers in live.values() for said in answers.values()} == {200, 404, 410}
    for version, answers in live.items():
        then = {address: told(api.get(as_of(address, version))) for address in answers}
        assert then == answers, version


@pytest.mark.django_db
def test_a_walk_as_of_a_change_meets_what_was_there_then_whatever_happens_meanwhile(api, publish):
    publish(5)
    version = Change.objects.newest()
    address, met = f"{LIST}?as_of={version}&page_size=2", []
    while address:
        page = api.get(address).json()
        assert (page["register_version"], page["applied_filters"]) == (version, {"sort": "ref", "as_of": version})
        met += [row["ref"] for row in page["results"]]
        withdraw("programme", f"programme-0{len(met) - 1}", reason="It ended.")
        address = page["next"]
    assert met == [f"programme-0{number}" for number in range(5)]


@pytest.mark.django_db
def test_a_detail_as_of_a_change_is_the_edition_of_then_or_its_absence(api, publish):
    first = publish(1)[0]
    second = issue(programme("programme-00", "Another title"))
    gone = withdraw("programme", "programme-00", reason="It ended.")
    back = issue(programme("programme-00", "Back"))
    for sequence, edition in ((3, first), (4, second), (6, back)):
        answer = api.get(f"{LIST}programme-00/?as_of={sequence}")
        assert (answer.content.decode(), answer.headers["ETag"]) == (edition.text, f'"{edition.sha256}"')
        held = api.get(f"{LIST}programme-00/?as_of={sequence}", headers={"If-None-Match": answer.headers["ETag"]})
        assert held.status_code == 304
    assert [api.get(f"{LIST}programme-00/?as_of={sequence}").status_code for sequence in (0, 2, 5)] == [404, 404, 410]
    problem = api.get(f"{LIST}programme-00/?as_of={gone.sequence}").json()
    assert (problem["reason"], problem["ref"]) == ("It ended.", "programme-00")
    assert api.get(f"{LIST}programme-00/?as_of=4&fields=title").json() == {"title": "Another title"}


@pytest.mark.django_db
def test_a_day_is_its_end_in_utc(api, publish):
    publish(3)
    midnight = datetime(2026, 3, 31, tzinfo=UTC)
    moments = [midnight - timedelta(days=9), midnight - timedelta(seconds=1), midnight, midnight + timedelta(hours=23)]
    for sequence, moment in zip((2, 3, 4, 5), moments, strict=True):
        put_back(sequence, moment)
    put_back(1, moments[0])
    counts = {day: api.get(f"{LIST}?as_of={day}").json() for day in ("2026-03-21", "2026-03-30", "2026-03-31")}
    assert [each["count"] for each in counts.values()] == [0, 1, 3]
    assert [each["applied_filters"]["as_of"] for each in counts.values()] == [0, 3, 5]
    today = timezone.now().astimezone(UTC).date()
    assert api.get(f"{LIST}?as_of={today}").json()["count"] == 3
    assert api.get(f"{LIST}programme-01/?as_of=2026-03-30").status_code == 404
    assert api.get(f"{LIST}programme-01/?as_of=2026-03-31").status_code == 200
    page = api.get(f"{LIST}?as_of=2026-03-31&page_size=1").json()
    assert "as_of=5&" in page["next"] or page["next"].endswith("as_of=5")


def put_back(sequence: int, moment) -> None:
    """Say that a change happened at a moment; on PostgreSQL a trigger guards the log, so the row is made anew."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE editions_change SET happened_at = %s WHERE sequence = %s", [moment, sequence])


@pytest.mark.parametrize(
    ("moment", "nearest"),
    [
        ("6", "5"),
        ("-1", None),
        ("01", None),
        ("yesterday", None),
        ("2026-02-30", None),
        ("9999-12-31", None),
        ("", None),
    ],
)
@pytest.mark.parametrize("address", ["programmes/", "programmes/programme-00/", "figures/", "totals/"])
def test_a_moment_that_is_none_or_has_not_come_yet_is_a_400(api, publish, address, moment, nearest):
    publish(3)
    answer = api.get(f"/api/v1/{address}?as_of={moment}")
    problem = answer.json()
    assert (answer.status_code, problem["parameter"], problem.get("nearest")) == (400, "as_of", nearest)


@pytest.mark.parametrize(
    "address",
    [
        *("changes/", "vocabularies/", "vocabularies/region/", "checkpoints/", "tables/"),
        *("programmes/programme-00/editions/", "programmes/programme-00/editions/1/"),
        *("tables/terms/", "tables/places/?format=csv", "tables/searches/?format=ndjson"),
    ],
)
def test_what_is_of_no_moment_or_of_every_one_takes_none(api, publish, address):
    publish(1)
    answer = api.get(as_of(address, 1))
    assert (answer.status_code, answer.json()["parameter"]) == (400, "as_of")


@pytest.mark.django_db
def test_refs_and_organisations_of_then_can_be_asked_for_and_others_cannot(api, publish):
    publish(1)
    issue(organisation("gone", "Gone Ltd"))
    issue(programme("led", "Led", lead={"ref": "gone", "name": "Gone Ltd"}))
    then = Change.objects.newest()
    issue(programme("led", "Led by nobody"))
    withdraw("organisation", "gone", reason="It ended.")
    withdraw("programme", "programme-00", reason="It ended.")
    assert api.get(f"{LIST}?organisation=gone").status_code == 400
    assert [row["ref"] for row in api.get(f"{LIST}?organisation=gone&as_of={then}").json()["results"]] == ["led"]
    assert api.get("/api/v1/figures/?ref=programme-00").status_code == 400
    assert api.get(f"/api/v1/figures/?ref=programme-00&as_of={then}").json()["count"] == 1
    wrong = api.get(f"/api/v1/figures/?ref=programme-0&as_of={then}").json()
    assert (wrong["parameter"], wrong["nearest"]) == ("ref", "programme-00")


@pytest.mark.django_db
def test_who_was_erased_is_in_no_moment_any_more(api, publish):
    publish(1)
    issue(programme("named", "Named", description="Zoë Smith began it."))
    then = Change.objects.newest()
    issue(programme("named", "Named no more"))
    assert api.get(f"{LIST}?q=smith&as_of={then}").json()["count"] == 1
    with erasing():
        erase_from_editions(Redaction(["Zoë Smith"]), note="A person was erased.")
    assert api.get(f"{LIST}?q=smith&as_of={then}").json()["count"] == 0
    [row] = api.get(f"{LIST}?ref=named&whole=yes&as_of={then}").json()["results"]
    assert "Zoë" not in row["description"]
    assert row["title"] == "Named"


@pytest.mark.django_db
def test_a_moment_is_worked_out_once_and_costs_the_same_queries_for_1_and_for_30_records(api, publish):
    counts = []
    for more in (1, 29):
        publish(more)
        version = Change.objects.newest()
        issue(programme("programme-00", f"Changed {more}"))
        for address in (f"{LIST}?as_of={version}&page_size=100", f"{LIST}programme-00/?as_of={version}"):
            api.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert api.get(address).status_code == 200
            counts.append(len(queries))
    assert counts == [4, 3, 4, 3]
    assert Edition.objects.count() == 34


@pytest.mark.django_db
def test_few_moments_are_held(api, publish):
    publish(12)
    for sequence in range(1, 13):
        api.get(f"{LIST}?as_of={sequence}")
    assert list(past._held) == list(range(5, 13))
    api.get(f"{LIST}?as_of=5")
    api.get(f"{LIST}?as_of=1")
    assert list(past._held) == [*range(7, 13), 5, 1]


@pytest.mark.django_db
def test_while_one_moment_is_worked_out_another_is_not_begun(api, publish, monkeypatch):
    publish(2)
    monkeypatch.setattr(past, "PATIENCE", 0.01)
    with busy():
        answer = api.get(f"{LIST}?as_of=3")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert api.get(f"{LIST}?as_of=3").json()["count"] == 1


@contextmanager
def busy():
    """While it lasts another thread works out a moment."""
    begun, done = threading.Event(), threading.Event()

    def work():
        with past.one_at_a_time():
            begun.set()
            done.wait(20)

    thread = threading.Thread(target=work)
    thread.start()
    begun.wait(20)
    try:
        yield
    finally:
        done.set()
        thread.join()


@pytest.mark.django_db
def test_totals_of_then_lead_to_the_figures_of_then(api, publish):
    publish(2)
    then = Change.objects.newest()
    issue(programme("programme-00", "Without figures"))
    answer = api.get(f"/api/v1/totals/?as_of={then}").json()
    [total] = answer["results"]
    assert (answer["register_version"], total["included"]["count"]) == (then, 2)
    rows = api.get(total["included"]["rows"]).json()
    assert [row["record"]["ref"] for row in rows["results"]] == ["programme-00", "programme-01"]
    assert ChangeNumber.objects.get().latest == then + 1
