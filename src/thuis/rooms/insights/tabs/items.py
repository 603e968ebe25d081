"""Every question with its answers."""

from django.utils.translation import gettext_lazy as _

from thuis.rooms.insights.presenters.questions import every_question
from thuis.rooms.insights.presenters.tab import Tab

TAB = Tab(
    "items",
    _("Questions"),
    (),
    _("Every question of this round, and what students answered."),
    found=every_question,
)
