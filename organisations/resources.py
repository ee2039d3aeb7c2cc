"""The tables of organisations and their figures, for files that come in and go out."""

from lifesci.imports.resource import RegisterResource
from lifesci.imports.shared import FIGURE, KEEPING
from organisations.models import Organisation, OrganisationFigure


class OrganisationResource(RegisterResource):
    """Organisations."""

    table = "organisations"
    title = "Organisations"
    joined = ("part_of",)
    names = ("name", "aliases__name")
    named_by = "name"

    class Meta(RegisterResource.Meta):
        model = Organisation
        fields = ("ref", "name", "type", "part_of", "place", "sectors", "description", "website", *KEEPING)
        import_id_fields = ("ref",)


class OrganisationFigureResource(RegisterResource):
    """Figures of organisations."""

    table = "organisation-figures"
    title = "Figures of organisations"
    key = ("organisation", "key")
    owner = Organisation
    joined = ("measure",)

    class Meta(RegisterResource.Meta):
        model = OrganisationFigure
        fields = ("organisation", *FIGURE)
        import_id_fields = ("organisation", "key")
