"""Units beside the whole: dots and intervals, never a bare ranking."""

from django.utils.translation import gettext_lazy as _

from thuis.rooms.insights.presenters import makers
from thuis.rooms.insights.presenters.tab import Tab

TAB = Tab(
    "compare",
    _("Compare"),
    (
        makers.units("wellbeing", _("Wellbeing, beside the whole"), "wellbeing", "wellbeing"),
        makers.units("belonging", _("Belonging, beside the whole"), "belonging_domain", "belonging"),
        makers.units("engagement", _("Interest in the studies, beside the whole"), "engagement", "study"),
        makers.units("inclusion", _("Inclusion, beside the whole"), "inclusion", "inclusion"),
    ),
    _("Ask what others do differently, not who is best. A place in a list is mostly chance."),
)
