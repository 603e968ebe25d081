"""The insights room."""

from django.apps import AppConfig


class InsightsConfig(AppConfig):
    name = "thuis.rooms.insights"
    label = "insights"
