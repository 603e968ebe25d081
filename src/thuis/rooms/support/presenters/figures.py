"""Known, used and experienced beside an offer, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thuis.core.disclosure.released import Figure
from thuis.rooms.support.queries.figures import TOGETHER, OfferFigures, Told


@dataclass(frozen=True, slots=True)
class FigureWords:
    """Of a hundred students: how many know it, used it, and of who used it were helped very well."""

    round: str
    known: str
    used: str
    helped: str


def figure_words(figures: Mapping[str, OfferFigures]) -> dict[str, FigureWords]:
    return {code: _words(one) for code, one in figures.items()}


def _words(one: OfferFigures) -> FigureWords:
    return FigureWords(one.round, _said(one.unknown, rest=True), _said(one.used), _said(one.helped))


def _said(told: Told, *, rest: bool = False) -> str:
    """'about 62 (58 to 66)', or why there is no number. `rest`: the figure is of everybody else."""
    if told is None:
        return _("not asked")
    if not isinstance(told, Figure):
        apart = told.reason == TOGETHER
        return _("not told apart from another answer") if apart else _("too few answers to say")
    low, high = (1 - told.high, 1 - told.low) if rest else (told.low, told.high)
    words = {"low": round(100 * low), "high": round(100 * high)}
    if told.estimate is None:
        return _("%(low)s to %(high)s") % words
    middle = round(100 * (1 - told.estimate if rest else told.estimate))
    return _("about %(n)s (%(low)s to %(high)s)") % {"n": middle, **words}
