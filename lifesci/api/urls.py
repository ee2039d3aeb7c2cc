"""Addresses under /api/v1/."""

from django.urls import path, register_converter

from lifesci.api.checkpoints import CheckpointDetail, CheckpointList
from lifesci.api.facts import FigureList, OutcomeList
from lifesci.api.log import ChangeList
from lifesci.api.me import Me
from lifesci.api.records import PLURALS, RecordDetail, RecordEdition, RecordEditions, RecordList
from lifesci.api.root import JSONSchema, OpenAPI, Problems, Root, docs
from lifesci.api.tables import TableList, TableRows
from lifesci.api.totals import Totals
from lifesci.api.words import Vocabulary, VocabularyList


class Counted:
    """A number counted from 1, without leading zeros."""

    regex = "[1-9][0-9]{0,8}"

    def to_python(self, value):
        """The number."""
        return int(value)

    def to_url(self, value):
        """The number in digits."""
        return str(value)


register_converter(Counted, "counted")
app_name = "api"


def record_paths(kind: str, plural: str) -> list:
    """The addresses of one kind of record."""
    return [
        path(f"{plural}/<slug:ref>/", RecordDetail.as_view(kind=kind), name=f"{kind}-detail"),
        path(f"{plural}/", RecordList.as_view(kind=kind), name=f"{kind}-list"),
        path(f"{plural}/<slug:ref>/editions/", RecordEditions.as_view(kind=kind), name=f"{kind}-editions"),
        path(
            f"{plural}/<slug:ref>/editions/<counted:number>/",
            RecordEdition.as_view(kind=kind),
            name=f"{kind}-edition",
        ),
    ]


urlpatterns = [
    *(each for kind, plural in PLURALS.items() for each in record_paths(kind, plural)),
    path("", Root.as_view(), name="root"),
    path("figures/", FigureList.as_view(), name="figure-list"),
    path("outcomes/", OutcomeList.as_view(), name="outcome-list"),
    path("vocabularies/", VocabularyList.as_view(), name="vocabulary-list"),
    path("vocabularies/<slug:scheme>/", Vocabulary.as_view(), name="vocabulary"),
    path("tables/", TableList.as_view(), name="table-list"),
    path("tables/<slug:name>/", TableRows.as_view(), name="table"),
    path("totals/", Totals.as_view(), name="totals"),
    path("changes/", ChangeList.as_view(), name="change-list"),
    path("checkpoints/", CheckpointList.as_view(), name="checkpoint-list"),
    path("checkpoints/<counted:sequence>/", CheckpointDetail.as_view(), name="checkpoint"),
    path("me/", Me.as_view(), name="me"),
    path("problems/", Problems.as_view(), name="problems"),
    path("schema/", OpenAPI.as_view(), name="schema"),
    path("schemas/<slug:kind>-<counted:number>.json", JSONSchema.as_view(), name="json-schema"),
    path("docs/", docs, name="docs"),
]
