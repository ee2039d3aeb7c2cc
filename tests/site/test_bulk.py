"""The page of the bulk files lists each with rows, bytes and hash; the files are sent as they lie and never change."""

import hashlib
import re

import pytest
from django.test import Client

from lifesci.downloads.building import build_downloads
from lifesci.downloads.sending import BLOCK, blocks
from lifesci.editions.erase import erase_from_editions
from lifesci.editions.version import version_moment
from lifesci.trace.redaction import Redaction
from lifesci.trace.written_once import erasing
from tests.site.documents import programme, publish, story

pytestmark = pytest.mark.django_db
HREF = re.compile(r'href="(/data/[^"]+)"')


@pytest.fixture
def visitor():
    """A client that sees a 500 as an answer."""
    return Client(raise_request_exception=False)


def text(response) -> str:
    """The page."""
    return response.content.decode()


def content(response) -> bytes:
    """What a file is, from its blocks."""
    return b"".join(response.streaming_content)


def test_every_file_that_the_page_links_to_is_there_with_its_hash(visitor):
    publish(programme())
    page = text(visitor.get("/data/"))
    done = build_downloads()
    addresses = set(HREF.findall(page))
    assert addresses == {f"/data/1/{made.name}" for made in done.files}
    for made in done.files:
        answer = visitor.get(f"/data/1/{made.name}")
        assert answer.status_code == 200
        assert hashlib.sha256(content(answer)).hexdigest() == made.sha256
        assert made.sha256 in page
        assert f"{made.bytes:,} bytes" in page


def test_the_page_says_how_to_cite_the_version(visitor):
    publish(programme())
    page = text(visitor.get("/data/"))
    cited = re.search(r'<p class="cite">(.*?)</p>', page)[1]
    assert re.fullmatch(
        r"Life sciences skills and outreach register, version 1, \d+ \w+ \d{4}\. http://testserver/data/1/", cited
    )


def test_a_file_says_all_of_itself_and_is_known_by_its_hash(visitor):
    publish(programme(), programme("other"))
    made = build_downloads().by_name["programmes.csv"]
    answer = visitor.get("/data/2/programmes.csv")
    told = {
        "ETag": f'"{made.sha256}"',
        "Cache-Control": "public, max-age=31536000, immutable",
        "Content-Length": str(made.bytes),
        "Content-Disposition": 'attachment; filename="programmes-2.csv"',
        "Content-Type": "text/csv; charset=utf-8; header=present",
        "X-Total-Count": "2",
        "X-Register-Version": "2",
        "Access-Control-Allow-Origin": "*",
    }
    assert {name: answer.headers[name] for name in told} == told
    head = visitor.head("/data/2/programmes.csv")
    assert {name: head.headers[name] for name in told} == told
    assert content(head) == b""
    known = visitor.get("/data/2/programmes.csv", headers={"If-None-Match": told["ETag"]})
    assert (known.status_code, known.content, known.headers["ETag"]) == (304, b"", told["ETag"])


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("register.zip", "application/zip"),
        ("register.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("programmes.ndjson", "application/x-ndjson"),
        ("programmes.csv-metadata.json", "application/csvm+json"),
        ("datapackage.json", "application/json"),
        ("catalog.jsonld", "application/ld+json"),
        ("SHA256SUMS", "text/plain; charset=utf-8"),
    ],
)
def test_each_file_has_its_media_type(visitor, name, media_type):
    publish(programme())
    assert visitor.get(f"/data/1/{name}").headers["Content-Type"] == media_type


def test_older_versions_stay_at_their_addresses_and_say_that_they_are_old(visitor):
    publish(programme())
    first = content(visitor.get("/data/1/programmes.csv"))
    publish(programme("other"))
    page = text(visitor.get("/data/"))
    assert '<a href="/data/1/">1</a>' in page
    old = text(visitor.get("/data/1/"))
    assert "Something newer has been published since." in old
    assert '<a href="/data/2/">2</a>' in old
    assert "Something newer" not in text(visitor.get("/data/2/"))
    assert content(visitor.get("/data/1/programmes.csv")) == first
    assert first.count(b"\r\n") == 2


def test_a_wrong_name_is_answered_with_the_nearest_right_one(visitor):
    publish(programme())
    answer = visitor.get("/data/1/programme.csv")
    assert answer.status_code == 404
    assert "There is no file “programme.csv” here. Did you mean “programmes.csv”?" in text(answer)
    for address in ("/data/01/programmes.csv", "/data/1/../settings.py", "/data/1/manifest.json", "/data/x/"):
        assert visitor.get(address).status_code == 404, address


def test_versions_that_are_not_there_yet_or_no_longer_are_told_apart(visitor, settings):
    settings.DOWNLOADS_KEPT = 1
    for number in range(3):
        publish(programme(f"programme-{number}"))
        build_downloads()
    assert (visitor.get("/data/4/").status_code, visitor.get("/data/4/places.csv").status_code) == (404, 404)
    assert visitor.get("/data/3/places.csv").status_code == 200
    gone = visitor.get("/data/1/places.csv")
    assert gone.status_code == 410
    assert "No files of version 1 are kept. Those of the newest version are at /data/; the records" in text(gone)


def test_a_file_with_an_erased_name_is_gone_at_once(visitor):
    publish(programme("named", stories=[story(person="Zoë Smith")]))
    assert "Zoë Smith".encode() in content(visitor.get("/data/1/stories.csv"))
    with erasing():
        erase_from_editions(Redaction(["Zoë Smith"]), note="A name was erased.", by=None)
    assert visitor.get("/data/1/stories.csv").status_code == 410
    assert b"Zo" not in content(visitor.get("/data/2/stories.csv"))


def test_a_large_register_offers_the_files_that_were_made_last(visitor, settings):
    settings.DOWNLOADS_AT_ONCE = 0
    publish(programme())
    bare = visitor.get("/data/")
    assert "The files of this register have not been made yet." in text(bare)
    build_downloads()
    made = visitor.get("/data/", headers={"If-None-Match": bare.headers["ETag"]})
    assert (made.status_code, "/data/1/register.zip" in text(made)) == (200, True)
    publish(programme("other"))
    older = text(visitor.get("/data/"))
    assert "Records published since are not in them." in older
    assert "/data/1/register.zip" in older
    assert visitor.get("/data/2/places.csv").status_code == 410


def test_the_page_is_known_by_its_etag(visitor):
    publish(programme())
    etag = visitor.get("/data/").headers["ETag"]
    assert visitor.get("/data/", headers={"If-None-Match": etag}).status_code == 304
    publish(programme("other"))
    assert visitor.get("/data/", headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("address", ["/data/?x=1", "/data/1/?x=1", "/data/1/places.csv?x=1"])
def test_a_parameter_is_refused(visitor, address):
    publish(programme())
    assert visitor.get(address).status_code == 400


def test_an_empty_register_has_files_too(visitor):
    assert content(visitor.get("/data/0/programmes.csv")).startswith(b"ref,edition,title,")
    assert visitor.get("/data/").status_code == 200


def test_the_page_asks_the_same_few_questions_of_any_register(visitor, django_assert_num_queries):
    for records in (1, 29):
        publish(*(programme(f"programme-{records}-{number}") for number in range(records)))
        build_downloads()
        version_moment.cache_clear()
        with django_assert_num_queries(8):
            visitor.get("/data/")


def test_a_file_is_read_block_by_block(tmp_path):
    path = tmp_path / "large"
    path.write_bytes(b"x" * (3 * BLOCK + 1))
    assert [len(block) for block in blocks(path)] == [BLOCK, BLOCK, BLOCK, 1]
