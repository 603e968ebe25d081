"""Known, used and experienced beside an offer, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thuis.core.disclosure.released import Figure
from thuis.rooms.support.queries.figures import OfferFigures, Told


@dataclass(frozen=True, slots=True)
class FigureWords:
    """Three short sentences; one that may not be told says so."""

    round: str
    known: str
    used: str
    helped: str


def figure_words(figures: Mapping[str, OfferFigures]) -> dict[str, FigureWords]:
    return {code: _words(one) for code, one in figures.items()}


def _words(one: OfferFigures) -> FigureWords:
    return FigureWords(
        one.round,
        _said(one.unknown, _("known by %(share)s of 100 students"), rest=True),
        _said(one.used, _("used by %(share)s of 100")),
        _said(one.helped, _("helped a lot: %(share)s of 100 who used it")),
    )


def _said(told: Told, words: str, *, rest: bool = False) -> str:
    """'about 62 (58 to 66)'. `rest`: the figure is of everybody else."""
    if told is None:
        return _("not asked")
    if not isinstance(told, Figure):
        return _("too few answers to say")
    low, high = (1 - told.high, 1 - told.low) if rest else (told.low, told.high)
    middle = None if told.estimate is None else (1 - told.estimate if rest else told.estimate)
    between = _("%(low)s to %(high)s") % {"low": round(100 * low), "high": round(100 * high)}
    about = between if middle is None else _("about %(n)s (%(between)s)") % {
        "n": round(100 * middle), "between": between,
    }  # fmt: skip
    return words % {"share": about}
