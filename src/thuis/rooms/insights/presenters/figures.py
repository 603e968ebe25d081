"""Released cells as points of a chart, and what may be said of two of them."""

import math
from collections.abc import Sequence

from thuis.core.charts.model import Hidden, Point, Scale, Told
from thuis.core.disclosure.released import Cell, Suppressed
from thuis.core.statistics.beside import Span, difference, verdicts
from thuis.core.statistics.change import Verdict, verdict_within
from thuis.core.statistics.estimate import Estimate
from thuis.core.statistics.ranks import RankRange, rank_ranges
from thuis.rooms.insights.presenters.words import why_hidden
from thuis.rooms.insights.queries import Scene

# The smallest difference that is called one: 4 of 100 points, about 0.2 of the spread of one student, and 5
# of 100 students. A preset, until an institution knows from its own practice what makes a difference.
MATTERS, MATTERS_SHARE = 0.04, 0.05


def scale_of(scene: Scene, measure: str) -> Scale:
    """The axis of a measure: its real range, with one decimal when that range is short."""
    found = next((one for one in scene.shape.rules.measures if one.name == measure), None)
    if found is None:
        return Scale()
    return Scale(found.low, found.high, decimals=0 if found.range > 20 else 1)


def matters(scale: Scale) -> float:
    return MATTERS_SHARE if scale.unit == "%" else MATTERS * (scale.high - scale.low)


def point_of(scene: Scene, cell: Cell | None, said: str = "") -> Point:
    """A cell as a point; no cell, or no figure in it, is hidden with the reason."""
    if cell is None:
        return Hidden(why_hidden("", scene.shape.rules.thresholds.mean))
    if isinstance(cell.told, Suppressed):
        return Hidden(why_hidden(cell.told.reason, least_for(scene, cell)))
    told = cell.told
    return Told(told.estimate, told.low, told.high, told.n_shown, said)


def least_for(scene: Scene, cell: Cell) -> int:
    rules = scene.shape.rules
    measure = next((one for one in rules.measures if one.name == cell.measure), None)
    return rules.least_for(measure, cell.statistic) if measure else rules.thresholds.mean


def value_of(cell: Cell | None) -> float | None:
    """The estimate, where one is told."""
    return None if cell is None or isinstance(cell.told, Suppressed) else cell.told.estimate


def span_of(cell: Cell | None) -> Span | None:
    """A figure with its interval; nothing for a band or a hidden cell."""
    if cell is None or isinstance(cell.told, Suppressed) or cell.told.estimate is None:
        return None
    return Span(cell.told.estimate, cell.told.low, cell.told.high)


def change_of(scene: Scene, measure: str, scale: Scale) -> tuple[Span, Verdict] | None:
    """The change since the round before, as it was released, and what may be said of it."""
    found = span_of(scene.cell(measure, "change"))
    return (found, verdict_within(found.value, found.low, found.high, matters(scale))) if found else None


def beside(scene: Scene, measure: str, scale: Scale) -> Verdict | None:
    """How a figure compares with the same figure of the unit around it."""
    own, other = span_of(scene.cell(measure)), span_of(scene.cell(measure, spot=scene.beside))
    if scene.beside is None or own is None or other is None:
        return None
    return verdicts([difference(own, other)], matters(scale))[0]


def compared(own: Sequence[Cell | None], usual: Sequence[Cell | None], scale: Scale) -> list[Verdict | None]:
    """A list of figures, each beside its reference; corrected for the length of the list."""
    pairs = [(span_of(one), span_of(other)) for one, other in zip(own, usual, strict=True)]
    known = [difference(one, other) for one, other in pairs if one and other]
    said = iter(verdicts(known, matters(scale)))
    return [next(said) if one and other else None for one, other in pairs]


def likely_places(cells: Sequence[Cell | None]) -> list[RankRange | None]:
    """The places that each figure of a list may have, highest first; nothing for what is not told."""
    spans = [span_of(cell) for cell in cells]
    # the width of a released interval holds the uncertainty of its own spread already
    known = [Estimate(span.value, span.se, 0, math.inf) for span in spans if span]
    found = iter(rank_ranges(known) if len(known) > 1 else [])
    return [next(found, None) if span else None for span in spans]
