"""Is help known, used, and does it help?"""

from django.utils.translation import gettext_lazy as _

from thuis.rooms.insights.presenters import makers
from thuis.rooms.insights.presenters.offers import experienced, found, not_found_by, used_over_years
from thuis.rooms.insights.presenters.tab import Tab

TAB = Tab(
    "help",
    _("Help"),
    (
        found("found", _("Do students find help?")),
        experienced("experienced", _("Did it help those who used it?")),
        used_over_years("years", _("Is it used more than before?")),
        not_found_by("unknown", _("Who does not know it?")),
        makers.shares("needs", _("What would they like help with now?"), "NEED01"),
        makers.parts("threshold", _("How hard is it to ask for help?"), ("help_threshold",)),
        makers.groups("groups", _("For whom is asking harder?"), "help_threshold"),
    ),
)
