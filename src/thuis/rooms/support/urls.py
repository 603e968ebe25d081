"""Addresses of the support room: what everybody may find, and its upkeep."""

from django.urls import path

from thuis.rooms.support.views import files, offers, route_map

app_name = "support"

urlpatterns = [
    path("help/", route_map.help_for_all, name="help"),
    path("help/find/", route_map.find, name="find"),
    path("help/all.ics", route_map.all_calendars, name="calendars"),
    path("help/print/<slug:site>.pdf", route_map.site_sheet, name="sheet"),
    path("help/<slug:code>/", route_map.one, name="one"),
    path("help/<slug:code>/hours.ics", route_map.offer_calendar, name="calendar"),
    path("support/", offers.offers, name="offers"),
    path("support/new/", offers.edit, name="offer-new"),
    path("support/files/", files.overview, name="files"),
    path("support/files/offers.csv", files.export, name="export"),
    path("support/files/<int:pk>/", files.show, name="file"),
    path("support/files/<int:pk>/confirm/", files.confirm, name="file-confirm"),
    path("support/files/<int:pk>/discard/", files.discard, name="file-discard"),
    path("support/files/<int:pk>/undo/", files.undo, name="file-undo"),
    path("support/<slug:code>/", offers.edit, name="offer"),
    path("support/<slug:code>/checked/", offers.confirm, name="offer-checked"),
]
