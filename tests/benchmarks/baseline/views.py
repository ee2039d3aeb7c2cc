"""The baseline: the same records by the plain means of Django, DRF and django-filter, with every read prefetched."""

import django_filters
from django.db.models import Count, Prefetch
from django.views.generic import DetailView, ListView
from rest_framework import viewsets
from rest_framework.decorators import action
from rest_framework.response import Response

from lifesci.editions.pieces import wording
from lifesci.vocabularies.models import Scheme, Term
from organisations.models import Organisation
from programmes.models import Programme, ProgrammeFigure
from tests.benchmarks.baseline.serializers import ProgrammeItemSerializer, ProgrammeSerializer

ORDER = ("title", "id")
MOST_ORGANISATIONS = 50  # organisations that are counted, as the register counts them
FACETS = {
    "sector": "sectors",
    "region": "regions",
    "audience": "audiences",
    "type": "types",
    "delivery": "delivery",
    "access": "access",
    "theme": "outcomes__theme",
}


def terms(field, scheme):
    return django_filters.ModelMultipleChoiceFilter(
        field_name=f"{field}__code", to_field_name="code", queryset=Term.objects.filter(scheme=scheme)
    )


class ProgrammeFilters(django_filters.FilterSet):
    sector = terms("sectors", Scheme.SECTOR)
    region = terms("regions", Scheme.REGION)
    audience = terms("audiences", Scheme.AUDIENCE)
    type = terms("types", Scheme.TYPE)
    delivery = terms("delivery", Scheme.DELIVERY)
    access = terms("access", Scheme.ACCESS)
    theme = terms("outcomes__theme", Scheme.THEME)
    status = django_filters.MultipleChoiceFilter(choices=Programme.Status.choices)
    organisation = django_filters.ModelMultipleChoiceFilter(
        field_name="lead__ref", to_field_name="ref", queryset=Organisation.objects.all()
    )

    class Meta:
        model = Programme
        fields = []


def whole():
    """Programmes with everything that their details show."""
    return Programme.objects.whole().prefetch_related("strands").order_by(*ORDER)


def lines():
    """Programmes with everything that their lines in lists show."""
    figures = Prefetch("figures", ProgrammeFigure.objects.select_related("measure"))
    return (
        Programme.objects.select_related("lead", "parent")
        .prefetch_related("types", "audiences", "sectors", "regions", "places", figures)
        .order_by(*ORDER)
    )


class ProgrammeViewSet(viewsets.ModelViewSet):
    lookup_field = "ref"
    filterset_class = ProgrammeFilters
    search_fields = ["title", "summary", "description", "lead__name"]

    def get_queryset(self):
        if self.action == "facets":
            return Programme.objects.order_by()
        return whole() if self.action == "retrieve" else lines()

    def get_serializer_class(self):
        return ProgrammeSerializer if self.action == "retrieve" else ProgrammeItemSerializer

    @action(detail=False)
    def facets(self, request):
        found = Programme.objects.filter(pk__in=self.filter_queryset(self.get_queryset()).values("pk")).order_by()
        counts = {name: counted(found, f"{path}__code", f"{path}__label") for name, path in FACETS.items()}
        counts["status"] = counted(found, "status")
        counts["organisation"] = counted(found, "lead__ref", "lead__name")[:MOST_ORGANISATIONS]
        return Response({"count": found.count(), "facets": counts})


def counted(found, *names):
    """Values with the number of programmes that carry them, the commonest first."""
    rows = found.filter(**{f"{names[0]}__isnull": False}).values(*names)
    return list(rows.annotate(count=Count("pk", distinct=True)).order_by("-count"))


class ProgrammeListView(ListView):
    queryset = None
    template_name = "baseline/list.html"
    paginate_by = 20

    def get_queryset(self):
        return lines()


class ProgrammeDetailView(DetailView):
    template_name = "baseline/detail.html"
    slug_field = slug_url_kwarg = "ref"

    def get_queryset(self):
        return whole()

    def get_context_data(self, **context):
        figures = [(str(wording(figure)), figure) for figure in self.object.figures.all()]
        return super().get_context_data(**context, figures=figures)
