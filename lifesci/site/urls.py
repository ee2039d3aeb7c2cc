"""Addresses of the site's own pages and of what machines look for at the root. `sources` is a namespace of its own."""

from django.urls import include, path, register_converter

from lifesci.site import bulk, changes, home, sources, standing
from lifesci.site.addresses import BulkFile, RecordKind, Version
from lifesci.site.calendars.pages import calendar, list_calendar
from lifesci.site.citing.pages import cite
from lifesci.site.insights.pages import chart_file, insights, one_chart
from lifesci.site.list_feeds import list_feed
from lifesci.site.sharing.pages import card_picture
from programmes.totals.pages import totals, totals_file

register_converter(RecordKind, "records")
register_converter(Version, "version")
register_converter(BulkFile, "file")
source_pages = [
    path("", sources.source_list, name="list"),
    path("<slug:ref>/", sources.source_detail, name="detail"),
    path("<slug:ref>/editions/<int:number>/", sources.source_edition, name="edition"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("sources/", include((source_pages, "sources"))),
    path("<records:kind>/<slug:ref>/editions/<int:number>/cite.<slug:form>", cite, name="cite"),
    path("<records:kind>/feed.atom", list_feed, name="list_feed"),
    path("programmes/calendar.ics", list_calendar, {"kind": "programme"}, name="programme_calendar"),
    path("context/calendar.ics", list_calendar, {"kind": "brief"}, name="brief_calendar"),
    path("<records:kind>/<slug:ref>/calendar.ics", calendar, name="calendar"),
    path("<records:kind>/<slug:ref>/editions/<int:number>/card.png", card_picture, name="card"),
    path("insights/", insights, name="insights"),
    path("insights/<slug:code>.csv", chart_file, name="chart_file"),
    path("insights/<slug:code>/", one_chart, name="chart"),
    path("totals/", totals, name="totals"),
    path("totals.csv", totals_file, name="totals_file"),
    path("data/", bulk.data, name="data"),
    path("data/<version:version>/", bulk.data_of, name="data_of"),
    path("data/<version:version>/<file:name>", bulk.bulk_file, name="bulk_file"),
    path("about/", standing.about, name="about"),
    path("accessibility/", standing.accessibility, name="accessibility"),
    path("changes/", changes.change_list, name="changes"),
    path("feed.atom", changes.feed, name="feed"),
    path("sitemap.xml", standing.sitemap, name="sitemap"),
    path("favicon.ico", standing.favicon, name="favicon"),
    path("robots.txt", standing.robots, name="robots"),
    path(".well-known/security.txt", standing.security_txt, name="security_txt"),
]
