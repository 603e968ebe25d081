"""Addresses of the support room."""

from django.urls import path

from thuis.rooms.support import views

app_name = "support"

urlpatterns = [
    path("help/", views.help_for_all, name="help"),
    path("support/", views.offers, name="offers"),
    path("support/new/", views.edit, name="offer-new"),
    path("support/<slug:code>/", views.edit, name="offer"),
    path("support/<slug:code>/checked/", views.confirm, name="offer-checked"),
]
