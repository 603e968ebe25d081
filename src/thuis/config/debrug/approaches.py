"""The library of the demo: what came with Thuis, where it is used, and a proposal that waits."""

import datetime
from dataclasses import replace

from thuis.core.texts import Text
from thuis.foundation.accounts.models import User
from thuis.foundation.audit.actions import Operator
from thuis.foundation.institution.models import Role, Unit
from thuis.rooms.approaches.actions.library import install_library, propose
from thuis.rooms.approaches.models import Approach, LocalUse
from thuis.rooms.approaches.queries.content import library_entries

PRESENTED = ("names-in-three-weeks", "long-table", "base-group")
# approach, unit, how many days ago, who told, what is done otherwise
USES = (
    (
        "names-in-three-weeks",
        "SW",
        430,
        Role.Kind.LECTURER,
        "Ook na de kerst, als groepen wisselen.",
    ),
    ("long-table", "SW", 210, Role.Kind.MANAGER, "Op dinsdag, met soep van de bakker om de hoek."),
    ("long-table", "VP", 90, Role.Kind.COORDINATOR, ""),
    ("kinder-timetable", "VP", 300, Role.Kind.MANAGER, "Eerst alleen voor het eerste jaar."),
)
PROPOSAL, COPIED, PROPOSER = "soup-and-study", "long-table", "bram@debrug.example"
OWN_WORDS = {
    "title": Text("Soep en studie", "Soup and study"),
    "summary": Text(
        "Elke donderdag eet een groep samen soep en werkt daarna een uur door.",
        "Every Thursday a group eats soup together and then works for an hour.",
    ),
    "initiator": Text("een docent van Social Work", "a lecturer of Social Work"),
}


def write_approaches(today: datetime.date) -> None:
    """Call when the institution and its colleagues stand."""
    install_library(by=Operator("demo"))
    Approach.objects.filter(key__in=PRESENTED).update(presented=True)
    for key, code, days, told_by, changed in USES:
        LocalUse.objects.create(
            approach=Approach.objects.get(key=key),
            unit=_programme(code),
            since=today - datetime.timedelta(days=days),
            told_by=told_by,
            changed=changed,
            language="nl",
        )
    copied = next(entry for entry in library_entries() if entry.key == COPIED)
    approach = replace(copied.approach, source="De Brug", texts={**copied.approach.texts, **OWN_WORDS})
    propose(key=PROPOSAL, approach=approach, by=User.objects.get(email=PROPOSER))


def _programme(code: str) -> Unit:
    """The programme with this code; in a small house that has none, the first with another code than ours."""
    programmes = Unit.objects.filter(kind=Unit.Kind.PROGRAMME).order_by("code")
    named = {code for _key, code, *_ in USES}
    return programmes.filter(code=code).first() or programmes.exclude(code__in=named)[0]
