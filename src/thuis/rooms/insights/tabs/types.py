"""Interest and energy at once: which types of students are there, and is that changing?"""

from django.utils.translation import gettext_lazy as _

from thuis.rooms.insights.presenters import types
from thuis.rooms.insights.presenters.tab import Tab

TAB = Tab(
    "types",
    _("Student types"),
    (
        types.places("places", _("Who is interested, and who is tired?")),
        types.over_time("trend", _("How did it develop?")),
        types.in_groups("both", _("Where do interest and energy go together?"), "keen_rested"),
        types.in_groups("neither", _("Where are many tired and less interested?"), "calm_tired"),
        types.in_units("units", _("Is it the same everywhere?"), "keen_rested"),
    ),
    _(
        "A type is a place in this figure, not a label of a person. Only shares are told: nobody sees whose "
        "type is which."
    ),
    concepts=("engagement", "exhaustion"),
)
