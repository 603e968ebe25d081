"""Reading scans: which there are, what a code opens, and what is told when one is over."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.conf import settings

from thuis.core.disclosure.released import Suppressed
from thuis.core.elements.scan import (
    FORMS,
    ROLES,
    RULES,
    Aspect,
    Mode,
    Role,
    ScanFigure,
    ScanRules,
    question_key,
    told,
)
from thuis.core.errors import NotFound
from thuis.foundation.institution.models import Unit
from thuis.foundation.release.access import sight_of
from thuis.rooms.approaches.models import Scan, ScanSlip, ScanTally
from thuis.rooms.approaches.queries.content import elements
from thuis.rooms.approaches.queries.lecturers import spot_of

MOST = 100  # scans on one page
Results = Mapping[tuple[Role, str, Aspect], ScanFigure | Suppressed]


@dataclass(frozen=True, slots=True)
class Door:
    """What a code opens: the tally of a role, and the slip when it works once."""

    tally: ScanTally
    slip: ScanSlip | None


def rules_of(scan: Scan) -> ScanRules:
    return RULES[cast(Mode, scan.mode)]


def aspects_of(scan: Scan) -> tuple[Aspect, ...]:
    return FORMS[scan.form]


def scans_visible_to(user: Any) -> list[Scan]:
    """Those of units that she sees, newest first."""
    sight = sight_of(user)
    spots = ((scan, spot_of(scan.unit)) for scan in Scan.objects.select_related("unit"))
    return [scan for scan, spot in spots if sight.covers(spot.unit_kind, {spot.unit})][:MOST]


def scan_or_404(user: Any, pk: int) -> Scan:
    """One of a unit that she sees. Raises NotFound."""
    found = Scan.objects.select_related("unit").filter(pk=pk).first()
    spot = spot_of(found.unit) if found else None
    if found is None or spot is None or not sight_of(user).covers(spot.unit_kind, {spot.unit}):
        raise NotFound("not-found")
    return found


def open_scan_of(unit: Unit) -> Scan | None:
    """The scan of a unit that still runs."""
    return next((scan for scan in Scan.objects.filter(unit=unit, closed_on=None) if not scan.is_over), None)


def last_scan_of(unit: Unit) -> Scan | None:
    """The scan of a unit that was over last."""
    return max(
        (scan for scan in Scan.objects.filter(unit=unit) if scan.is_over),
        key=lambda scan: scan.last_day,
        default=None,
    )


def told_anything(scan: Scan) -> bool:
    """Whether enough people of any role handed in."""
    return any(tally.sheets >= rules_of(scan).least for tally in scan.tallies.all())


def tallies_of(scan: Scan) -> dict[Role, ScanTally]:
    """The tallies in the order of roles."""
    found = {tally.role: tally for tally in scan.tallies.all()}
    return {role: found[role] for role in ROLES}


def results_of(scan: Scan) -> Results:
    """Everything that is told of a scan. Raises NotFound while it runs: nothing is told before the end."""
    if not scan.is_over:
        raise NotFound("not-found")
    return {
        (role, element.key, aspect): _figure(scan, tally, element.key, aspect)
        for role, tally in tallies_of(scan).items()
        for element in elements()
        for aspect in aspects_of(scan)
    }


def _figure(scan: Scan, tally: ScanTally, element: str, aspect: Aspect) -> ScanFigure | Suppressed:
    """The label holds no number of the scan: the same people asked again get the same draw."""
    spot, name = spot_of(scan.unit), question_key(element, aspect)
    label = f"{spot.unit_kind}|{spot.unit}|{tally.role}|{name}"
    key = bytes.fromhex(settings.RELEASE_KEY)
    return told(tally.counts[name], tally.sheets, rules_of(scan), key, label)


def digest_of(code: str) -> str:
    """What the database keeps of a slip."""
    return hashlib.sha256(f"scan|{code}".encode()).hexdigest()


def plain(code: str) -> str:
    """A code as it was made; people type it with dashes and in capitals."""
    return code.replace("-", "").lower()


def door_or_404(code: str) -> Door:
    """What a code opens while its scan runs. Raises NotFound: used, over and never made look the same."""
    door = _slip_door(plain(code)) or _plenary_door(plain(code))
    if door is None or door.tally.scan.is_over:
        raise NotFound("scan-code-unknown")
    return door


def _slip_door(code: str) -> Door | None:
    slips = ScanSlip.objects.select_related("tally__scan__unit")
    found = slips.filter(digest=digest_of(code)).first()
    return Door(found.tally, found) if found else None


def _plenary_door(code: str) -> Door | None:
    found = ScanTally.objects.select_related("scan__unit").filter(door=code).exclude(door="").first()
    return Door(found, None) if found else None
