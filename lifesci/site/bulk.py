"""The page of the bulk files, and the files themselves: made once for a register version, sent as they lie."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone

from lifesci.downloads.building import CATALOGUE, GROUP, MEDIA, PACKAGE, PLURALS, SUMS, WORKBOOK, newest_downloads
from lifesci.downloads.catalogue import media_type_of
from lifesci.downloads.csvw import file_name, metadata_name
from lifesci.downloads.keeping import Built, built, kept
from lifesci.downloads.made import Made
from lifesci.downloads.sending import blocks
from lifesci.downloads.snapshot import Restless
from lifesci.editions.version import register_version
from lifesci.etags import is_known
from lifesci.failure import Failure, Refused, not_found, unavailable
from lifesci.search.parameters import did_you_mean, nearest
from lifesci.site.manners import IMMUTABLE, not_modified
from lifesci.site.one_version import see
from lifesci.tables.registry import ALL
from lifesci.words import gettext

SHOWN_BY_BROWSERS = (".json", ".jsonld", SUMS)


def data(request):
    """What can be pulled, and how; the newest bulk files."""
    shown = newest()
    see(request, register_version())
    request.public_etag = f"{request.public_etag[:-1]}-{shown.version if shown else 'none'}{request.public_etag[-1]}"
    if is_known(request.META.get("HTTP_IF_NONE_MATCH", ""), request.public_etag):
        return not_modified(request.public_etag, is_negotiated=False)
    return render(request, "site/data.html", {"place": "data", "bulk": shown and listed(request, shown)})


def data_of(request, version):
    """The bulk files of one version. Raises Refused for one whose files are not kept."""
    see(request, register_version())
    return render(request, "site/data_of.html", {"place": "data", "bulk": listed(request, at(version))})


def bulk_file(request, version, name):
    """One file of one version, which never changes. Raises Refused for what is not there or no longer kept."""
    held = at(version)
    made = held.by_name.get(name)
    if made is None:
        near = nearest(name, list(held.by_name))
        detail = gettext("There is no file “{name}” here.{hint}")
        raise Refused(not_found(detail.format(name=name, hint=did_you_mean(near))))
    etag = f'"{made.sha256}"'
    if is_known(request.META.get("HTTP_IF_NONE_MATCH", ""), etag):
        return HttpResponse(status=304, headers={"ETag": etag, "Cache-Control": IMMUTABLE})
    return sent(held.path(name), made, version, is_head=request.method == "HEAD")


def sent(path: Path, made: Made, version: int, *, is_head: bool) -> StreamingHttpResponse:
    """A file as it lies, block by block; for HEAD all but its content."""
    place = "inline" if made.name.endswith(SHOWN_BY_BROWSERS) else "attachment"
    stem, _, ending = made.name.partition(".")
    called = f"{stem}-{version}.{ending}" if ending else f"{stem}-{version}"
    headers = {
        "ETag": f'"{made.sha256}"',
        "Cache-Control": IMMUTABLE,
        "Content-Length": str(made.bytes),
        "Content-Disposition": f'{place}; filename="{called}"',
        "Access-Control-Allow-Origin": "*",
        "X-Register-Version": str(version),
    }
    if made.rows is not None:
        headers["X-Total-Count"] = str(made.rows)
    content_type = media_type_of(made.name, MEDIA)
    if content_type.startswith("text/"):
        content_type += "; charset=utf-8" + ("; header=present" if content_type == "text/csv" else "")
    return StreamingHttpResponse(() if is_head else blocks(path), content_type=content_type, headers=headers)


def newest() -> Built | None:
    """The newest files there are. Raises Refused while nothing can be made for sheer publishing."""
    try:
        return newest_downloads()
    except Restless as error:
        raise Refused(unavailable()) from error


def at(version: int) -> Built:
    """The files of a version. Raises Refused where there is no such version, or its files are not kept."""
    current = register_version()
    if version > current:
        raise Refused(not_found(f"The register has not come to version {version}."))
    found = built(version) or (newest() if version == current else None)
    if found is None or found.version != version:
        detail = gettext(
            "No files of version {version} are kept. Those of the newest version are at /data/; the records, figures, "
            "outcomes and totals that stood then come from the API with as_of={version}."
        )
        raise Refused(Failure(410, "gone", gettext("Not kept"), detail.format(version=version)))
    return found


def listed(request, shown: Built) -> dict:
    """What the pages show of the files of a version."""
    current = register_version()
    return {
        "version": shown.version,
        "day": timezone.localdate(datetime.fromisoformat(shown.created)).isoformat(),
        "is_newest": shown.version == current,
        "address": f"/data/{shown.version}/",
        "name": settings.SITE_NAME,
        "cited_at": request.build_absolute_uri(f"/data/{shown.version}/"),
        "package": shown.by_name[PACKAGE],
        "workbook": shown.by_name[WORKBOOK],
        "catalogue": CATALOGUE,
        "sums": SUMS,
        "group": GROUP,
        "tables": [
            {"table": table, "file": shown.by_name[file_name(table)], "metadata": metadata_name(table)}
            for table in ALL
            if file_name(table) in shown.by_name  # files may be older than a table
        ],
        "documents": [shown.by_name[f"{plural}.ndjson"] for plural in sorted(PLURALS.values())],
        "files": shown.files,
        "most": settings.DOWNLOADS_KEPT,
        "others": [held.version for held in kept() if held.version != shown.version],
    }


data.validated_by = data_of.validated_by = "edition"  # what lies on disk decides too
bulk_file.validated_by = "edition"
