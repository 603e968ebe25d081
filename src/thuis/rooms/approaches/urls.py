"""Addresses of approaches, one list per part."""

from django.urls import URLPattern, path

from thuis.rooms.approaches.views import elements, lecturers, library, presentation, words

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
]

urlpatterns = [*elements_patterns, *library_patterns, *words_patterns, *lecturers_patterns]
