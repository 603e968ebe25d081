"""What do the studies ask, and what do they give?"""

from django.utils.translation import gettext_lazy as _

from thuis.rooms.insights.presenters import makers
from thuis.rooms.insights.presenters.tab import Tab

SCALES = ("engagement", "demands", "pressure")
INTEREST, LOAD = ("ENG01", "ENG02", "ENG03"), ("DEM01", "DEM02", "DEM03", "PRE01")

TAB = Tab(
    "study",
    _("Study"),
    (
        makers.parts("level", _("Interest, demands and pressure: how high are they?"), SCALES, "study"),
        makers.answers("answers", _("Are they interested?"), INTEREST, "study"),
        makers.answers("load", _("Is it too much?"), LOAD, "study"),
        makers.shares("stop", _("Do they think of leaving?"), "STOP01", "study"),
        makers.trend("trend", _("How did it develop?"), SCALES, "study"),
        makers.units("units", _("Is interest the same everywhere?"), "engagement", "study"),
        makers.groups("groups", _("Is interest the same for everyone?"), "engagement", "study"),
    ),
    concepts=("engagement", "energy-and-pressure"),
)
