"""What goes with an outcome: each scale's part of what they tell together. Association, never cause."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from thuis.core.charts.model import DotRow, Dots, Hidden, Told
from thuis.core.disclosure.model import EVERYTHING
from thuis.core.disclosure.relations import Relation
from thuis.foundation.cards.words import SHARE, with_unit
from thuis.foundation.release.relations_file import UnitRelations
from thuis.rooms.insights.presenters import sentences
from thuis.rooms.insights.presenters.card import Card, Maker
from thuis.rooms.insights.presenters.names import measure_name
from thuis.rooms.insights.queries import Scene

Words = str | Promise
NAMED = 3  # more than so many at the top is no top
# What studies ask and what they give, in the order of the page; other predictors stand at the end.
PARTS: tuple[tuple[Words, tuple[str, ...]], ...] = (
    (gettext_lazy("Demands"), ("demands", "pressure")),
    (
        gettext_lazy("Resources"),
        ("resilience", "social_binding", "academic_binding", "home", "inclusion"),
    ),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A measure, and what it is about in the middle of a sentence."""

    measure: str
    words: Words


def goes_with(key: str, question: Words, outcome: Outcome, subject: str, theory: Words) -> Maker:
    """The part of each scale in what goes with an outcome, beside the unit around it."""

    def make(scene: Scene) -> Card | None:
        if not _asked(scene, outcome.measure):
            return None
        found = scene.relations(scene.spot)
        if found is None or outcome.measure not in found.shares:
            return _too_few(scene, key, question, outcome, subject)
        rows = _rows(scene, found, outcome.measure)
        around = scene.name_beside if any(row.usual is not None for row in rows) else ""
        value = _("Part of what goes together")
        chart = Dots(str(question), "", value, rows, SHARE, around, subject)
        words = (*_most(scene, found, outcome), _together(found.explained[outcome.measure]), _no_cause())
        return Card(key, str(question), words, chart, "relations", subject, str(theory))

    return make


def _asked(scene: Scene, outcome: str) -> bool:
    """Whether this round tells it of everybody."""
    whole = scene.related.get((scene.round, EVERYTHING, "all"))
    return whole is not None and outcome in whole.shares


def _too_few(scene: Scene, key: str, question: Words, outcome: Outcome, subject: str) -> Card:
    reason = _group() if scene.spot.filter_kind else _few(scene)
    row = DotRow(capfirst(str(outcome.words)), Hidden(reason))
    chart = Dots(str(question), "", _("Part of what goes together"), (row,), SHARE, "", subject)
    return Card(key, str(question), (_look_wider(),), chart, "relations", subject)


def _few(scene: Scene) -> str:
    words = {"n": scene.shape.rules.relations.least}
    return _("This needs at least %(n)s students who answered all of it.") % words


def _group() -> str:
    return _("Told of everybody in a unit together, not of one group.")


def _look_wider() -> str:
    return _("Not told here. A wider unit, with everybody in it, tells it.")


def _rows(scene: Scene, found: UnitRelations, outcome: str) -> tuple[DotRow, ...]:
    shares = found.shares[outcome]
    around = scene.relations(scene.beside) if scene.beside else None
    usual = around.shares.get(outcome, {}) if around else {}
    rows = []
    for head, names in _parts(shares):
        for place, name in enumerate(names):
            point = _point(shares[name], _direction(found.correlation(outcome, name)))
            other = usual[name].estimate if name in usual else None
            rows.append(DotRow(measure_name(scene, name), point, other, head="" if place else str(head)))
    return tuple(rows)


def _parts(shares: Mapping[str, Relation]) -> list[tuple[Words, list[str]]]:
    """The predictors that are told, in the parts of the page."""
    known = [name for _head, names in PARTS for name in names]
    parts = [(head, [name for name in names if name in shares]) for head, names in PARTS]
    parts.append((_("And"), [name for name in shares if name not in known]))
    return [(head, names) for head, names in parts if names]


def _point(share: Relation, said: str) -> Told:
    return Told(share.estimate, share.low, share.high, share.n_shown, said)


def _direction(found: Relation | None) -> str:
    """Whether more of one goes with more of the other."""
    if found is None or found.low <= 0 <= found.high:
        return pgettext("goes together with", "direction not clear")
    if found.estimate > 0:
        return pgettext("goes together with", "goes with more")
    return pgettext("goes together with", "goes with less")


def _most(scene: Scene, found: UnitRelations, outcome: Outcome) -> list[str]:
    """Which part is the largest, when that can be said; else which ones come first."""
    shares = sorted(found.shares[outcome.measure].values(), key=lambda one: -one.estimate)
    first = [one for one in shares if one.high >= shares[0].low]
    words = {
        "outcome": str(outcome.words),
        "name": measure_name(scene, shares[0].second),
        "low": _hundreds(shares[0].low),
        "high": _hundreds(shares[0].high),
        "names": _quoted(scene, first),
    }
    if len(first) == 1:
        largest = _(
            "Of what goes with %(outcome)s here, “%(name)s” has the largest part: about %(low)s to "
            "%(high)s of 100."
        )
        return [largest % words]
    if len(first) <= NAMED:
        return [_("Of what goes with %(outcome)s here, %(names)s have the largest parts.") % words]
    return [_("Of what goes with %(outcome)s here, no part is clearly the largest.") % words]


def _quoted(scene: Scene, found: Sequence[Relation]) -> str:
    return sentences.listed([f"“{measure_name(scene, one.second)}”" for one in found])


def _together(found: Relation) -> str:
    words = {"low": _hundreds(found.low), "high": with_unit(found.high, SHARE)}
    return _("Together they go with %(low)s to %(high)s of the differences between students.") % words


def _hundreds(share: float) -> str:
    return with_unit(share, SHARE).removesuffix("%")


def _no_cause() -> str:
    return _("This says what goes together, not what comes from what.")
