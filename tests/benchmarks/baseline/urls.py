"""The baseline's addresses."""

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from tests.benchmarks.baseline.streaming import programmes_csv
from tests.benchmarks.baseline.views import ProgrammeDetailView, ProgrammeListView, ProgrammeViewSet

router = SimpleRouter()
router.register("programmes", ProgrammeViewSet, basename="programme")
urlpatterns = [
    path("api/", include(router.urls)),
    path("programmes.csv", programmes_csv),
    path("programmes/", ProgrammeListView.as_view()),
    path("programmes/<slug:ref>/", ProgrammeDetailView.as_view()),
]
