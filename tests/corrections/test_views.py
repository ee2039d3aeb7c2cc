"""The public form: what it asks, what it keeps, what it refuses and how; no account, no cookie, no script."""

import pytest

from lifesci.corrections.models import Correction
from lifesci.editions.withdraw import withdraw
from tests.corrections.conftest import FORM, PAGE, SAID
from tests.site import documents as made

pytestmark = pytest.mark.django_db


def kept(correction) -> dict:
    """What a row holds of a report."""
    return {name: getattr(correction, name) for name in ("kind", "ref", "fact", "said", "edition", "wrong", "email")}


def test_the_form_shows_the_fact_it_is_about_and_is_as_cacheable_as_any_page(reader, published):
    answer = reader.get(PAGE)
    page = answer.content.decode()
    assert (answer.status_code, answer.headers["Cache-Control"][:6]) == (200, "public")
    assert "Set-Cookie" not in answer.headers
    assert "csrf" not in page
    assert "more than 16,500 students since 2017 (students in the laboratory)" in page
    assert '<meta name="robots" content="noindex">' in page
    held = answer.headers["ETag"]
    assert reader.get(PAGE, headers={"If-None-Match": held}).status_code == 304


def test_a_report_is_kept_and_its_number_is_shown(send, reader):
    answer = send()
    [correction] = Correction.objects.all()
    assert kept(correction) == {
        "kind": "programme",
        "ref": "baylab",
        "fact": "figure-students",
        "said": "more than 16,500 students since 2017 (students in the laboratory)",
        "edition": 1,
        "wrong": "The number is of 2021.",
        "email": "reader@example.org",
    }
    assert (answer.status_code, answer.headers["Cache-Control"], "Set-Cookie" in answer.headers) == (
        303,
        "no-store",
        False,
    )
    thanks = reader.get(answer.headers["Location"])
    page = thanks.content.decode()
    assert thanks.status_code == 200
    assert f"<strong>{correction.number}</strong>" in page
    assert '<a href="/programmes/baylab/">' in page
    assert "reader@" not in page


def test_the_whole_record_and_every_kind_of_fact_can_be_reported(send):
    for anchor in ("", "outcome-confidence/", "story-apprentice/"):
        assert send(f"/corrections/programmes/baylab/{anchor}").status_code == 303
    said = Correction.objects.order_by("pk").values_list("fact", "said")
    assert list(said) == [
        ("", "Baylab"),
        ("outcome-confidence", "Students say that they are more sure of themselves in a laboratory."),
        ("story-apprentice", "From school to a degree apprenticeship."),
    ]


def test_the_same_report_sent_twice_is_one_report(send):
    assert [send().status_code, send().status_code] == [303, 303]
    assert send(wrong="Something else.").status_code == 303
    assert Correction.objects.count() == 2


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"wrong": "  "}, "Say what is wrong, in a few words."),
        ({"wrong": "x" * 10_000}, "This has 10000 characters, and the register takes 2000. Shorten it."),
        ({"wrong": "a\x00b"}, "Null characters are not allowed."),
        ({"right": b"\xff\xfe"}, "Some characters could not be read. Type them again."),
        ({"right": b"\xed\xa0\x80"}, "Some characters could not be read. Type them again."),
        ({"email": "nobody"}, "This is not an e-mail address."),
        ({"email": "a@example.org\nBcc: b@example.org"}, "This is not an e-mail address."),
        ({"comment": "buy"}, "This field has to stay empty."),
        ({"edition": "2"}, "There is no such Edition."),
        ({"edition": "9" * 40}, "There is no such Edition."),
    ],
)
def test_what_is_wrong_with_a_report_is_said_beside_the_field_and_nothing_is_kept(send, said, why):
    answer = send(**said)
    page = answer.content.decode()
    assert (answer.status_code, answer.headers["Cache-Control"]) == (422, "no-store")
    assert why in page
    assert "<title>Error: Report a correction to Baylab" in page
    [name] = said
    assert name == "edition" or (f'href="#id_{name}"' in page and f'aria-describedby="id_{name}' in page)
    assert not Correction.objects.exists()


def test_lines_are_counted_as_they_were_typed(send):
    assert send(wrong="a\r\n" * 999 + "b").status_code == 303
    assert Correction.objects.get().wrong == "a\n" * 999 + "b"


def test_what_was_typed_is_shown_again_as_text(send):
    page = send(wrong="", right="<script>alert(1)</script>", where='"><b>').content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "&quot;&gt;&lt;b&gt;" in page


@pytest.mark.parametrize("said", [{"state": "accepted"}, {"wrong": ["one", "two"]}])
def test_a_field_that_is_unknown_or_repeated_is_refused(send, said):
    answer = send(**said)
    assert answer.status_code == 400
    assert not Correction.objects.exists()


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/corrections/programmes/unknown/", 404),
        ("/corrections/nonsense/baylab/", 404),
        ("/corrections/programmes/baylab/figure-unknown/", 404),
        ("/corrections/programmes/baylab/figure-students/?a=1", 400),
        ("/corrections/programmes/gone/", 410),
        ("/corrections/received/forged/", 404),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_address_that_leads_nowhere_keeps_nothing(reader, published, address, status, method):
    made.publish(made.programme("gone"))
    withdraw("programme", "gone", reason="Never ran.")
    if method == "post" and "received" in address:
        status = 405
    answer = reader.get(address) if method == "get" else reader.post(address, "wrong=x", content_type=FORM)
    assert answer.status_code == status
    assert not Correction.objects.exists()


def test_the_pages_of_records_lead_to_the_form(reader, published):
    page = reader.get("/programmes/baylab/").content.decode()
    assert f'href="{PAGE}"' in page
    assert 'href="/corrections/programmes/baylab/"' in page
    assert reader.get("/programmes/baylab/editions/1/").content.decode().count(f'href="{PAGE}"') == 1


def test_nobody_reads_a_report_by_asking(reader, send):
    number = send(wrong="A private sentence.").headers["Location"]
    for address in (number, PAGE, "/programmes/baylab/", "/changes/", "/api/v1/changes/"):
        assert "private sentence" not in reader.get(address).content.decode()
    assert SAID["email"] not in reader.get(number).content.decode()
