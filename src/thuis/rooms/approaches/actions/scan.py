"""Writing a scan: open it, make slips, hand in a sheet, close it."""

import base64
import datetime
import secrets
from collections.abc import Mapping

from django.db import transaction

from thuis.core.elements.scan import ROLES, Role, no_counts, with_sheet
from thuis.core.errors import NotFound, WrongState
from thuis.foundation.accounts.models import User
from thuis.foundation.audit.actions import record
from thuis.foundation.institution.models import Unit
from thuis.foundation.permissions.roles import check_user_can_open_scans
from thuis.rooms.approaches.models import Scan, ScanSlip, ScanTally
from thuis.rooms.approaches.queries.content import elements
from thuis.rooms.approaches.queries.library import today
from thuis.rooms.approaches.queries.scan import (
    digest_of,
    door_or_404,
    last_scan_of,
    open_scan_of,
    told_anything,
)

REST = datetime.timedelta(days=28)  # between what was told of a unit and its next scan
CODE_BYTES, CODE_LENGTH = 8, 12  # 60 bits, easy to read aloud


@transaction.atomic
def open_scan(*, scan: Scan, limit: int, by: User) -> Scan:
    """Open a scan. `limit`: how many sheets each link takes, when everybody is in one room.

    Raises WrongState while another of this unit runs, or when one was told so lately that the two together
    would tell who came or left.
    """
    check_user_can_open_scans(by, scan.unit)
    unit = Unit.objects.select_for_update().get(pk=scan.unit.pk)
    if open_scan_of(unit):
        raise WrongState("scan-runs")
    last = last_scan_of(unit)
    if last and told_anything(last) and today() < last.last_day + REST:
        raise WrongState("scan-too-soon")
    scan.opened_by, scan.opened_on = by, today()
    scan.save()
    for role in ROLES:
        _tally(scan, role, limit)
    record("scan.opened", by=by, about=scan)
    return scan


def _tally(scan: Scan, role: Role, limit: int) -> None:
    counts = no_counts([one.key for one in elements()], scan.form)
    plenary = scan.mode == Scan.Mode.PLENARY
    door = fresh_code() if plenary else ""
    ScanTally.objects.create(scan=scan, role=role, counts=counts, door=door, limit=limit if plenary else 0)


@transaction.atomic
def make_slips(*, tally: ScanTally, number: int, by: User) -> tuple[str, ...]:
    """Codes for slips of one role; they are shown once, and only their digests are kept.

    Raises WrongState when the scan is over or has links instead.
    """
    check_user_can_open_scans(by, tally.scan.unit)
    if tally.scan.is_over or tally.scan.mode != Scan.Mode.CODES:
        raise WrongState("scan-over")
    codes = tuple(fresh_code() for _ in range(number))
    ScanSlip.objects.bulk_create(ScanSlip(tally=tally, digest=digest_of(code)) for code in codes)
    record("scan.slips-made", by=by, about=tally.scan)
    return codes


@transaction.atomic
def hand_in(*, code: str, answers: Mapping[str, int]) -> None:
    """Add one sheet to the counts of its role. Nobody does this by name, so nothing of it is recorded.

    Raises NotFound when the code does not work any more, WrongState when a link took all its sheets.
    """
    door = door_or_404(code)
    tally = ScanTally.objects.select_for_update().get(pk=door.tally.pk)
    if door.slip is None and tally.sheets >= tally.limit:
        raise WrongState("scan-full")
    if door.slip is not None and not ScanSlip.objects.filter(pk=door.slip.pk).delete()[0]:
        raise NotFound("scan-code-unknown")  # somebody used the same slip at the same moment
    tally.counts = with_sheet(tally.counts, dict(answers))
    tally.sheets += 1
    tally.save()


@transaction.atomic
def close_scan(*, scan: Scan, by: User) -> None:
    """End it; its results are told from now on, and its slips work no more. Raises WrongState when over."""
    check_user_can_open_scans(by, scan.unit)
    scan = Scan.objects.select_for_update().get(pk=scan.pk)
    if scan.is_over:
        raise WrongState("scan-over")
    Scan.objects.filter(pk=scan.pk).update(closed_on=today())
    ScanSlip.objects.filter(tally__scan=scan).delete()
    record("scan.closed", by=by, about=scan)


def forget_scans(*, before: datetime.date) -> int:
    """Scans that were over before a day; and the unused slips of every scan that is over."""
    over = [scan for scan in Scan.objects.all() if scan.is_over]
    ScanSlip.objects.filter(tally__scan__in=over).delete()
    old = [scan.pk for scan in over if scan.last_day < before]
    Scan.objects.filter(pk__in=old).delete()
    return len(old)


def fresh_code() -> str:
    """Twelve characters of base32 in lower case."""
    return base64.b32encode(secrets.token_bytes(CODE_BYTES)).decode()[:CODE_LENGTH].lower()
