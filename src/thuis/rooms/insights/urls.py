"""Addresses of insights. Every view has its own, so that it can be shared."""

from django.urls import path

from thuis.rooms.insights.views import files, pages, research

app_name = "insights"

urlpatterns = [
    path("insights/", pages.start, name="start"),
    path("research/", research.register, name="research"),
    path("research/new/", research.ask, name="research-ask"),
    path("research/<int:pk>/", research.request_page, name="research-request"),
    path("research/<int:pk>/end/", research.withdraw, name="research-end"),
    path("research/<int:pk>/package.zip", research.package, name="research-package"),
    path("insights/<slug:round>/<slug:kind>/<str:unit>/<slug:tab>/", pages.tab, name="tab"),
    path(
        "insights/<slug:round>/<slug:kind>/<str:unit>/<slug:tab>/<slug:card>.<slug:suffix>",
        files.card,
        name="card",
    ),
]
