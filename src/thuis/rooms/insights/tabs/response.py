"""Who answered, and what that means."""

from django.utils.translation import gettext_lazy as _

from thuis.rooms.insights.presenters.response import here, per_group
from thuis.rooms.insights.presenters.tab import Tab

TAB = Tab(
    "response",
    _("Who answered"),
    (
        here("here", _("How many students answered?")),
        per_group("groups", _("Did all groups answer as much?")),
    ),
    _("Answers are weighted, so that each programme, year and form counts for its real size."),
)
