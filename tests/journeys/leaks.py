"""Planting a token in every text field of every working row, and reading every public answer for it."""

import gzip
import json
import re
from collections.abc import Iterator
from html import unescape

from django.apps import apps
from django.db.models import CharField, TextField
from django.urls import URLPattern, URLResolver, get_resolver

from lifesci.editions.models import Edition, Kind
from lifesci.oruk.identity import organization_id, service_at_location_id, service_id, taxonomy_id, term_id
from lifesci.trace.written_once import WrittenOnce
from lifesci.vocabularies.models import Place, Term

WORKING_APPS = ("programmes", "organisations", "context", "evidence", "trace")
# Fields that code writes from fixed lists or needs to find the row by; the references are looked for on their own.
NOT_FREE_TEXT = {"ref", "fixed_ref", "key"}
PATHS = {"programme": "programmes", "organisation": "organisations", "brief": "context", "source": "sources"}
OF_THE_CALLER = {"RateLimit"}
# In the code of an example an address ends where its quotes do, which a page writes as entities.
LINKS = re.compile(r'(?:href|src|action)="(/[^"#]*)|https?://testserver(/(?:(?!&quot;|&#x27;|&#39;)[^"#<>\s])*)')
NOT_PUBLIC = ("/admin/", "/account/", "/static/")
COLLECTIONS = {**PATHS, "brief": "briefs"}


def text_fields(model) -> list:
    """The fields of a model that a person can fill with words."""
    return [
        field
        for field in model._meta.get_fields()
        if isinstance(field, CharField | TextField) and not field.choices and field.name not in NOT_FREE_TEXT
    ]


def working_models() -> list:
    """Every model that curators edit, children included, and the history of each."""
    models = [model for label in WORKING_APPS for model in apps.get_app_config(label).get_models()]
    return [model for model in models if not issubclass(model, WrittenOnce)]


def plant(prefix: str) -> dict[str, str]:
    """Fill every text field of every working row with a token of its own; {token: model.field}.

    Written past validation: a leak does not wait for valid input.
    """
    planted = {}
    for model in working_models():
        for field in text_fields(model):
            for number, row in enumerate(model._default_manager.order_by("pk")):
                token = f"{prefix}{len(planted):04d}q"[: field.max_length]
                model._default_manager.filter(pk=row.pk).update(**{field.name: token})
                planted[token] = f"{model.__name__}.{field.name} of row {number}"
    return planted


def public_patterns(resolver=None, prefix="") -> Iterator[str]:
    """Every route of the public, as it is written in the URL modules."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if route.startswith(("admin/", "account/")):
            continue
        if isinstance(pattern, URLResolver):
            yield from public_patterns(pattern, route)
        elif isinstance(pattern, URLPattern):
            yield route


def public_addresses(refs: dict[str, list[str]], words: list[str]) -> list[str]:
    """Every public address there is: routes filled with every ref, every list filtered, searched and ordered."""
    found = {f"/{route}" for route in public_patterns() if "<" not in route}
    for kind, names in refs.items():
        bases = (f"/{PATHS[kind]}/", f"/api/v1/{COLLECTIONS[kind]}/")
        for base in bases:
            found |= {f"{base}{ref}/" for ref in names}
            found |= {f"{base}{ref}/editions/{number}/" for ref in names for number in (1, 2)}
            found |= {f"{base}?q={word}" for word in words} | {f"{base}?sort=recent", f"{base}?sort=title"}
        found |= {f"/api/v1/{COLLECTIONS[kind]}/{ref}/editions/" for ref in names}
        filters = "source={}" if kind == "source" else f"kind={kind}&ref={{}}"
        found |= {f"/api/v1/{facts}/?{filters.format(ref)}" for facts in ("figures", "outcomes") for ref in names}
        found |= {f"/api/v1/schemas/{kind}-1.json"}
        found |= {f"/corrections/{PATHS[kind]}/{ref}/" for ref in names}
        found |= {f"/{PATHS[kind]}/{ref}/calendar.ics" for ref in names}
    found |= {f"/oruk/v3/{address}" for address in open_referral(refs, words)}
    found |= {f"/api/v1/vocabularies/{scheme}/" for scheme in ("region", "audience", "measure", "place", "theme")}
    found |= {"/programmes/?status=running", "/programmes/?age=9", "/api/v1/programmes/?region=northern-ireland"}
    return sorted(found)


def open_referral(refs: dict[str, list[str]], words: list[str]) -> Iterator[str]:
    """Below /oruk/v3/: every record and word by its id, lists of whole objects and of what was searched for."""
    programmes = refs.get(Kind.PROGRAMME, [])
    yield from (f"services/{service_id(ref)}" for ref in programmes)
    yield from (f"organizations/{organization_id(ref)}" for ref in refs.get(Kind.ORGANISATION, []))
    for place in Place.objects.values_list("ref", flat=True):
        yield from (f"service_at_locations/{service_at_location_id(ref, place)}" for ref in programmes)
    for scheme, code in Term.objects.values_list("scheme", "code"):
        yield from (f"taxonomies/{taxonomy_id(scheme)}", f"taxonomy_terms/{term_id(scheme, code)}")
    for path in ("services", "organizations", "service_at_locations"):
        yield from (f"{path}?full=true", *(f"{path}?search={word}" for word in words))


def answer(client, address: str) -> str:
    """Everything a stranger gets at an address: status, headers and body, as text."""
    response = client.get(address, headers={"Accept": "*/*"})
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if response.headers.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items() if name not in OF_THE_CALLER)
    text = body.decode(errors="replace")  # a picture or an archive is looked through as well as may be
    return f"{response.status_code}\n{headers}\n{text}"


def links_in(text: str) -> set[str]:
    """The public addresses of the register itself that an answer names."""
    found = {unescape(one or other) for one, other in LINKS.findall(text)}
    return {address for address in found if not address.startswith(NOT_PUBLIC)}


def answers(client, addresses) -> dict[str, str]:
    """What a stranger gets at each of these addresses, and at every other one that those answers name."""
    told = {address: answer(client, address) for address in addresses}
    named = set().union(*map(links_in, told.values())) - told.keys()
    return told | {address: answer(client, address) for address in sorted(named)}


def published_refs() -> dict[str, list[str]]:
    """The refs that Editions exist for, by kind."""
    refs = {}
    for kind, ref in Edition.objects.order_by("kind", "ref").values_list("kind", "ref").distinct():
        refs.setdefault(kind, []).append(ref)
    return refs


def tokens_in(text: str, prefix: str) -> set[str]:
    """The planted tokens that stand in a text, also inside JSON escapes."""
    return set(re.findall(rf"{prefix}\d{{4}}q?", text, re.IGNORECASE)) | set(
        re.findall(rf"{prefix}\d{{4}}q?", json.dumps(text), re.IGNORECASE)
    )
