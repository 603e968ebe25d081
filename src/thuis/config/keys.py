"""Which room keeps the second key of a name on the command line: a round, `years`, or `roles:2026`."""

import re

from thuis.foundation.audit.actions import Actor
from thuis.foundation.pseudonyms.pseudonyms import roles_purpose
from thuis.foundation.pseudonyms.queries import key_state
from thuis.rooms.monitor.actions import keys as rounds
from thuis.rooms.monitor.queries.keys import key_lines
from thuis.rooms.participation.actions import keys as roles
from thuis.rooms.participation.queries.people import years_with_keys

LOST = """\
What ends with the key of {name}:
- students who did not link their years no longer open, take back or delete these answers;
- nobody can work out any more whose answers they are, not with all databases and the key of the server.
Answers stay as numbers for groups, and so does everything else."""
LOST_ROLES = """\
What ends with the key of {name}:
- students no longer see their roles of this year, and get no paper about them;
- nobody can work out any more whose roles they are, not with all databases and the key of the server;
- a file of this year can no longer be imported.
Figures that were made stay."""
ROLES = re.compile(r"roles:(\d{4})")


def make_key(*, name: str, by: Actor, again: bool) -> bytes:
    year = _year(name)
    if year:
        return roles.make_key(year=year, by=by, again=again)
    return rounds.make_key(name=name, by=by, again=again)


def load_key(*, name: str, key: bytes, by: Actor) -> None:
    year = _year(name)
    if year:
        roles.load_key(year=year, key=key, by=by)
    else:
        rounds.load_key(name=name, key=key, by=by)


def destroy_key(*, name: str, by: Actor) -> None:
    year = _year(name)
    if year:
        roles.destroy_key(year=year, by=by)
    else:
        rounds.destroy_key(name=name, by=by)


def what_ends(name: str) -> str:
    """What nobody can do any more without the key of a name, for who is about to destroy it."""
    return (LOST_ROLES if _year(name) else LOST).format(name=name)


def lines() -> list[str]:
    """How every second key stands, a line each; the newest first."""
    found = [
        f"{one.name:<24}{one.round_state:<16}{one.state.words!s:<48}{one.waiting:>6} waiting"
        for one in key_lines()
    ]
    years = ((f"roles:{year}", key_state(roles_purpose(year))) for year in years_with_keys())
    return found + [f"{name:<40}{state.words!s:<48}" for name, state in years]


def _year(name: str) -> int:
    """The year of roles that a name asks for; 0 for a round or the years."""
    found = ROLES.fullmatch(name)
    return int(found[1]) if found else 0
