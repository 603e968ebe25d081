"""Scans of the demo: of a programme, of the whole in one room, one with too few, and one that runs."""

import datetime
from collections.abc import Mapping
from typing import cast

import numpy as np

from thuis.core.elements.scan import KINDS, ROLES, Role, no_counts
from thuis.foundation.accounts.models import User
from thuis.foundation.institution.models import Unit
from thuis.foundation.institution.queries import institution
from thuis.rooms.approaches.actions.scan import fresh_code
from thuis.rooms.approaches.models import Scan, ScanTally
from thuis.rooms.approaches.queries.content import elements

# unit (empty for the whole), form, mode, days since it was over (None: it runs), sheets per role
SCANS = (
    ("SW", "long", "codes", 40, {"students": 46, "lecturers": 17, "leaders": 6}),
    ("", "short", "plenary", 75, {"students": 118, "lecturers": 52, "leaders": 19}),
    ("LM", "short", "codes", 20, {"students": 7, "lecturers": 4, "leaders": 2}),
    ("VP", "short", "plenary", None, {"students": 0, "lecturers": 0, "leaders": 0}),
)
OPENED_BY = "yasmin@debrug.example"
OPEN_DAYS, LIMIT = 21, 60
# How far on average each role thinks an element is, and how many don't know: leaders see more than students.
VIEW: Mapping[Role, tuple[float, float]] = {
    "students": (-0.35, 0.24),
    "lecturers": (0.1, 0.14),
    "leaders": (0.45, 0.08),
}


def write_scans(today: datetime.date, seed: int) -> None:
    """Call when the institution and its colleagues stand."""
    random = np.random.default_rng(seed)
    level = {one.key: random.normal(1.6, 0.55) for one in elements()}
    for code, form, mode, days, sheets in SCANS:
        unit = Unit.objects.filter(kind=Unit.Kind.PROGRAMME, code=code).first() if code else institution()
        if unit is not None:
            scan = _scan(unit, form, mode, today - datetime.timedelta(days or 0), days is None)
            for role in ROLES:
                _tally(scan, role, sheets[role], level, random)


def _scan(unit: Unit, form: str, mode: str, last_day: datetime.date, runs: bool) -> Scan:
    closes_on = last_day + datetime.timedelta(OPEN_DAYS if runs else 0)
    return Scan.objects.create(
        unit=unit,
        form=form,
        mode=mode,
        opened_on=closes_on - datetime.timedelta(OPEN_DAYS),
        closes_on=closes_on,
        closed_on=None if runs else closes_on,
        opened_by=User.objects.get(email=OPENED_BY),
    )


def _tally(
    scan: Scan, role: Role, sheets: int, level: Mapping[str, float], random: np.random.Generator
) -> None:
    plenary = scan.mode == Scan.Mode.PLENARY
    counts = {
        name: _drawn(level[name.partition(".")[0]], role, sheets, random)
        for name in no_counts([one.key for one in elements()], scan.form)
    }
    door, limit = (fresh_code(), LIMIT) if plenary else ("", 0)
    ScanTally.objects.create(scan=scan, role=role, sheets=sheets, counts=counts, door=door, limit=limit)


def _drawn(level: float, role: Role, sheets: int, random: np.random.Generator) -> list[int]:
    """How often each answer came when so many people answer around a level."""
    higher, unknown = VIEW[role]
    answers = np.clip(np.rint(random.normal(level + higher, 0.75, sheets)), 0, KINDS - 2).astype(int)
    answers[random.random(sheets) < unknown] = KINDS - 1
    return cast(list[int], np.bincount(answers, minlength=KINDS).tolist())
