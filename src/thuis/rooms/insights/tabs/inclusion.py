"""Does everyone count here?"""

from django.utils.translation import gettext_lazy as _

from thuis.rooms.insights.presenters import makers
from thuis.rooms.insights.presenters.tab import Tab

TAB = Tab(
    "inclusion",
    _("Inclusion"),
    (
        makers.parts("level", _("Does everyone count here?"), ("inclusion", "home"), "inclusion"),
        makers.answers("answers", _("What do they say?"), ("INC01", "HOM01"), "inclusion"),
        makers.groups("groups", _("Who feels less welcome?"), "inclusion", "inclusion"),
        makers.units("units", _("Is it the same everywhere?"), "inclusion", "inclusion"),
        makers.trend("trend", _("How did it develop?"), ("inclusion",), "inclusion"),
    ),
    concepts=("inclusion", "home"),
)
