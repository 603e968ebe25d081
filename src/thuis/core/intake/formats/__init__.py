"""The formats that can come in. A new one is a module with `read(bytes, known)` and one line here."""

from collections.abc import Callable

from thuis.core.intake.formats import counts_csv, oneroster, roster_csv, studielink
from thuis.core.intake.records import CountFile, Known, RosterFile

ROSTERS: dict[str, Callable[[bytes, Known], RosterFile]] = {
    "csv": roster_csv.read,
    "oneroster": oneroster.read,
}
COUNTS: dict[str, Callable[[bytes, Known], CountFile]] = {
    "csv": counts_csv.read,
    "studielink": studielink.read,
}


def roster_format(source: bytes) -> str:
    """Which roster format these bytes are: a zip is OneRoster, everything else our template."""
    return "oneroster" if source[:4] == b"PK\x03\x04" else "csv"


def count_format(source: bytes) -> str:
    """Which count format these bytes are, by the column that only Studielink has."""
    return "studielink" if b"brincode" in source[:4000].lower() else "csv"
