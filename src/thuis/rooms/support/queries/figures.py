"""What the monitor says about each offer: released shares of the newest round, of the whole institution.

Nothing here can reach an answer; a share that is not told is `Suppressed`, or told together with another.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from thuis.core.disclosure.model import EVERYTHING, JOIN, NONE
from thuis.core.disclosure.released import Cell, Figure, Suppressed
from thuis.core.questionnaire.offers import EXPERIENCE, KNOWN
from thuis.foundation.release.models import Release
from thuis.foundation.release.queries import cells, latest_release

SHARE, TOGETHER = "answer_share", "together"
Told = Figure | Suppressed | None
UNKNOWN_OPTION, USED_OPTION = 0, -1


@dataclass(frozen=True, slots=True)
class OfferFigures:
    """Shares of students: do not know it, used it; and of who used it, helped. None: was not asked."""

    round: str
    unknown: Told
    used: Told
    helped: Told

    @property
    def is_asked(self) -> bool:
        return self.unknown is not None or self.used is not None


def figures_of(codes: Iterable[str]) -> dict[str, OfferFigures]:
    """The figures of these offers in the newest released round; empty before there is a release."""
    release = latest_release()
    if release is None or not release.round_keys:
        return {}
    found = {code: _figures(release, release.round_keys[-1], code.replace("-", "_")) for code in codes}
    return {code: one for code, one in found.items() if one.is_asked}


def _figures(release: Release, round: str, code: str) -> OfferFigures:
    known, helped = (_shares(release, round, f"{name}_{code}") for name in (KNOWN, EXPERIENCE))
    return OfferFigures(
        round, _told(known, UNKNOWN_OPTION), _told(known, USED_OPTION), _told(helped, USED_OPTION)
    )


def _shares(release: Release, round: str, measure: str) -> list[Cell]:
    """The shares of the answers to one question, in the order of the answers."""
    everybody = [
        cell
        for cell in cells(release, round=round, measure=measure)
        if (cell.statistic, cell.unit_kind, cell.filter_kind) == (SHARE, EVERYTHING, NONE)
    ]
    return sorted(everybody, key=lambda cell: cell.option)


def _told(found: list[Cell], place: int) -> Told:
    """The share of the first or last answer; an answer that is told together with another is not told."""
    if not found:
        return None
    cell = found[place]
    return Suppressed(TOGETHER) if JOIN in cell.option else cell.told
