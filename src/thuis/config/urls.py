"""All addresses. Rooms bring their own list."""

from django.urls import include, path

from thuis.config import errors, views

handler404 = errors.not_found
handler500 = errors.server_error

urlpatterns = [
    path("", views.home, name="home"),
    path("style/", views.style, name="style"),
    path("language/", views.choose_language, name="choose-language"),
    path("account/", include("allauth.urls")),
    path("institution/", include("thuis.foundation.institution.urls")),
    path("imports/", include("thuis.foundation.intake.urls")),
    path("", include("thuis.rooms.support.urls")),
    path("", include("thuis.rooms.monitor.urls")),
]
