"""All addresses. Rooms bring their own list."""

from django.urls import include, path

from thuis.config import audit, demo, errors, health, views
from thuis.rooms.approaches import urls as approaches
from thuis.rooms.insights import urls as insights
from thuis.rooms.participation import urls as participation

handler400 = errors.bad_request
handler403 = errors.not_allowed
handler404 = errors.not_found
handler429 = errors.too_often  # called by allauth, which counts
handler500 = errors.server_error

urlpatterns = [
    # first, because addresses are tried in order and a full lecture hall opens these
    path("", include("thuis.rooms.monitor.urls")),
    path("", views.home, name="home"),
    path("style/", views.style, name="style"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("health/", health.alive, name="health"),
    path("health/ready/", health.ready, name="ready"),
    path("metrics/", health.metrics, name="metrics"),
    path("brand.css", views.brand, name="brand"),
    path("language/", views.choose_language, name="choose-language"),
    path("institution/", include("thuis.foundation.institution.urls")),
    path("imports/", include("thuis.foundation.intake.urls")),
    path("", include("thuis.rooms.support.urls")),
    path("", include("thuis.rooms.participation.urls")),
    path("", include("thuis.rooms.approaches.urls")),
    path("", include((approaches.actions_patterns, "actions"))),
    path("", include((approaches.told_patterns, "told"))),
    path("", include((participation.figures_patterns, "figures"))),
    path("", include("thuis.rooms.insights.urls")),
    path("", include((insights.results_patterns, "results"))),
    path("signals/", include("thuis.foundation.signals.views")),
    path("api/v1/", include("thuis.foundation.release.urls")),
    path("audit/", audit.log, name="audit"),
    path("theme/", views.choose_theme, name="choose-theme"),
    path("demo/", demo.demo, name="demo"),
    path("demo/look/", demo.look_through, name="look-through"),
    path("account/keys/", include("thuis.foundation.release.keys_views")),
    path("account/", include("thuis.foundation.accounts.urls")),
]
