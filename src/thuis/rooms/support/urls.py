"""Addresses of the support room: what everybody may find, and its upkeep."""

from django.urls import path

from thuis.rooms.support.views import centres, events, files, offers, route_map, stories

app_name = "support"

urlpatterns = [
    path("help/", route_map.help_for_all, name="help"),
    path("help/find/", route_map.find, name="find"),
    path("help/all.ics", route_map.all_calendars, name="calendars"),
    path("help/print/<slug:site>.pdf", route_map.site_sheet, name="sheet"),
    path("help/events/", events.events, name="events"),
    path("help/events/place/", events.place, name="place"),
    path("help/events/place/given-up/", events.give_up, name="give-up"),
    path("help/events/<int:pk>/", events.event, name="event"),
    path("help/events/<int:pk>/event.ics", events.event_calendar, name="event-calendar"),
    path("help/events/<int:pk>/sign-up/", events.sign_up, name="sign-up"),
    path("help/stories/", stories.mine, name="story"),
    path("help/stories/taken-back/", stories.withdraw, name="story-withdraw"),
    path("help/<slug:code>/", route_map.one, name="one"),
    path("help/<slug:code>/hours.ics", route_map.offer_calendar, name="calendar"),
    path("help/<slug:code>/heard/", stories.heard, name="heard"),
    path("help/<slug:code>/impact/", stories.impact, name="impact"),
    path("help/<slug:code>/tell/", stories.tell, name="tell"),
    path("support/", offers.offers, name="offers"),
    path("support/new/", offers.edit, name="offer-new"),
    path("support/files/", files.overview, name="files"),
    path("support/files/offers.csv", files.export, name="export"),
    path("support/files/<int:pk>/", files.show, name="file"),
    path("support/files/<int:pk>/confirm/", files.confirm, name="file-confirm"),
    path("support/files/<int:pk>/discard/", files.discard, name="file-discard"),
    path("support/files/<int:pk>/undo/", files.undo, name="file-undo"),
    path("support/centres/", centres.centres, name="centres"),
    path("support/centres/<slug:code>/count/", centres.tally, name="tally"),
    path("support/centres/<slug:code>/events/", centres.events, name="centre-events"),
    path("support/centres/<slug:code>/events/new/", centres.event, name="event-new"),
    path("support/centres/<slug:code>/events/<int:pk>/", centres.event, name="event-edit"),
    path("support/centres/<slug:code>/profile/", centres.profile, name="profile"),
    path("support/centres/<slug:code>/report/", centres.report, name="report"),
    path("support/centres/<slug:code>/report.pdf", centres.report_file, name="report-file"),
    path("support/centres/<slug:code>/ripple/", centres.ripple, name="ripple"),
    path("support/centres/<slug:code>/ripple/<int:pk>/", centres.remove_effect, name="effect-remove"),
    path("support/centres/<slug:code>/stories/", centres.read_stories, name="stories"),
    path("support/<slug:code>/", offers.edit, name="offer"),
    path("support/<slug:code>/checked/", offers.confirm, name="offer-checked"),
]
