"""The addresses at which an Edition's citation is fetched in each of its forms."""

import json
from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone

from lifesci.editions.reading import edition
from lifesci.failure import Refused, not_found
from lifesci.site.citing.bibtex import bibtex
from lifesci.site.citing.citation import Citation, plain
from lifesci.site.citing.csl import csl
from lifesci.site.citing.ris import ris
from lifesci.words import gettext


class Form(NamedTuple):
    """One form of a citation: its name for people, its media type, how it is written."""

    name: str
    media_type: str
    write: Callable[[Citation], str]


FORMS = {
    "txt": Form("Plain text", "text/plain; charset=utf-8", plain),
    "bib": Form("BibTeX", "application/x-bibtex; charset=utf-8", bibtex),
    "ris": Form("RIS", "application/x-research-info-systems; charset=utf-8", ris),
    "json": Form("CSL-JSON", "application/vnd.citationstyles.csl+json", csl),
}


def cite(request, kind, ref, number, form):
    """The citation of one numbered Edition, also of a withdrawn record. Raises Unknown, Refused for another form."""
    if form not in FORMS:
        words = gettext("An Edition is cited as {forms}; there is no “{form}”.")
        raise Refused(not_found(words.format(forms=", ".join(FORMS), form=form)))
    shown = edition(kind, ref, number)
    document = json.loads(shown.text)
    cited = Citation(
        kind=kind,
        ref=ref,
        title=document["title"],
        number=number,
        issued_on=timezone.localdate(shown.issued_at),
        sha256=shown.sha256,
        address=request.build_absolute_uri(f"{document['url']}editions/{number}/"),
        register=settings.SITE_NAME,
    )
    return HttpResponse(
        FORMS[form].write(cited),
        content_type=FORMS[form].media_type,
        headers={"Content-Disposition": f'inline; filename="{cited.key}.{form}"'},
    )
