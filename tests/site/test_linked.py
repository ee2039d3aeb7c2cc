"""Linked data: what it says of an Edition, that the page says each value too, and that no text ends its element."""

import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifesci.operations.publishing import publish_register
from lifesci.site.linked.embedding import embedded
from lifesci.site.linked.graph import linked
from lifesci.site.templatetags.register import in_words
from tests.golden.examples import full_register
from tests.site import documents as made

SITE = "https://register.example"
STRUCTURE = ("@context", "@type", "position", "dct:conformsTo")  # the form of the data, and no fact of the record
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def whole(body, number=1):
    """The document as its Edition holds it."""
    paths = {"programme": "programmes", "organisation": "organisations", "brief": "context", "source": "sources"}
    return body | {"edition": number, "url": f"/{paths[body['kind']]}/{body['ref']}/"}


def graph(body):
    """The nodes that a document gives."""
    return linked(whole(body), SITE)["@graph"]


class Seen(HTMLParser):
    """The words and the addresses that a page shows."""

    def __init__(self, page):
        super().__init__()
        self.words, self.addresses, self.is_hidden = [], set(), False
        self.feed(page)
        self.text = " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag, attributes):
        self.is_hidden = tag in ("script", "style", "head", "title") or (self.is_hidden and tag != "body")
        values = dict(attributes)
        self.addresses |= {values[name] for name in ("href", "id") if values.get(name)}

    def handle_data(self, data):
        if not self.is_hidden:
            self.words.append(data)


def literals(value, name=""):
    """Every value of linked data with the member it stands in, but for those that are its form."""
    if isinstance(value, dict):
        for member, inner in value.items():
            if member not in STRUCTURE:
                yield from literals(inner, member)
    elif isinstance(value, list):
        for inner in value:
            yield from literals(inner, name)
    else:
        yield name, value


def closed(text) -> str:
    """A text without white space: where words are marked up, markup stands between them and none is seen."""
    return "".join(text.split())


def is_seen(seen, name, value, own) -> bool:
    """Whether a reader of the page finds the value there."""
    if isinstance(value, int):
        return bool(re.search(rf"\b{value:,}\b", seen.text))
    if name.endswith("Date") or name == "datePublished":
        return in_words(value) in seen.text
    if value.startswith("http://testserver"):
        path, _, fragment = value.removeprefix("http://testserver").partition("#")
        return (path == own or path in seen.addresses) and (not fragment or fragment in seen.addresses)
    return value in seen.addresses if value.startswith("http") else closed(value) in closed(seen.text)


def test_an_outreach_programme_is_a_service_and_its_doubted_figure_has_no_bare_value():
    service, observation, way = graph(
        made.whole_programme(parent={"ref": "bayer-outreach", "title": "Bayer outreach"}, strands=[])
    )
    assert service == {
        "@type": ["Service"],
        "@id": f"{SITE}/programmes/baylab-reading/",
        "url": f"{SITE}/programmes/baylab-reading/",
        "name": "Baylab Reading",
        "description": "A laboratory in Reading where school students do experiments without charge.",
        "provider": {"@type": "Organization", "@id": f"{SITE}/organisations/bayer-uk/", "name": "Bayer UK"},
        "serviceType": ["Outreach", "School resource"],
        "audience": [
            {"@type": "Audience", "audienceType": "Primary pupils"},
            {"@type": "Audience", "audienceType": "Secondary pupils"},
            {"@type": "PeopleAudience", "suggestedMinAge": 7, "suggestedMaxAge": 18},
        ],
        "areaServed": [{"@type": "AdministrativeArea", "name": "South East"}],
        "availableChannel": {
            "@type": "ServiceChannel",
            "serviceLocation": [{"@type": "Place", "name": "Reading"}],
        },
        "isRelatedTo": [{"@type": "Service", "@id": f"{SITE}/programmes/bayer-outreach/", "name": "Bayer outreach"}],
    }
    assert observation == {
        "@type": "Observation",
        "@id": f"{SITE}/programmes/baylab-reading/#figure-students",
        "name": "more than 16,500 students since 2017",
        "observationAbout": {"@id": f"{SITE}/programmes/baylab-reading/"},
        "subjectOf": {"@type": "CreativeWork", "@id": f"{SITE}/sources/annex/", "name": "Annex A"},
    }
    assert way["itemListElement"] == [
        {"@type": "ListItem", "position": 1, "name": "Home", "item": f"{SITE}/"},
        {"@type": "ListItem", "position": 2, "name": "Programmes", "item": f"{SITE}/programmes/"},
        {"@type": "ListItem", "position": 3, "name": "Bayer outreach", "item": f"{SITE}/programmes/bayer-outreach/"},
        {"@type": "ListItem", "position": 4, "name": "Baylab Reading", "item": f"{SITE}/programmes/baylab-reading/"},
    ]


@pytest.mark.parametrize(
    ("type_", "types"),
    [
        ("outreach", ["Service"]),
        ("people-policy", ["Service"]),
        ("apprenticeship", ["EducationalOccupationalProgram", "Service"]),
        ("skills-training", ["Course", "EducationalOccupationalProgram", "Service"]),
    ],
)
def test_a_programme_is_what_its_type_honestly_makes_it(type_, types):
    assert graph(made.whole_programme(types=[made.term(type_)]))[0]["@type"] == types


def test_a_course_follows_its_profile_or_is_not_called_one():
    taught = made.whole_programme(types=[made.term("skills-training")])
    course = graph(taught)[0]
    assert course["dct:conformsTo"]["@id"] == "https://bioschemas.org/profiles/Course/1.0-RELEASE"
    assert course["keywords"] == ["Biopharmaceuticals"]
    assert course["hasCourseInstance"] == {
        "@type": "CourseInstance",
        "courseMode": ["In person"],
        "location": [{"@type": "Place", "name": "Reading"}],
    }
    bare = graph(taught | {"places": []})[0]
    assert (bare["@type"], "dct:conformsTo" in bare) == (["EducationalOccupationalProgram", "Service"], False)


@pytest.mark.parametrize(
    ("starts", "said"),
    [("2017", "2017"), ("2017-09", "2017-09"), ("2017-09-04", "2017-09-04"), ("2017?", None), ("2025-41", None)],
)
def test_a_date_in_doubt_is_left_out(starts, said):
    node = graph(made.whole_programme(types=[made.term("placement")], starts=starts))[0]
    assert node.get("startDate") == said


EXACT = {"qualifier": "exactly", "phrase": "16,500 students since 2017"}


@pytest.mark.parametrize(
    ("changes", "values"),
    [
        (EXACT, [16500]),
        (EXACT | {"qualifier": "about"}, [None]),
        (EXACT | {"value_high": 17000}, [None]),
        (EXACT | {"value": "16500.5"}, [None]),
        (EXACT | {"phrase": "£16.5 thousand"}, [None]),
        (EXACT | {"citation": made.citation(check_result="period_in_doubt", checked="")}, [None]),
        (EXACT | {"sources_differ": ["other"]}, []),
        (EXACT | {"set_aside_for": "other"}, []),
    ],
)
def test_only_a_figure_beyond_doubt_has_a_value(changes, values):
    nodes = graph(made.programme("lab", figures=[made.figure(**changes)], sources=[{"ref": "annex", "title": "A"}]))
    assert [node.get("value") for node in nodes if node["@type"] == "Observation"] == values


def test_an_organisation_carries_its_identifiers():
    node = graph(
        made.organisation(
            "bayer-uk",
            name="Bayer UK",
            aliases=[{"name": "Bayer plc", "note": ""}],
            identifiers=[{"scheme": "GB-COH", "value": "00935048"}],
            part_of={"ref": "bayer", "name": "Bayer"},
            website="https://bayer.example/",
        )
    )[0]
    assert node == {
        "@type": "Organization",
        "@id": f"{SITE}/organisations/bayer-uk/",
        "mainEntityOfPage": f"{SITE}/organisations/bayer-uk/",
        "url": "https://bayer.example/",
        "name": "Bayer UK",
        "alternateName": ["Bayer plc"],
        "identifier": [{"@type": "PropertyValue", "propertyID": "GB-COH", "value": "00935048"}],
        "parentOrganization": {"@type": "Organization", "@id": f"{SITE}/organisations/bayer/", "name": "Bayer"},
    }


def test_a_meeting_is_an_event_only_where_its_day_is_known():
    def met(day):
        return {
            "key": "visit",
            "title": "A visit",
            "happened_on": day,
            "place": made.READING,
            "summary": "",
            "participants": [],
            "citation": made.citation(),
        }

    events = [
        [node for node in graph(made.brief(engagements=[met(day)])) if node["@type"] == "Event"]
        for day in ("2025-09-27", "XXXX-09-27", "2025-09", "")
    ]
    assert events == [
        [
            {
                "@type": "Event",
                "@id": f"{SITE}/context/vision/#engagement-visit",
                "name": "A visit",
                "startDate": "2025-09-27",
                "location": {"@type": "Place", "name": "Reading"},
            }
        ],
        [],
        [],
        [],
    ]


@given(st.text(max_size=60))
def test_whatever_the_text_the_element_ends_once_and_holds_what_was_put_in(text):
    element = embedded({"name": text})
    assert (element.count("<"), element.count("\u2028"), element.count("\u2029")) == (2, 0, 0)
    assert json.loads(element.partition(">")[2].removesuffix("</script>")) == {"name": text}


@pytest.mark.parametrize("text", ["</script><script>alert(1)", "<!--<script>", "]]>", "a\u2028b", "&lt;"])
def test_text_that_would_break_out_stays_inside(text):
    element = embedded({"name": text})
    assert element.lower().count("<script") == element.lower().count("</script") == 1
    assert "<!--" not in element
    assert json.loads(BLOCK.search(element)[1]) == {"name": text}


@pytest.mark.django_db
def test_every_value_of_the_linked_data_stands_on_the_page(client, settings):
    settings.ZEAL_ALLOWLIST = [{"model": "*", "field": "get()"}]
    records = full_register()
    publish_register(by=None)
    course = made.whole_programme(types=[made.term("skills-training")], starts="2019-09-04")
    made.publish(course)
    pages = [f"/{name}/{records[kind].ref}/" for kind, name in PAGES.items()] + ["/programmes/baylab-reading/"]
    for address in pages:
        page = client.get(address).content.decode()
        data, seen = json.loads(BLOCK.search(page)[1]), Seen(page)
        found = list(literals(data))
        assert len(found) > 8
        unseen = [(name, value) for name, value in found if not is_seen(seen, name, value, address)]
        assert unseen == [], address


PAGES = {"programme": "programmes", "organisation": "organisations", "brief": "context", "source": "sources"}


@pytest.mark.django_db
def test_an_old_edition_claims_nothing_to_machines(client):
    made.publish(made.programme("lab"))
    made.publish(made.programme("lab", frequency="each term"))
    assert len(BLOCK.findall(client.get("/programmes/lab/").content.decode())) == 1
    assert BLOCK.findall(client.get("/programmes/lab/editions/1/").content.decode()) == []


@pytest.mark.django_db(transaction=True)
def test_the_dataset_names_each_file_that_its_page_offers(client):
    made.publish(made.programme("lab"))
    page = client.get("/data/").content.decode()
    data, seen = json.loads(BLOCK.search(page)[1]), Seen(page)
    assert (data["@type"], data["@id"], data["version"]) == ("Dataset", "http://testserver/data/1/", "1")
    named = {file["name"]: file["contentUrl"] for file in data["distribution"]}
    assert named["programmes.csv"] == "http://testserver/data/1/programmes.csv"
    unseen = [(name, value) for name, value in literals(data) if not is_seen(seen, name, value, "/data/1/")]
    assert unseen == []
