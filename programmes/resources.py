"""The tables of programmes, their figures and outcomes, for files that come in and go out."""

from lifesci.imports.resource import RegisterResource
from lifesci.imports.shared import CITATION, FIGURE, KEEPING
from programmes.models import Outcome, Programme, ProgrammeFigure


class ProgrammeResource(RegisterResource):
    """Programmes."""

    table = "programmes"
    title = "Programmes"
    joined = ("parent",)
    names = ("title",)
    named_by = "title"

    class Meta(RegisterResource.Meta):
        model = Programme
        fields = (
            "ref",
            "title",
            "summary",
            "description",
            "parent",
            "lead",
            "types",
            "audiences",
            "age_qualifier",
            "age_from",
            "age_to",
            "age_note",
            "sectors",
            "regions",
            "places",
            "delivery",
            "frequency",
            "starts",
            "ends",
            "dates_note",
            "status",
            "access",
            "qualifications",
            "gatsby_benchmarks",
            "briefs",
            "website",
            *KEEPING,
        )
        import_id_fields = ("ref",)


class ProgrammeFigureResource(RegisterResource):
    """Figures of programmes."""

    table = "programme-figures"
    title = "Figures of programmes"
    key = ("programme", "key")
    owner = Programme
    joined = ("measure",)

    class Meta(RegisterResource.Meta):
        model = ProgrammeFigure
        fields = ("programme", *FIGURE)
        import_id_fields = ("programme", "key")


class OutcomeResource(RegisterResource):
    """Outcomes of programmes."""

    table = "outcomes"
    title = "Outcomes of programmes"
    key = ("programme", "key")
    owner = Programme

    class Meta(RegisterResource.Meta):
        model = Outcome
        fields = ("programme", "key", "theme", "statement", "how_known", "figure", *CITATION, "order", "review_on")
        import_id_fields = ("programme", "key")
