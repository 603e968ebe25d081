"""Every tab of figures on participation, in the order in which pages show them."""

from django.utils.translation import gettext_lazy as _

from thuis.core.participation.model import Level
from thuis.core.participation.release_cell import AVAILABILITY, CONVERSION, MEDIAN, PARTICIPATION
from thuis.rooms.participation.presenters.figures import glance, lists, together
from thuis.rooms.participation.presenters.figures.card import Tab

CONVERTED = _("Do students who want a role get one?")
TAKING_PART = _("How many students have a role?")
WAITING = _("How many students are available?")

GLANCE = Tab(
    "glance",
    _("At a glance"),
    (
        glance.large(
            "conversion", CONVERTED, _("of who wants one"), CONVERSION, "conversion", glance.conversion_words
        ),
        glance.large(
            "participation",
            TAKING_PART,
            _("of all students"),
            PARTICIPATION,
            "share",
            glance.participation_words,
        ),
        glance.large(
            "availability", WAITING, _("of all students"), AVAILABILITY, "share", glance.availability_words
        ),
        glance.hours_large(
            "hours",
            _("How many hours do they have?"),
            MEDIAN,
            _("Half of the people with a role have more, half fewer."),
        ),
    ),
    _("Roles of students: who has one, who wants one, and for how long."),
    pair=True,
    concepts=("participation", "conversion"),
)
HOURS = Tab("hours", _("Hours"), (lists.bands, lists.top_tenth, lists.professional))
ROLES = Tab("roles", _("Roles"), (lists.kinds, lists.roles, together.own_words), concepts=("partnership",))
REACH = Tab(
    "reach",
    _("Not reached"),
    (lists.not_reached, lists.equity),
    _("Which groups have no role? Ask how they hear of one, and what it costs them."),
)
COMPARE = Tab(
    "compare",
    _("Compare"),
    tuple(
        lists.units(level, key, question, measure)
        for level in (Level.DOMAIN, Level.SITE, Level.PROGRAMME)
        for key, question, measure in (
            ("conversion", CONVERTED, CONVERSION),
            ("participation", TAKING_PART, PARTICIPATION),
            ("availability", WAITING, AVAILABILITY),
        )
    ),
    _("Ask what others do differently, not who is best."),
)
SEASONS = Tab(
    "seasons",
    _("Seasons"),
    (
        lists.seasons("participation", TAKING_PART, PARTICIPATION),
        lists.seasons("availability", WAITING, AVAILABILITY),
        lists.seasons("conversion", CONVERTED, CONVERSION),
    ),
    _("The same quarter of different years, so that a season is not taken for a trend."),
)
TOGETHER = Tab("together", _("With belonging"), (together.belonging,), concepts=("belonging",))

TABS: dict[str, Tab] = {tab.key: tab for tab in (GLANCE, HOURS, ROLES, REACH, COMPARE, SEASONS, TOGETHER)}
