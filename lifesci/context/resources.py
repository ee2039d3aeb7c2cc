"""The tables of briefs and their figures, for files that come in and go out."""

from lifesci.context.models import Brief, BriefFigure
from lifesci.imports.resource import RegisterResource
from lifesci.imports.shared import FIGURE, KEEPING


class BriefResource(RegisterResource):
    """Briefs."""

    table = "briefs"
    title = "Briefs"
    names = ("title",)
    named_by = "title"

    class Meta(RegisterResource.Meta):
        model = Brief
        fields = (
            "ref",
            "title",
            "kind",
            "summary",
            "description",
            "organisations",
            "sectors",
            "regions",
            "policy_themes",
            "related",
            "starts",
            "ends",
            "website",
            *KEEPING,
        )
        import_id_fields = ("ref",)


class BriefFigureResource(RegisterResource):
    """Figures of briefs."""

    table = "brief-figures"
    title = "Figures of briefs"
    key = ("brief", "key")
    owner = Brief
    joined = ("measure",)

    class Meta(RegisterResource.Meta):
        model = BriefFigure
        fields = ("brief", *FIGURE)
        import_id_fields = ("brief", "key")
