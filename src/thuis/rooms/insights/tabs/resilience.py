"""What helps students along: in themselves, with others, at school."""

from django.utils.translation import gettext_lazy as _

from thuis.rooms.insights.presenters import makers
from thuis.rooms.insights.presenters.tab import Tab

LAYERS = ("resilience", "resilience_individual", "resilience_relational", "resilience_contextual")
DETAIL = ("resilience_self", "resilience_others", "resilience_school")

TAB = Tab(
    "resilience",
    _("Resilience"),
    (
        makers.parts("level", _("What helps students along when things go wrong?"), LAYERS, "wellbeing"),
        makers.answers("answers", _("What do they say?"), ("RES01", "RES02", "RES03"), "wellbeing"),
        makers.parts("layers", _("The three layers in detail"), DETAIL, "wellbeing"),
        makers.trend("trend", _("How did it develop?"), ("resilience",), "wellbeing"),
        makers.groups("groups", _("Is it the same for everyone?"), "resilience", "wellbeing"),
    ),
    concepts=("resilience", "three-layers"),
)
