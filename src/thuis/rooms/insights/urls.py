"""Addresses of insights. Every view has its own, so that it can be shared."""

from django.urls import path

from thuis.rooms.insights.views import files, pages

app_name = "insights"

urlpatterns = [
    path("insights/", pages.start, name="start"),
    path("insights/<slug:round>/<slug:kind>/<str:unit>/<slug:tab>/", pages.tab, name="tab"),
    path(
        "insights/<slug:round>/<slug:kind>/<str:unit>/<slug:tab>/<slug:card>.<slug:suffix>",
        files.card,
        name="card",
    ),
]
