"""Addresses of approaches, one list per part."""

from django.urls import URLPattern

app_name = "approaches"

elements_patterns: list[URLPattern] = []
library_patterns: list[URLPattern] = []
words_patterns: list[URLPattern] = []
lecturers_patterns: list[URLPattern] = []

urlpatterns = [*elements_patterns, *library_patterns, *words_patterns, *lecturers_patterns]
