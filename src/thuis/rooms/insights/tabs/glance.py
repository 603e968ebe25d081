"""The first page: four subjects, how they changed, and what to look at."""

from django.utils.translation import gettext_lazy as _

from thuis.rooms.insights.presenters.glance import participation, roles_stamp, subject
from thuis.rooms.insights.presenters.tab import Tab

STUDY = subject("study", _("Are they interested in their studies?"), "engagement", "study")

TAB = Tab(
    "glance",
    _("At a glance"),
    (
        subject("wellbeing", _("How are students doing?"), "wellbeing", "wellbeing"),
        subject("belonging", _("Do students feel at home?"), "belonging_domain", "belonging"),
        participation(otherwise=STUDY),
        subject("inclusion", _("Does everyone count here?"), "inclusion", "inclusion"),
    ),
    pair=True,
    stamp=roles_stamp,
    concepts=("consortium-focus",),
)
