"""Releasing closed rounds: what the monitor closed goes through the door."""

from thuis.foundation.audit.actions import Actor, Operator
from thuis.foundation.release.actions import make_release
from thuis.foundation.release.models import Release
from thuis.foundation.release.queries import latest_release
from thuis.rooms.monitor.public import closed_rounds

BY = Operator("daily release")


def release_closed_rounds(*, by: Actor) -> Release:
    """Release every closed round that is not in the latest version; raises WrongState when there is none."""
    return make_release(rounds=closed_rounds(), by=by)


def release_each_day() -> None:
    """The daily job: nothing to do on most days."""
    latest = latest_release()
    released = set(latest.round_keys) if latest else set()
    if {one.key for one in closed_rounds()} - released:
        release_closed_rounds(by=BY)
