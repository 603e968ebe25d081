"""Addresses of approaches, one list per part."""

from django.urls import URLPattern, path

from thuis.rooms.approaches.views import (
    elements,
    lecturers,
    lecturers_names,
    library,
    presentation,
    scan,
    scan_sheet,
    words,
)

app_name = "approaches"

elements_patterns: list[URLPattern] = [
    path("approaches/elements/", elements.overview, name="elements"),
    path("approaches/elements/<slug:element>/", elements.element, name="element"),
]
library_patterns: list[URLPattern] = [
    path("approaches/", library.library, name="library"),
    path("approaches/propose/", library.propose, name="propose"),
    path("approaches/upkeep/", library.upkeep, name="upkeep"),
    path("approaches/upkeep/<int:pk>/", library.review, name="review"),
    path("approaches/upkeep/<int:pk>/publish/", library.publish, name="publish"),
    path("approaches/used/<int:pk>/remove/", library.remove_use, name="use-remove"),
    path("approaches/show/", presentation.presentation, name="presentation"),
    path("approaches/show/<int:number>/", presentation.presentation, name="presentation-page"),
    path("approaches/library/<slug:key>/", library.approach, name="approach"),
    path("approaches/library/<slug:key>/change/", library.propose, name="change"),
    path("approaches/library/<slug:key>/use/", library.use, name="use"),
    path("approaches/library/<slug:key>/<slug:deed>/", library.keep, name="keep"),
]
words_patterns: list[URLPattern] = [
    path("glossary/", words.glossary, name="glossary"),
    path("glossary/<slug:concept>/", words.concept, name="concept"),
]
lecturers_patterns: list[URLPattern] = [
    path("approaches/lecturers/", lecturers.lecturers, name="lecturers"),
    path("approaches/lecturers/wipe/", lecturers.wipe, name="lecturers-wipe"),
    path("approaches/lecturers/team/", lecturers.team, name="lecturers-team"),
    path("approaches/names/", lecturers_names.groups, name="names"),
    path("approaches/names/<int:group>/", lecturers_names.group, name="names-group"),
    path(
        "approaches/names/<int:group>/<int:person>.jpg", lecturers_names.photograph, name="names-photograph"
    ),
]
scan_patterns: list[URLPattern] = [
    path("approaches/scan/", scan.scans, name="scans"),
    path("approaches/scan/open/", scan.open_one, name="scan-open"),
    path("approaches/scan/<int:pk>/", scan.scan, name="scan"),
    path("approaches/scan/<int:pk>/slips/", scan.slips, name="scan-slips"),
    path("approaches/scan/<int:pk>/link/<slug:role>/", scan.link, name="scan-link"),
    path("approaches/scan/<int:pk>/close/", scan.close, name="scan-close"),
    path("approaches/scan/<int:pk>/signal/", scan.signal, name="scan-signal"),
    path("approaches/scan/<int:pk>/table.csv", scan.table, name="scan-table"),
    path("scan/thanks/", scan_sheet.thanks, name="scan-thanks"),
    path("scan/<slug:code>/", scan_sheet.answer, name="scan-answer"),
]

urlpatterns = [
    *elements_patterns,
    *library_patterns,
    *words_patterns,
    *lecturers_patterns,
    *scan_patterns,
]
