"""What students wrote in their own words."""

from django.utils.translation import gettext_lazy as _

from thuis.rooms.insights.presenters.tab import Tab
from thuis.rooms.insights.presenters.words_cards import open_questions, stamp

TAB = Tab(
    "words",
    _("Open answers"),
    (),
    _("Told for the institution as a whole only: in a smaller group words can be recognised."),
    found=open_questions,
    stamp=stamp,
)
