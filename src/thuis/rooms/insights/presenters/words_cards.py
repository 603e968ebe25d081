"""What students wrote: per open question its themes, and sentences that they let us show."""

from collections.abc import Iterator, Sequence

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from thuis.core.charts.model import DotRow, Dots, Hidden, Point, Told
from thuis.core.disclosure.model import EVERYTHING
from thuis.foundation.cards.card import Quoted
from thuis.foundation.cards.words import SHARE, value_words
from thuis.foundation.words.queries import stamp_of
from thuis.foundation.words.told import ToldQuestion, ToldTheme
from thuis.rooms.insights.presenters.card import Card, Maker
from thuis.rooms.insights.presenters.tab import Found
from thuis.rooms.insights.queries import Scene


def open_questions(scene: Scene) -> Iterator[Found]:
    """A card per open question: for the institution as a whole, and never for a group."""
    if scene.spot.unit_kind == EVERYTHING and not scene.spot.filter_kind:
        for one in scene.written():
            yield Found(one.item.lower(), one.question.in_(scene.language), _maker(one))


def stamp(scene: Scene) -> str:
    """Quotes come and go apart from releases: a page that is kept must not outlive one."""
    return stamp_of(scene.round)


def _maker(one: ToldQuestion) -> Maker:
    def make(scene: Scene) -> Card:
        language, title = scene.language, one.question.in_(scene.language)
        themes = sorted(one.themes, key=_most)
        shown = [theme for theme in themes if theme.told] or themes
        rows = tuple(DotRow(theme.name.in_(language), _point(theme)) for theme in shown)
        chart = Dots(title, _("Theme"), _("Texts"), rows, SHARE, "")
        quotes = tuple(_quoted(theme, language) for theme in themes if theme.quotes)
        words = (*_largest(rows), _("These are texts of students who let us read them."))
        return Card(one.item.lower(), title, words, chart, "words", "", _note(one, language), None, quotes)

    return make


def _most(theme: ToldTheme) -> tuple[bool, float]:
    """The most told first; what is not told last."""
    return (theme.told is None, -((theme.told.share or theme.told.low) if theme.told else 0.0))


def _point(theme: ToldTheme) -> Point:
    told = theme.told
    if told is None:
        return Hidden(_("The two readers did not agree enough, or saw it nowhere."))
    return Told(told.share, told.low, told.high, told.n)


def _quoted(theme: ToldTheme, language: str) -> Quoted:
    return Quoted(theme.name.in_(language), tuple((one.language, one.words) for one in theme.quotes))


def _largest(rows: Sequence[DotRow]) -> Iterator[str]:
    told = [(row.label, row.point) for row in rows if isinstance(row.point, Told) and row.point.value]
    for label, point in told[:1]:
        words = {"theme": label, "n": round(100 * (point.value or 0.0))}
        yield _("The most about ‘%(theme)s’: about %(n)s of 100 texts.") % words
    if not told:
        yield _("Of no theme a share can be told.")
    for label, point in told[1:2]:
        yield _("Then ‘%(theme)s’: %(n)s.") % {"theme": label, "n": value_words(point, SHARE)}


def _note(one: ToldQuestion, language: str) -> str:
    """How far the readers agreed, and the number that shows that nothing was changed since."""
    told = [(theme.name.in_(language), theme.alpha) for theme in one.themes if theme.alpha is not None]
    said = ", ".join(f"{name} {number_format(alpha, 1)}" for name, alpha in told)
    agreed = _("Agreement of the two readers (alpha, at most 1): %(themes)s.") % {"themes": said}
    rest = ", ".join(theme.name.in_(language) for theme in one.themes if theme.told is None)
    silent = _("Not told, for they agreed too little or saw it nowhere: %(themes)s.") % {"themes": rest}
    sealed = _("Certificate %(digest)s.") % {"digest": one.certificate[:12]}
    return " ".join((*([agreed] if told else []), *([silent] if rest else []), sealed))
