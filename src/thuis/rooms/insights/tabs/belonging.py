"""Do students feel at home?"""

from django.utils.translation import gettext_lazy as _

from thuis.rooms.insights.presenters import makers
from thuis.rooms.insights.presenters.tab import Tab

WHOLE = "belonging_domain"
PARTS = ("social_binding", "academic_binding", "home", "inclusion")
ITEMS = ("SOC01", "SOC02", "HOM01", "ACA01", "ACA02", "ACA03")

TAB = Tab(
    "belonging",
    _("Belonging"),
    (
        makers.parts("level", _("Do students feel at home?"), (WHOLE, *PARTS), "belonging"),
        makers.answers("answers", _("What do they say?"), ITEMS, "belonging"),
        makers.trend("trend", _("How did it develop?"), (WHOLE, *PARTS[:3]), "belonging"),
        makers.units("units", _("Is it the same everywhere?"), WHOLE, "belonging"),
        makers.groups("groups", _("Is it the same for everyone?"), WHOLE, "belonging"),
    ),
    concepts=("belonging", "social-binding", "academic-binding", "home"),
)
