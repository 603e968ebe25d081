"""How are students doing?"""

from django.utils.translation import gettext_lazy as _

from thuis.rooms.insights.presenters import makers
from thuis.rooms.insights.presenters.tab import Tab

SCALES, ITEMS = ("wellbeing", "exhaustion"), ("WEL02", "WEL03", "WEL04", "WEL05", "WEL06")
TIRED = ("EXH01", "EXH02", "EXH03")

TAB = Tab(
    "wellbeing",
    _("Wellbeing"),
    (
        makers.parts("level", _("How are students doing?"), SCALES, "wellbeing"),
        makers.trend("trend", _("How did it develop?"), SCALES, "wellbeing"),
        makers.answers("answers", _("What do they say?"), ITEMS, "wellbeing"),
        makers.answers("tired", _("How tired are they of their studies?"), TIRED, "wellbeing"),
        makers.low_scores("low", _("How many are having a hard time?"), ("wellbeing",), "wellbeing"),
        makers.units("units", _("Is it the same everywhere?"), "wellbeing", "wellbeing"),
        makers.groups("groups", _("Is it the same for everyone?"), "wellbeing", "wellbeing"),
    ),
    concepts=("wellbeing", "exhaustion"),
)
