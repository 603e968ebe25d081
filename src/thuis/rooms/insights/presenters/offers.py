"""Help that students know, use, and were helped by: per offer of the institution."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thuis.core.charts.model import BarRow, Bars, DotRow, Dots, Hidden, Line, Lines, Point
from thuis.core.disclosure.model import JOIN
from thuis.core.disclosure.released import Cell
from thuis.foundation.cards.words import SHARE
from thuis.foundation.release.book import Spot
from thuis.rooms.insights.presenters import makers, sentences
from thuis.rooms.insights.presenters.card import Card, Maker
from thuis.rooms.insights.presenters.figures import MATTERS_SHARE, compared, point_of, value_of
from thuis.rooms.insights.presenters.names import measure_name, option_name
from thuis.rooms.insights.presenters.words import group_name, verdict
from thuis.rooms.insights.queries import PANEL, Scene

KNOWN, EXPERIENCED = "HELP_", "HELPX_"
WINDOW = 0.3  # all panels show at least thirty of a hundred students, so slopes compare


def found(key: str, question: str | Promise) -> Maker:
    """Per offer: not known, known, used."""
    return _per_offer(key, question, KNOWN, gettext_lazy("not known"), gettext_lazy("used"))


def experienced(key: str, question: str | Promise) -> Maker:
    """Per offer, of those who used it: how it helped."""
    return _per_offer(key, question, EXPERIENCED, gettext_lazy("did not help"), gettext_lazy("helped"))


def offers_in(scene: Scene, prefix: str) -> list[str]:
    return [one.name for one in scene.shape.rules.measures if one.name.startswith(prefix)]


def offer_name(scene: Scene, item: str) -> str:
    """The offer alone, out of the question about it: 'Do you know this: Buddy?' gives 'Buddy'."""
    return measure_name(scene, item).rpartition(": ")[2].rstrip("?")


def _per_offer(
    key: str, question: str | Promise, prefix: str, less: str | Promise, more: str | Promise
) -> Maker:
    def make(scene: Scene) -> Card | None:
        items = [item for item in offers_in(scene, prefix) if scene.options(item)]
        if not items:
            return None
        chart = replace(makers.stacked(scene, str(question), items), less=str(less), more=str(more))
        chart = replace(chart, rows=tuple(_named(scene, chart, items)))
        return Card(key, str(question), tuple(_most_and_least(chart)), chart, "share")

    return make


def _named(scene: Scene, chart: Bars, items: list[str]) -> Iterator[BarRow]:
    for row, item in zip(chart.rows, items, strict=True):
        yield BarRow(offer_name(scene, item), row.shares)


def _most_and_least(chart: Bars) -> list[str]:
    """Of which offer most, and of which fewest, students gave an answer in the upper half."""
    shares = makers.uppers(chart)
    if not shares:
        return sentences.hidden_note([row.shares for row in chart.rows if isinstance(row.shares, Hidden)])
    most, least = max(shares, key=lambda one: shares[one]), min(shares, key=lambda one: shares[one])
    low, high = round(shares[least]), round(shares[most])
    if len(shares) > 1 and high - low < 100 * MATTERS_SHARE:
        words = {"more": chart.more, "low": low, "high": high}
        return [_("“%(more)s”: about as often for each, by %(low)s to %(high)s of 100 students.") % words]
    words = {"more": chart.more, "offer": most, "n": high}
    lines = [_("Most often “%(more)s”: %(offer)s, by about %(n)s of 100 students.") % words]
    if most != least and len(shares) == len(chart.rows):
        words = {"offer": least, "n": low}
        lines.append(_("Least often: %(offer)s, by about %(n)s of 100.") % words)
    return lines


def used_over_years(key: str, question: str | Promise) -> Maker:
    """Per offer the share of students who used it, round by round."""

    def make(scene: Scene) -> Card | None:
        items = [item for item in offers_in(scene, KNOWN) if scene.options(item)]
        if not items or len(scene.rounds) < 2:
            return None
        names = [offer_name(scene, item) for item in items]
        now, before = ([_use(scene, item, round) for item in items] for round in reversed(scene.rounds[-2:]))
        said = compared(now, before, SHARE)
        panels = tuple(
            Line(name, tuple(_used(scene, item)), (), verdict(each) if each else "")
            for name, item, each in zip(names, items, said, strict=True)
        )
        window = makers.window_of(panels, SHARE, WINDOW)
        chart = Lines(str(question), scene.rounds, panels, scene.name, "", SHARE, window)
        note = _("The band is the 95%% interval. Panels show the same part of the scale.") % {}
        words = sentences.of_list(names, said, scene.rounds[-2])
        return Card(key, str(question), tuple(words), chart, "share", "", note)

    return make


def _used(scene: Scene, item: str) -> Iterator[Point]:
    for round in scene.rounds:
        yield point_of(scene, _use(scene, item, round))


def _use(scene: Scene, item: str, round: str) -> Cell | None:
    cells = scene.options(item, round=round)
    return cells[-1] if cells and JOIN not in cells[-1].option else None


def not_found_by(key: str, question: str | Promise) -> Maker:
    """Of the offer that fewest students know here: who does not know it, per target group."""

    def make(scene: Scene) -> Card | None:
        item = _least_known(scene)
        if scene.spot.filter_kind or not item:
            return None
        spots = [
            scene.spot.of_group(kind, value)
            for kind, values in scene.groups.items()
            if kind != PANEL
            for value in values
        ]
        usual = value_of(_unknown(scene, item, scene.spot))
        rows = tuple(
            DotRow(
                group_name(spot.filter_kind, spot.filter_value),
                point_of(scene, _unknown(scene, item, spot)),
                usual,
                head=head,
            )
            for spot, head in zip(spots, makers.heads(spots), strict=True)
        )
        title = f"{question} {offer_name(scene, item)}"
        chart = Dots(title, "", option_name(scene, item, _first_option(scene, item)), rows, SHARE, scene.name)
        words = {"offer": offer_name(scene, item), "n": round(100 * (usual or 0))}
        said = [_("%(offer)s is the least known: about %(n)s of 100 students do not know it.") % words]
        return Card(
            key, title, tuple(said + sentences.hidden_note([row.point for row in rows])), chart, "share"
        )

    return make


def _least_known(scene: Scene) -> str:
    """The offer that most students do not know; nothing where that is not told of every offer."""
    items = [item for item in offers_in(scene, KNOWN) if scene.options(item)]
    shares = {item: value_of(_unknown(scene, item, scene.spot)) for item in items}
    known = {item: share for item, share in shares.items() if share is not None}
    return max(known, key=lambda item: known[item]) if known and len(known) == len(items) else ""


def _unknown(scene: Scene, item: str, spot: Spot) -> Cell | None:
    cells = scene.options(item, spot=spot)
    return cells[0] if cells and cells[0].option == _first_option(scene, item) else None


def _first_option(scene: Scene, item: str) -> str:
    return scene.codes(item)[0]
