"""Who answered: how many of the students who were invited, per unit and group."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from thuis.core.charts.model import DotRow, Dots, Point, Told
from thuis.core.disclosure.model import EVERYTHING
from thuis.core.disclosure.released import Cell, Suppressed
from thuis.foundation.cards.words import SHARE, interval, with_unit
from thuis.foundation.release.book import Spot
from thuis.rooms.insights.presenters.card import Card, Maker
from thuis.rooms.insights.presenters.figures import point_of
from thuis.rooms.insights.presenters.makers import heads
from thuis.rooms.insights.presenters.words import group_name
from thuis.rooms.insights.queries import Scene

ASKED = "wellbeing"  # the first questions, which almost everybody who begins answers


def here(key: str, question: str | Promise) -> Maker:
    """This unit and the units around it."""

    def make(scene: Scene) -> Card | None:
        spots = list(dict.fromkeys([scene.spot.everybody, *(one.everybody for one in scene.units_below)]))
        rows = [_row(scene, spot, scene.name_of(spot)) for spot in spots]
        return _card(scene, key, question, [row for row in rows if row])

    return make


def per_group(key: str, question: str | Promise) -> Maker:
    """Every group of which it is known how many there are: for the whole only."""

    def make(scene: Scene) -> Card | None:
        kinds = [kind for kind in scene.groups if kind in scene.shape.enrolled.get(scene.round, {})]
        spots = [Spot().of_group(kind, value) for kind in kinds for value in scene.groups[kind]]
        if scene.spot.unit_kind != EVERYTHING or scene.spot.filter_kind or not spots:
            return None
        rows = [
            _row(scene, spot, group_name(spot.filter_kind, spot.filter_value), head)
            for spot, head in zip(spots, heads(spots), strict=True)
        ]
        return _card(scene, key, question, [row for row in rows if row])

    return make


def _card(scene: Scene, key: str, question: str | Promise, rows: Sequence[DotRow]) -> Card | None:
    if not rows:
        return None
    chart = Dots(str(question), "", _("Answered"), tuple(rows), SHARE, "")
    return Card(key, str(question), tuple(_words(rows)), chart, "response")


def _words(rows: Sequence[DotRow]) -> list[str]:
    first = rows[0].point
    found = []
    if isinstance(first, Told) and first.value is not None:
        words = {
            "name": rows[0].label,
            "share": with_unit(first.value, SHARE),
            "likely": interval(first.low, first.high, SHARE),
        }
        found.append(_("%(name)s: about %(share)s of the students answered.") % words)
    return [*found, _("Who did not answer may feel different. Weights cannot repair that.")]


def _row(scene: Scene, spot: Spot, label: str, head: str = "") -> DotRow | None:
    """A share of the enrolled; nothing where nobody counted them."""
    enrolled = enrolled_in(scene, spot)
    point = rate_of(scene, scene.cell(ASKED, "count", spot=spot), enrolled) if enrolled else None
    return DotRow(label, point, mine=spot == scene.spot, head=head) if point else None


def rate_of(scene: Scene, cell: Cell | None, enrolled: int) -> Point:
    """Answers over students. The number of answers was rounded; the interval says how far."""
    if cell is None or isinstance(cell.told, Suppressed) or cell.told.estimate is None:
        return point_of(scene, cell)
    told = cell.told
    value, low, high = (min(one / enrolled, 1.0) for one in (told.estimate or 0.0, told.low, told.high))
    return Told(value, low, high, told.n_shown, _("of about %(n)s") % {"n": enrolled})


def enrolled_in(scene: Scene, spot: Spot) -> int:
    """How many students there are; 0 where it is not known. A domain is the sum of its programmes."""
    margins = scene.shape.enrolled.get(scene.round, {})
    if spot.filter_kind:
        return margins.get(spot.filter_kind, {}).get(spot.filter_value, 0)
    programmes = margins.get("programme", {})
    if spot.unit_kind == EVERYTHING:
        return sum(programmes.values())
    if spot.unit_kind == "domain":
        return sum(n for code, n in programmes.items() if scene.places.domains.get(code) == spot.unit)
    told = scene.book.members(spot) if spot.unit_kind == "programme" else ()
    return sum(programmes.get(code, 0) for code in told)
