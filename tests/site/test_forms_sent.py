"""What the door asks of a form before its view reads it: the page it came from, its size, its type, how many."""

import pytest

from lifesci.corrections.models import Correction
from lifesci.site import limits
from lifesci.site.forms_sent import LARGEST
from tests.corrections.conftest import FORM, PAGE, _nothing_counted, published, reader, send

pytestmark = pytest.mark.django_db
__all__ = ["_nothing_counted", "published", "reader", "send"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 303),
        ({"Origin": "http://testserver"}, 303),
        ({"Origin": "https://testserver"}, 303),
        ({"Referer": "http://testserver/programmes/baylab/"}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site", "Origin": "http://testserver"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "https://testserver.evil.example"}, 403),
        ({"Origin": "http://[broken"}, 403),
        ({"Origin": "https://evil.example", "Referer": "http://testserver/"}, 403),
        ({"Referer": "https://evil.example/testserver"}, 403),
    ],
)
def test_a_form_is_taken_from_a_page_of_the_register_alone(send, headers, status):
    answer = send(headers=headers)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (status, "no-store")
    assert Correction.objects.count() == (status == 303)


def test_a_body_that_is_too_large_or_of_another_type_is_not_read(reader, published):
    large = reader.post(PAGE, b"wrong=" + b"x" * LARGEST, content_type=FORM)
    assert (large.status_code, "Nothing was taken." in large.content.decode()) == (413, True)
    assert reader.post(PAGE, {"wrong": "x"}).status_code == 415
    assert reader.post(PAGE, "{}", content_type="application/json").status_code == 415
    assert reader.post(PAGE, "wrong=x", content_type=f"{FORM}; charset=utf-16").status_code == 400
    assert reader.post(PAGE, "&".join(f"a{n}=1" for n in range(2000)), content_type=FORM).status_code == 400
    assert reader.generic("POST", PAGE, b"wrong=x", content_type=FORM, CONTENT_LENGTH="many").status_code == 413
    assert not Correction.objects.exists()


def test_an_address_sends_so_many_forms_an_hour(send, settings, monkeypatch):
    settings.FORM_RATE = 2
    monkeypatch.setattr(limits.time, "time", lambda: 7_200_000 + 3_000)
    assert [send(wrong=f"{number}").status_code for number in range(3)] == [303, 303, 429]
    refused = send()
    assert refused.headers["Retry-After"] == "600"
    assert "An address may send 2 forms an hour. Nothing was taken this time. Send it again in 10 minutes." in (
        refused.content.decode()
    )
    assert Correction.objects.count() == 2
    settings.FORM_RATE = 0
    assert send(wrong="no limit").status_code == 303


def test_only_addresses_with_a_form_take_one(reader, published):
    assert reader.options(PAGE).headers["Allow"] == "GET, HEAD, OPTIONS, POST"
    assert reader.put(PAGE).headers["Allow"] == "GET, HEAD, OPTIONS, POST"
    assert (reader.put(PAGE).status_code, reader.post("/programmes/baylab/").status_code) == (405, 405)
