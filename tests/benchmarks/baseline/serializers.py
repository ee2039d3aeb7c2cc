"""The baseline's nested serialisers: the members of a programme's document, and of its line in lists."""

from rest_framework import serializers

from lifesci.editions.pieces import wording
from lifesci.vocabularies.models import Measure, Place, Term
from organisations.models import Organisation
from programmes.models import Outcome, Partnership, Programme, ProgrammeFigure, Story, StoryStep

CITATION = ("source", "section", "paragraph", "page", "stated_as", "as_given_in", "basis", "checked_on", "check_result")
TERMS = ("types", "audiences", "sectors", "regions", "delivery", "access", "qualifications", "gatsby_benchmarks")


class TermSerializer(serializers.ModelSerializer):
    class Meta:
        model = Term
        fields = ["code", "label"]


class PlaceSerializer(serializers.ModelSerializer):
    region = TermSerializer()

    class Meta:
        model = Place
        fields = ["ref", "name", "region", "is_venue", "latitude", "longitude"]


class OrganisationSerializer(serializers.ModelSerializer):
    class Meta:
        model = Organisation
        fields = ["ref", "name"]


class RelatedSerializer(serializers.ModelSerializer):
    class Meta:
        model = Programme
        fields = ["ref", "title"]


class NamedSerializer(serializers.Serializer):
    ref = serializers.CharField()
    title = serializers.CharField()


class CitedSerializer(serializers.ModelSerializer):
    source = serializers.CharField(source="source.ref", default="")
    as_given_in = serializers.CharField(source="as_given_in.ref", default="")


class MeasureSerializer(serializers.ModelSerializer):
    class Meta:
        model = Measure
        fields = ["code", "label", "singular", "counts", "unit"]


class FigureSerializer(CitedSerializer):
    measure = MeasureSerializer()
    geography = TermSerializer()
    phrase = serializers.SerializerMethodField()
    counted_in = serializers.SerializerMethodField()

    class Meta:
        model = ProgrammeFigure
        fields = [
            *("key", "measure", "value", "value_high", "qualifier", "missing_reason", "phrase", "period_kind"),
            *("period_start", "period_end", "population", "geography", "counted_in", "note", *CITATION),
        ]

    def get_phrase(self, figure):
        return str(wording(figure))

    def get_counted_in(self, figure):
        return "/".join(figure.counted_in.natural_key()) if figure.counted_in else ""


class PartnershipSerializer(CitedSerializer):
    organisation = OrganisationSerializer()

    class Meta:
        model = Partnership
        fields = ["organisation", "role", "note", *CITATION]


class OutcomeSerializer(CitedSerializer):
    theme = TermSerializer()
    figure = serializers.CharField(source="figure.key", default="")

    class Meta:
        model = Outcome
        fields = ["key", "theme", "statement", "how_known", "figure", *CITATION]


class StepSerializer(serializers.ModelSerializer):
    class Meta:
        model = StoryStep
        fields = ["order", "happened_on", "text"]


class StorySerializer(CitedSerializer):
    steps = StepSerializer(many=True)

    class Meta:
        model = Story
        fields = ["key", "person", "position", "summary", "steps", *CITATION]


class ProgrammeSerializer(serializers.ModelSerializer):
    types = TermSerializer(many=True)
    audiences = TermSerializer(many=True)
    sectors = TermSerializer(many=True)
    regions = TermSerializer(many=True)
    delivery = TermSerializer(many=True)
    access = TermSerializer(many=True)
    qualifications = TermSerializer(many=True)
    gatsby_benchmarks = TermSerializer(many=True)
    lead = OrganisationSerializer()
    parent = RelatedSerializer()
    strands = RelatedSerializer(many=True)
    places = PlaceSerializer(many=True)
    briefs = NamedSerializer(many=True)
    read_in = NamedSerializer()
    partnerships = PartnershipSerializer(many=True)
    figures = FigureSerializer(many=True)
    outcomes = OutcomeSerializer(many=True)
    stories = StorySerializer(many=True)

    class Meta:
        model = Programme
        fields = [
            *("ref", "title", "summary", "description", "parent", "strands", "lead", *TERMS, "places", "briefs"),
            *("age_from", "age_to", "age_qualifier", "age_note", "frequency", "starts", "ends", "dates_note", "status"),
            *("website", "read_in", "read_at", "partnerships", "figures", "outcomes", "stories"),
        ]


class ProgrammeItemSerializer(serializers.ModelSerializer):
    types = TermSerializer(many=True)
    audiences = TermSerializer(many=True)
    sectors = TermSerializer(many=True)
    regions = TermSerializer(many=True)
    lead = OrganisationSerializer()
    parent = RelatedSerializer()
    places = serializers.SlugRelatedField(slug_field="name", many=True, read_only=True)
    strongest = serializers.SerializerMethodField()
    figures = serializers.SerializerMethodField()

    class Meta:
        model = Programme
        fields = [
            *("ref", "title", "summary", "lead", "types", "audiences", "regions", "sectors", "status", "age_from"),
            *("age_to", "age_qualifier", "age_note", "places", "parent", "starts", "ends", "strongest", "figures"),
        ]

    def get_strongest(self, programme):
        return next((str(wording(figure)) for figure in programme.figures.all() if not figure.missing_reason), "")

    def get_figures(self, programme):
        return len(programme.figures.all())
