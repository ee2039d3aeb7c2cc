"""The baseline's CSV of everything: objects read with their relations in chunks, and streamed line by line."""

import csv
from collections.abc import Iterator

from django.http import StreamingHttpResponse

from programmes.models import Programme

PLAIN = ("ref", "title", "summary", "description", "frequency", "starts", "ends", "dates_note", "status", "website")
AGES = ("age_from", "age_to", "age_qualifier", "age_note")
TERMS = ("types", "audiences", "sectors", "regions", "delivery", "access", "qualifications", "gatsby_benchmarks")
CHUNK = 2000


class Echo:
    """A file that gives back what is written into it."""

    def write(self, value: str) -> str:
        return value


def lines() -> Iterator[str]:
    """The head, then a line for each programme."""
    writer = csv.writer(Echo())
    yield writer.writerow(["lead", "parent", *PLAIN, *AGES, "places", *TERMS])
    programmes = Programme.objects.select_related("lead", "parent").prefetch_related("places", *TERMS).order_by("ref")
    for programme in programmes.iterator(chunk_size=CHUNK):
        codes = [";".join(term.code for term in getattr(programme, name).all()) for name in TERMS]
        plain = [getattr(programme, name) for name in (*PLAIN, *AGES)]
        lead, parent = (record.ref if record else "" for record in (programme.lead, programme.parent))
        places = ";".join(place.ref for place in programme.places.all())
        yield writer.writerow([lead, parent, *plain, places, *codes])


def programmes_csv(request) -> StreamingHttpResponse:
    """Every programme, streamed."""
    return StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
