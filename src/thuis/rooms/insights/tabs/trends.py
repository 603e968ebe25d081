"""All subjects over the rounds: is it back, and is it good?"""

from django.utils.translation import gettext_lazy as _

from thuis.rooms.insights.presenters import makers
from thuis.rooms.insights.presenters.recovery import recovery
from thuis.rooms.insights.presenters.tab import Tab

TAB = Tab(
    "trends",
    _("Trends"),
    (
        recovery(
            "recovery",
            _("Is it back where it was, and is it good?"),
            ("wellbeing", "exhaustion", "belonging_domain", "engagement", "inclusion"),
            "wellbeing",
            "wellbeing",
        ),
        makers.trend("wellbeing", _("Wellbeing over the years"), ("wellbeing", "exhaustion"), "wellbeing"),
        makers.trend(
            "belonging",
            _("Belonging over the years"),
            ("belonging_domain", "social_binding", "academic_binding"),
            "belonging",
        ),
        makers.trend("study", _("Study over the years"), ("engagement", "demands", "pressure"), "study"),
        makers.trend("inclusion", _("Inclusion over the years"), ("inclusion", "home"), "inclusion"),
        makers.trend("resilience", _("Resilience over the years"), ("resilience",), "wellbeing"),
    ),
    _("A line that rises is not yet good, and one that is back is not yet high. Look at both."),
)
