"""What stands in the place of each parameter of an address: things of the filled site, and one that is not.

The key is the pattern of the route up to and including the parameter. A new room adds its parameters here; a
parameter without a filler is an error, so that no page stays out of the harness by accident.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from typing import Any

from django.urls import reverse

from tests.architecture.routes import Route, routes
from tests.harness.site import CLOSED, OPEN, SMALL
from thuis.foundation.institution.models import Person, ProgrammeAtSite, Role, Site, Unit
from thuis.foundation.intake.models import ImportBatch
from thuis.foundation.release.models import Release
from thuis.foundation.signals.models import Signal, Telling
from thuis.rooms.approaches.models import (
    Candidate,
    LocalUse,
    LogNote,
    MeaningSession,
    Plan,
    Scan,
    Version,
)
from thuis.rooms.monitor.models import AmbassadorKit, ClassVisit, Invitation, Reminder
from thuis.rooms.participation.models import Gap, OpenRole, RoleFile, StaffHours
from thuis.rooms.support.models import Event, Followed, OfferFile, SupportOffer

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>")
NOWHERE = 999_999
# Whoever has a secret link is its owner: `collect` comes in by it, and nobody else has it.
SECRET = ["nothing"]
INSIGHTS = "insights/<slug:round>"
FIGURES = "participation/<slug:period>"
Filler = Callable[[], Sequence[Any]]


def keys_of(model: Any, **wanted: Any) -> Filler:
    """The first and the last of these, and one that is not there."""

    def keys() -> list[int]:
        found = list(model.objects.filter(**wanted).order_by("pk").values_list("pk", flat=True))
        return sorted({*found[:1], *found[-1:], NOWHERE})

    return keys


def _people() -> list[int]:
    """A colleague, a student of a large programme, one of the smallest, and nobody."""
    chosen = [
        Person.objects.filter(user__isnull=False),
        Person.objects.filter(enrolments__programme_at_site__programme__code="SW"),
        Person.objects.filter(given_name="Sanne"),
    ]
    return [*(found.order_by("pk").values_list("pk", flat=True)[0] for found in chosen), NOWHERE]


def _units() -> list[int]:
    codes = ("DB", "MM", "SW", SMALL)
    return [*Unit.objects.filter(code__in=codes).values_list("pk", flat=True), NOWHERE]


FILLERS: dict[str, Filler] = {
    "a/<slug:token>": lambda: SECRET,
    "account/2fa/passkeys/<int:pk>": lambda: [NOWHERE],
    "account/^password/reset/key/(?P<uidb36>": lambda: SECRET,
    "account/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>": lambda: SECRET,
    "account/link/<str:token>": lambda: SECRET,
    "account/keys/<int:pk>": lambda: [NOWHERE],
    "actions/candidates/<int:pk>": keys_of(Candidate),
    "actions/candidates/<int:pk>/<slug:deed>": lambda: ["nothing"],
    "actions/notes/<int:pk>": keys_of(LogNote),
    "actions/plans/<int:pk>": keys_of(Plan),
    "actions/plans/<int:pk>/<slug:deed>": lambda: ["nothing"],
    "actions/sessions/<int:pk>": keys_of(MeaningSession),
    "actions/sessions/<int:pk>/<slug:deed>": lambda: ["nothing"],
    "actions/tell/<int:pk>": keys_of(Telling),
    "actions/tell/<int:pk>/<slug:deed>": lambda: ["nothing"],
    "actions/units/<int:unit>": _units,
    "ambassador/<slug:name>": lambda: ["poster-nl", "poster-en", "nothing"],
    "ambassador/visits/<int:pk>": keys_of(ClassVisit),
    "api/v1/releases/<int:version>": lambda: [
        *Release.objects.values_list("version", flat=True),
        NOWHERE,
    ],
    "approaches/elements/<slug:element>": lambda: ["timetabling", "nothing"],
    "approaches/library/<slug:key>": lambda: ["long-table", "nothing"],
    "approaches/library/<slug:key>/<slug:deed>": lambda: ["nothing"],
    "approaches/names/<int:group>": lambda: [NOWHERE],
    "approaches/names/<int:group>/<int:person>": lambda: [NOWHERE],
    "approaches/scan/<int:pk>": keys_of(Scan),
    "approaches/scan/<int:pk>/link/<slug:role>": lambda: ["students", "nothing"],
    "approaches/show/<int:number>": lambda: [1, NOWHERE],
    "approaches/upkeep/<int:pk>": keys_of(Version),
    "approaches/used/<int:pk>": keys_of(LocalUse),
    "glossary/<slug:concept>": lambda: ["integration", "nothing"],
    "go/<slug:code>": lambda: [*AmbassadorKit.objects.values_list("code", flat=True)[:1], "nothing"],
    "help/<slug:code>": lambda: [*SupportOffer.objects.values_list("code", flat=True)[:1], "nothing"],
    "help/events/<int:pk>": keys_of(Event),
    "help/print/<slug:site>": lambda: ["AVM", "nothing"],
    "imports/<int:pk>": keys_of(ImportBatch),
    INSIGHTS: lambda: [CLOSED[-1]],
    f"{INSIGHTS}/<slug:kind>": lambda: ["institution", "programme"],
    f"{INSIGHTS}/<slug:kind>/<str:unit>": lambda: ["all", "SW", SMALL],
    f"{INSIGHTS}/<slug:kind>/<str:unit>/<slug:tab>": lambda: ["glance", "response"],
    f"{INSIGHTS}/<slug:kind>/<str:unit>/<slug:tab>/<slug:card>": lambda: ["belonging"],
    f"{INSIGHTS}/<slug:kind>/<str:unit>/<slug:tab>/<slug:card>.<slug:suffix>": lambda: ["csv", "svg"],
    f"{INSIGHTS}/<slug:kind>/<str:unit>/report.<slug:suffix>": lambda: ["pdf", "nothing"],
    "insights/report/<int:pk>": lambda: [NOWHERE],
    "insights/report/made.<slug:suffix>": lambda: ["pdf", "nothing"],
    "insights/reports/<int:pk>": lambda: [NOWHERE],
    "insights/results/<slug:round>": lambda: [CLOSED[-1], "nothing"],
    "research/<int:pk>": lambda: [NOWHERE],
    "signals/<int:pk>": keys_of(Signal),
    "results/<slug:round>": lambda: [CLOSED[-1], "nothing"],
    "results/<slug:round>/frame/<slug:language>": lambda: ["nl", "en", "nothing"],
    "institution/new/<slug:kind>": lambda: ["domain", "programme", "nothing"],
    "institution/people/<int:pk>": _people,
    "institution/people/<int:pk>/roles/<int:role>": keys_of(Role),
    "institution/places/<int:pk>": keys_of(ProgrammeAtSite),
    "institution/sites/<int:pk>": keys_of(Site),
    "institution/units/<int:pk>": _units,
    "m/<slug:token>": lambda: SECRET,
    "participation/board/<int:pk>": keys_of(OpenRole),
    "participation/board/<int:pk>/<slug:deed>": lambda: ["nothing"],
    f"{FIGURES}/<slug:kind>/<str:unit>/report.<slug:suffix>": lambda: ["pdf", "nothing"],
    "participation/figures/<slug:period>": lambda: ["2023-q1", "nothing"],
    FIGURES: lambda: ["2023", "nothing"],
    f"{FIGURES}/<slug:kind>": lambda: ["institution", "programme"],
    f"{FIGURES}/<slug:kind>/<str:unit>": lambda: ["all", "SW", SMALL],
    f"{FIGURES}/<slug:kind>/<str:unit>/<slug:tab>": lambda: ["glance", "reach"],
    f"{FIGURES}/<slug:kind>/<str:unit>/<slug:tab>/<slug:card>": lambda: ["conversion"],
    f"{FIGURES}/<slug:kind>/<str:unit>/<slug:tab>/<slug:card>.<slug:suffix>": lambda: ["csv", "svg"],
    "participation/files/<int:pk>": keys_of(RoleFile),
    "participation/gaps/<int:pk>": keys_of(Gap),
    "participation/staff/<int:pk>": keys_of(StaffHours),
    "participation/kinds/<slug:code>": lambda: ["buddy", "nothing"],
    "participation/told/<slug:code>": lambda: ["nothing"],
    "participation/told/<slug:code>/<slug:answer>": lambda: ["nothing"],
    "roles/<int:pk>": keys_of(OpenRole),
    "roles/mine/enter/<str:token>": lambda: SECRET,
    "roles/mine/tell/<slug:code>": lambda: ["nothing"],
    "mine/round/<slug:key>": lambda: [*CLOSED, OPEN, "nothing"],
    "mine/take-back/<slug:layer>": lambda: ["years", "nothing"],
    "monitor/page/<slug:key>": lambda: ["wellbeing-1", "nothing"],
    "reminders/stop/<str:token>": lambda: SECRET,
    "rounds/<slug:key>": lambda: [CLOSED[-1], OPEN, "nothing"],
    "rounds/<slug:key>/ambassadors/<int:pk>": keys_of(AmbassadorKit),
    "rounds/<slug:key>/ambassadors/<int:pk>/<slug:name>": lambda: ["poster-nl", "nothing"],
    "rounds/<slug:key>/mail/<int:pk>": keys_of(Invitation, round__key=OPEN, state="failed"),
    "rounds/<slug:key>/reminders/<int:pk>": keys_of(Reminder),
    "told/<slug:kind>": lambda: ["institution", "programme", "nothing"],
    "told/<slug:kind>/<str:unit>": lambda: ["all", "SW", SMALL],
    "told/<slug:kind>/<str:unit>/<slug:language>": lambda: ["nl", "nothing"],
    "told/<slug:kind>/<str:unit>/<slug:language>/<slug:paper>": lambda: ["a4", "nothing"],
    "words/<slug:round>": lambda: [CLOSED[-1], "nothing"],
    "words/<slug:round>/codebook/<slug:theme>": lambda: ["new", "teaching", "nothing"],
    "words/<slug:round>/texts/<slug:text>": lambda: ["nothing"],
    "words/<slug:round>/texts/<slug:text>/<slug:theme>": lambda: ["teaching"],
    "support/centres/<slug:code>": lambda: ["studentenhuis", "nothing"],
    "support/centres/<slug:code>/events/<int:pk>": keys_of(Event),
    "support/centres/<slug:code>/ripple/<int:pk>": keys_of(Followed),
    "support/files/<int:pk>": keys_of(OfferFile),
    "scan/<slug:code>": lambda: SECRET,
    "support/<slug:code>": lambda: [*SupportOffer.objects.values_list("code", flat=True)[:1], "nothing"],
}


class NoFillerError(AssertionError):
    """A route has a parameter that the harness cannot fill in."""


def addresses() -> list[str]:
    """Every address of the route list, with every filler."""
    return sorted({address for route in routes() for address in addresses_of(route)})


def addresses_of(route: Route) -> Iterator[str]:
    names = [match[1] or match[2] for match in PARAMETER.finditer(route.pattern)]
    chosen = [filler_of(route.pattern[: match.end()])() for match in PARAMETER.finditer(route.pattern)]
    for values in product(*chosen):
        yield reverse(route.name, kwargs=dict(zip(names, values, strict=True)))


def filler_of(parameter: str) -> Filler:
    """Raises NoFillerError with what to do."""
    if parameter not in FILLERS:
        raise NoFillerError(f"add what stands in the place of {parameter!r} to tests/harness/fillers.py")
    return FILLERS[parameter]
