"""Addresses of approaches, one list per part."""

from django.urls import URLPattern, path

from thuis.rooms.approaches.views import elements

app_name = "approaches"

elements_patterns: list[URLPattern] = [
    path("approaches/elements/", elements.overview, name="elements"),
    path("approaches/elements/<slug:element>/", elements.element, name="element"),
]
library_patterns: list[URLPattern] = []
words_patterns: list[URLPattern] = []
lecturers_patterns: list[URLPattern] = []

urlpatterns = [*elements_patterns, *library_patterns, *words_patterns, *lecturers_patterns]
