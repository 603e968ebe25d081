"""The figures by which a plan is looked at: which there are, and how one reads in a round or a quarter.

Everything comes from releases: of the monitor by book, of participation by volume.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from thuis.core.charts.model import Scale
from thuis.core.disclosure.model import EVERYTHING
from thuis.core.disclosure.released import Cell
from thuis.core.disclosure.released import Figure as Estimated
from thuis.core.disclosure.titles import Titles
from thuis.core.loop.remeasure import (
    Remeasured,
    matters_of_scale,
    matters_of_share,
    remeasured,
    share_with_chance,
)
from thuis.core.participation.model import INSTITUTION, Level
from thuis.core.participation.model import Unit as Counted
from thuis.core.participation.release_cell import AVAILABILITY, CONVERSION, PARTICIPATION
from thuis.core.participation.release_model import RULES, Figure
from thuis.core.participation.release_model import Spot as Corner
from thuis.core.statistics.beside import Span
from thuis.core.texts import Text
from thuis.foundation.release.book import Spot, book_of
from thuis.foundation.release.models import ParticipationRelease, Release
from thuis.foundation.release.participation_queries import Volume, latest_versions, volume_of
from thuis.foundation.release.queries import releases, shape_of
from thuis.rooms.approaches.models import Plan

KINDS = ("scale", "composite", "item")
TAKING_PART = (PARTICIPATION, CONVERSION, AVAILABILITY)
SHARE = Scale(0, 1, unit="%", factor=100, decimals=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """A measure that somebody can choose, with its title; `kind` as in the release."""

    name: str
    title: Text
    kind: str


@dataclass(frozen=True, slots=True)
class Again:
    """What a plan's measure says about two periods, and on which axis. `version` of which release."""

    found: Remeasured
    scale: Scale
    version: int


@dataclass(frozen=True)
class Figures:
    """All releases at one moment, read once for a page: of the monitor newest first, and of each quarter."""

    releases: tuple[Release, ...]
    quarters: Mapping[str, ParticipationRelease]  # oldest first

    @property
    def newest(self) -> Release | None:
        return self.releases[0] if self.releases else None

    @property
    def rounds(self) -> tuple[str, ...]:
        """The released rounds, oldest first."""
        return self.newest.round_keys if self.newest else ()

    @property
    def titles(self) -> Titles:
        return shape_of(self.newest).titles if self.newest else Titles()

    @property
    def measures(self) -> tuple[Asked, ...]:
        """What the newest release of the monitor tells a mean of: scales first, then questions."""
        if self.newest is None:
            return ()
        found = [one for one in shape_of(self.newest).rules.measures if one.kind in KINDS]
        asked = [Asked(one.name, self.titles.measure(one.name), one.kind) for one in found]
        return tuple(sorted(asked, key=lambda one: KINDS.index(one.kind)))

    def groups(self, kind: str, code: str) -> dict[str, tuple[str, ...]]:
        """The groups of students that the newest release tells apart in a unit."""
        return book_of(self.newest).groups(Spot(kind, code)) if self.newest else {}

    def periods_after(self, plan: Plan) -> tuple[str, ...]:
        """The rounds or quarters that came after the one to compare with."""
        known = self.rounds if plan.indicator == Plan.Indicator.MONITOR else tuple(self.quarters)
        return known[known.index(plan.baseline) + 1 :] if plan.baseline in known else ()

    def measured_again(self, plan: Plan, after: str, version: int | None = None) -> Again:
        """The figure of a plan then and now; of a version that is not there any more, in the newest."""
        if plan.indicator == Plan.Indicator.PARTICIPATION:
            return self._taking_part(plan, after)
        release = next((one for one in self.releases if one.version == version), self.newest)
        return _answered(plan, after, release) if release else Again(remeasured(None, None, 1.0), Scale(), 0)

    def _taking_part(self, plan: Plan, after: str) -> Again:
        keys = (plan.baseline, after)
        volumes = {key: volume_of(self.quarters[key]) for key in keys if key in self.quarters}
        spot = Corner(_counted(plan), plan.group_kind, plan.group)
        before, now = (_share(volumes[key], spot, plan.measure) if key in volumes else None for key in keys)
        matters = matters_of_share(before.value) if before else 1.0
        version = volumes[after].version if after in volumes else 0
        return Again(remeasured(before, now, matters), SHARE, version)


def figures() -> Figures:
    """Two queries, however many figures a page asks of them."""
    known = [one for one in latest_versions().items() if one[0].number]
    known.sort(key=lambda one: (one[0].year, one[0].number))
    return Figures(releases(), {period.key: row for period, row in known})


def _answered(plan: Plan, after: str, release: Release) -> Again:
    book, scale = book_of(release), scale_of(release, plan.measure)
    spot = Spot(plan.place_kind, plan.place, plan.group_kind, plan.group)
    before, now = (_span(book.cell(spot, one, plan.measure)) for one in (plan.baseline, after))
    told = _span(book.cell(spot, after, plan.measure, "change"))
    is_next = (plan.baseline, after) in zip(release.round_keys, release.round_keys[1:], strict=False)
    matters = matters_of_scale(scale.low, scale.high)
    return Again(remeasured(before, now, matters, told if is_next else None), scale, release.version)


def scale_of(release: Release, measure: str) -> Scale:
    """The axis of a measure: its real range, with one decimal when that range is short."""
    found = next((one for one in shape_of(release).rules.measures if one.name == measure), None)
    return Scale(found.low, found.high, decimals=0 if found.range > 20 else 1) if found else Scale()


def _span(cell: Cell | None) -> Span | None:
    if cell is None or not isinstance(cell.told, Estimated) or cell.told.estimate is None:
        return None
    return Span(cell.told.estimate, cell.told.low, cell.told.high)


def _counted(plan: Plan) -> Counted:
    return INSTITUTION if plan.place_kind == EVERYTHING else Counted(Level(plan.place_kind), plan.place)


def _share(volume: Volume, spot: Corner, measure: str) -> Span | None:
    told = volume.told(spot, measure)
    if not isinstance(told, Figure) or told.value is None or not told.whole:
        return None
    return share_with_chance(told.value, told.whole, RULES.reach)
