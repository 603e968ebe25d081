"""Making figures of a quarter or a year: frozen in a file before anybody sees them."""

from collections.abc import Mapping

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from thuis.core.errors import WrongState
from thuis.core.participation.model import Register
from thuis.core.participation.release import Groups, Released, next_version, release
from thuis.core.participation.release_model import Period
from thuis.foundation.audit.actions import Actor, record
from thuis.foundation.release.files import hashed
from thuis.foundation.release.participation_files import (
    read_released,
    write_ledger,
    write_participation,
)
from thuis.foundation.release.participation_models import ParticipationRelease
from thuis.foundation.release.participation_queries import latest_version


@transaction.atomic
def make_participation(
    *, register: Register, period: Period, groups: Mapping[str, Groups], by: Actor
) -> ParticipationRelease:
    """The first or the next version of a period.

    Raises:
        WrongState: in no unit did enough people change since the version before.
    """
    made = release(register, period, key=bytes.fromhex(settings.RELEASE_KEY), groups=groups)
    before = latest_version(period)
    if before is None:
        return _kept(made, 1, by)
    after = next_version(read_released(before.path, before.ledger_path), made)
    if after is None:
        raise WrongState("participation-few-changes", people=made.rules.change)
    return _kept(after, before.version + 1, by)


def _kept(made: Released, version: int, by: Actor) -> ParticipationRelease:
    row = ParticipationRelease(period=made.period.key, version=version, made_on=timezone.localdate())
    write_ledger(row.ledger_path, made.ledger)
    row.digest = hashed(write_participation(row.path, made, version).encode())
    row.save()
    record("participation.released", by=by, about=row)
    return row
