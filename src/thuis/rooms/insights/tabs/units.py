"""Units beside the whole: dots, intervals and likely places, never a bare ranking."""

from django.utils.translation import gettext_lazy as _

from thuis.rooms.insights.presenters import makers
from thuis.rooms.insights.presenters.tab import Tab

TAB = Tab(
    "compare",
    _("Compare"),
    (
        makers.units("wellbeing", _("Wellbeing, beside the whole"), "wellbeing", "wellbeing", ranked=True),
        makers.units(
            "belonging", _("Belonging, beside the whole"), "belonging_domain", "belonging", ranked=True
        ),
        makers.units(
            "engagement", _("Interest in the studies, beside the whole"), "engagement", "study", ranked=True
        ),
        makers.units("inclusion", _("Inclusion, beside the whole"), "inclusion", "inclusion", ranked=True),
    ),
    _("Ask what others do differently, not who is best. A place in a list is mostly chance."),
)
