"""What goes with wellbeing, with interest and with thoughts of leaving? Association only."""

from django.utils.translation import gettext_lazy as _

from thuis.rooms.insights.presenters.drivers import Outcome, goes_with
from thuis.rooms.insights.presenters.tab import Tab

DEMANDS = _(
    "Why these scales? In the model of demands and resources, studies ask energy and give it too: by people, "
    "a place of your own, and a way to deal with setbacks (Bakker and Demerouti 2017; for students Lesener "
    "and others 2020)."
)
INTEGRATION = _(
    "Why these scales? Tinto (1993) describes two ties: with other students, and with the studies and "
    "lecturers. In his view a student who has both thinks less of leaving. What the studies ask stands "
    "beside them."
)

DOING = Outcome("wellbeing", _("how students are doing"))
INTEREST = Outcome("engagement", _("interest in the studies"))
LEAVING = Outcome("STOP01", _("thinking of leaving"))

TAB = Tab(
    "drivers",
    _("What goes together"),
    (
        goes_with("wellbeing", _("What goes with how students are doing?"), DOING, "wellbeing", DEMANDS),
        goes_with("interest", _("What goes with interest in the studies?"), INTEREST, "study", DEMANDS),
        goes_with("stop", _("What goes with thinking of leaving?"), LEAVING, "belonging", INTEGRATION),
    ),
    _("Where to look first, not what to blame. Talk about it with students before you change something."),
    concepts=("energy-and-pressure", "integration"),
)
