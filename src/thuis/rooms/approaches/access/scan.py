"""Who opens a scan, and who reads it when it is over."""

from typing import Any

from django.utils import timezone

from thuis.core.errors import NotAllowed
from thuis.foundation.access.rules import anyone, permitted
from thuis.foundation.institution.models import Unit
from thuis.foundation.institution.queries import units_on
from thuis.foundation.permissions.roles import user_can_open_scans, user_can_see_institution
from thuis.foundation.release.access import sight_of
from thuis.rooms.approaches.models import Scan


def units_to_scan(user: Any) -> tuple[Unit, ...]:
    """The units for which somebody may open a scan, by name."""
    return tuple(unit for unit in units_on(timezone.localdate()) if user_can_open_scans(user, unit))


def user_can_open_a_scan(user: Any) -> bool:
    return bool(units_to_scan(user))


def user_can_read_scan(user: Any, scan: Scan) -> bool:
    """Whoever sees the released figures of a unit sees what was said about it."""
    return sight_of(user).covers(scan.unit.kind, {scan.unit.code})


def check_user_can_read_scan(user: Any, scan: Scan) -> None:
    if not user_can_read_scan(user, scan):
        raise NotAllowed("not-allowed")


reads_scans = permitted("reads-scans", user_can_see_institution)
opens_scans = permitted("opens-scans", user_can_open_a_scan)
with_code = anyone("Whoever has a code answers once, without an account. An unknown code tells nothing.")
