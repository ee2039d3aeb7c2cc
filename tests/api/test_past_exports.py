"""A list of an earlier moment is given whole too, and a walk keeps to the moment it began in."""

import pytest

from lifesci.downloads import snapshot
from lifesci.downloads.building import build_downloads
from lifesci.editions.issue import issue
from lifesci.editions.models import Change
from lifesci.editions.withdraw import withdraw
from tests.api.files import content, csv_rows, lines, peak, sheet, walked
from tests.editions.bodies import programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def then(publish) -> int:
    """A moment after which everything has changed."""
    publish(5)
    sequence = Change.objects.newest()
    issue(programme("programme-00", "Another title"))
    issue(programme("later", "Later"))
    for number in range(1, 5):
        withdraw("programme", f"programme-0{number}", reason="It ended.")
    return sequence


@pytest.mark.parametrize(
    ("address", "name", "title"),
    [
        ("programmes/?region=wales", "programmes", "Programmes"),
        ("figures/?measure=students", "figures", "Figures"),
        ("outcomes/?theme=confidence", "outcomes", "Outcomes"),
        ("totals/?by=region", "totals", "Totals"),
    ],
)
def test_every_format_holds_the_list_of_the_moment_and_names_it(api, then, address, name, title):
    asked = f"/api/v1/{address}&as_of={then}"
    results = walked(api, f"{asked}&page_size=1{'&whole=yes' if name == 'programmes' else ''}")
    assert len(results) == {"programmes": 2, "totals": 2}.get(name, 5)
    for form in ("csv", "json", "ndjson", "xlsx"):
        answer = api.get(f"{asked}&format={form}")
        assert answer.headers["Content-Disposition"].endswith(f'; filename="{name}-{then}.{form}"')
        assert answer.headers["X-Register-Version"] == str(then)
        assert answer.headers["X-Total-Count"] == str(len(results))
    assert lines(api.get(f"{asked}&format=ndjson")) == results
    assert len(csv_rows(api.get(f"{asked}&format=csv"))) == len(results)
    assert len(sheet(api.get(f"{asked}&format=xlsx"), title)) == len(results) + 1


def test_a_file_repeats_its_moment_and_a_day_is_named_by_its_last_change(api, then):
    told = api.get(f"/api/v1/programmes/?ref=later&ref=programme-01&format=json&as_of={then}")
    assert (
        content(told)
        .decode()
        .startswith(
            f'{{"count":1,"next":null,"previous":null,"register_version":{then},"applied_filters":'
            f'{{"ref":["later","programme-01"],"sort":"ref","as_of":{then},"not_published":["later"]}},"results":[{{'
        )
    )
    today = Change.objects.last().happened_at.date()
    newest = Change.objects.newest()
    for address in ("programmes/", "figures/", "tables/stories/", "totals/"):
        answer = api.get(f"/api/v1/{address}?format=csv&as_of={today}")
        assert answer.headers["Content-Disposition"].endswith(f'-{newest}.csv"')


def test_accept_asks_for_the_file_of_a_moment_too(api, then):
    asked = api.get(f"/api/v1/figures/?as_of={then}", headers={"Accept": "text/csv"})
    assert content(asked) == content(api.get(f"/api/v1/figures/?as_of={then}&format=csv"))


def test_a_table_of_a_moment_is_what_the_bulk_file_was(api, publish):
    publish(3)
    then, done = Change.objects.newest(), build_downloads()
    withdraw("programme", "programme-01", reason="It ended.")
    for name in ("programmes", "figures", "outcomes", "organisations", "sources", "links", "tombstones"):
        answer = api.get(f"/api/v1/tables/{name}/?format=csv&as_of={then}")
        assert content(answer) == (done.folder / f"{name}.csv").read_bytes()
        assert answer.headers["X-Total-Count"] == str(done.by_name[f"{name}.csv"].rows)
    assert content(api.get(f"/api/v1/figures/?format=csv&as_of={then}")) == (done.folder / "figures.csv").read_bytes()


def test_rows_of_totals_of_a_moment_lead_to_its_figures(api, then):
    [row] = csv_rows(api.get(f"/api/v1/totals/?format=csv&as_of={then}"))
    figures = api.get(row["included_rows"]).json()
    assert (figures["count"], figures["register_version"], row["included"]) == (5, then, "5")


@pytest.mark.parametrize("address", ["terms", "places", "searches"])
def test_words_have_no_earlier_moments(api, then, address):
    answer = api.get(f"/api/v1/tables/{address}/?format=csv&as_of={then}")
    assert (answer.status_code, answer.json()["detail"]) == (
        400,
        f"“{address}” are those of today alone, since words have no Editions: leave “as_of” out.",
    )


@pytest.mark.parametrize("address", ["programmes/?sort=title", "figures/?", "outcomes/?", "totals/?by=region"])
def test_a_cursor_of_one_moment_is_not_taken_for_another(api, publish, address):
    publish(3)
    then = Change.objects.newest()
    publish(3)
    asked = f"/api/v1/{address}&page_size=1"

    def cursor(page) -> str:
        return page["next"].partition("cursor=")[2].partition("&")[0]

    first, now = (api.get(f"{asked}{moment}").json() for moment in (f"&as_of={then}", ""))
    assert api.get(f"{asked}&as_of={then}&cursor={cursor(first)}").status_code == 200
    assert api.get(f"{asked}&cursor={cursor(now)}").status_code == 200
    for moment, given in ((f"&as_of={then - 1}", first), ("", first), (f"&as_of={then}", now)):
        answer = api.get(f"{asked}{moment}&cursor={cursor(given)}")
        assert (answer.status_code, answer.json()["parameter"]) == (400, "cursor")
        assert "another moment" in answer.json()["detail"] or "of another moment" in answer.json()["detail"]


@pytest.mark.parametrize("address", ["programmes/?format=csv", "tables/programmes/?format=csv"])
def test_memory_does_not_grow_with_the_list_of_a_moment(api, publish, monkeypatch, address):
    publish(1)
    monkeypatch.setattr(snapshot, "CHUNK", 2)
    text = "A long description. " * 2_000
    moments = []
    for number in range(40):
        issue(programme(f"long-{number:02}", f"Long {number:02}", description=text))
        moments.append(Change.objects.newest())
    withdraw("programme", "programme-00", reason="It ended.")
    few, many = (peak(api, f"/api/v1/{address}&as_of={moment}") for moment in (moments[1], moments[-1]))
    assert many < few + 10 * len(text)


def test_a_file_of_a_moment_asks_the_same_few_questions_of_any_list(api, publish, django_assert_num_queries):
    for count in (2, 30):
        publish(count)
        then = Change.objects.newest()
        issue(programme("programme-00", f"Changed {count}"))
        for address, queries in (("programmes/?", 5), ("figures/?", 5)):
            asked = f"/api/v1/{address}format=csv&as_of={then}"
            content(api.get(asked))
            with django_assert_num_queries(queries):
                content(api.get(asked))
