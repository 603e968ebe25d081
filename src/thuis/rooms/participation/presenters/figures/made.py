"""Which periods have figures, and which could have."""

from dataclasses import dataclass
from datetime import date

from thuis.foundation.release.participation_queries import latest_versions
from thuis.rooms.participation.actions.figures import recorded_periods
from thuis.rooms.participation.presenters.figures.words import period_name


@dataclass(frozen=True, slots=True)
class MadeRow:
    """A period; `version` 0 has no figures yet, `recorded` can get some."""

    key: str
    name: str
    version: int
    made_on: date | None
    recorded: bool


def made_page() -> tuple[MadeRow, ...]:
    """Every period, the newest first."""
    made, recorded = latest_versions(), recorded_periods()
    known = sorted({*made, *recorded}, key=lambda one: (one.year, one.number), reverse=True)
    return tuple(
        MadeRow(
            one.key,
            period_name(one),
            made[one].version if one in made else 0,
            made[one].made_on if one in made else None,
            one in recorded,
        )
        for one in known
    )
