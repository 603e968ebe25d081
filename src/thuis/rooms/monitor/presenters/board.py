"""The response board as a page: words first, then tables with bars."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thuis.core.fieldwork.board import Level, spread
from thuis.core.fieldwork.forecast import forecast
from thuis.core.fieldwork.groups import OTHER
from thuis.core.fieldwork.rounding import VARIANCE
from thuis.core.fieldwork.words import one_of
from thuis.foundation.institution.models import Site, Unit
from thuis.rooms.monitor.models import BoardLine, Round
from thuis.rooms.monitor.queries import board as queries

Names = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class BarView:
    """Percent of the invited: certain to `low`, hatched to `high`; where last round stood, and the target."""

    low: int
    high: int
    last: int | None
    target: int | None

    @property
    def band(self) -> int:
        return self.high - self.low


@dataclass(frozen=True, slots=True)
class LineView:
    label: str
    invited: str
    began: str
    completed: str
    share: str
    last_share: str
    bar: BarView


@dataclass(frozen=True, slots=True)
class TableView:
    """Lines of one kind; `inside` is the parent that they share, empty for none."""

    title: str
    inside: str
    lines: tuple[LineView, ...]


@dataclass(frozen=True, slots=True)
class BoardPage:
    key: str
    title: str
    day: int
    days: int
    sentences: tuple[str, ...]
    tables: tuple[TableView, ...]
    has_last: bool
    target: int | None
    may_steer: bool
    is_part: bool


@dataclass(frozen=True, slots=True)
class _Days:
    """The lines of this round's latest day, those of last round on that day, and how last round ended."""

    day: int
    lines: Sequence[BoardLine]
    last: Mapping[tuple[str, str, str], BoardLine]
    last_final: BoardLine | None


def board_page(round: Round, *, units: frozenset[int] | None, may_steer: bool, language: str) -> BoardPage:
    """The board for somebody who sees the lines of `units`, or every line when that is None."""
    days = _days(round)
    names, visible = _names(language), _visible(days.lines, units)
    return BoardPage(
        key=round.key,
        title=round.title_in(language),
        day=days.day,
        days=(round.closes_on - round.opens_on).days + 1,
        sentences=_sentences(round, days),
        tables=tuple(_tables(visible, days, names, round.target)),
        has_last=bool(days.last),
        target=round.target,
        may_steer=may_steer and round.state != Round.State.CLOSED,
        is_part=units is not None,
    )


def _days(round: Round) -> _Days:
    lines = queries.lines_on(round, queries.day_of_fieldwork(round))
    day = lines[0].day if lines else 0
    before = queries.round_before(round)
    last = queries.lines_on(before, day) if before else ()
    return _Days(
        day, lines, {_key(line): line for line in last}, queries.final_line(before) if before else None
    )


def _key(line: BoardLine) -> tuple[str, str, str]:
    return line.level, line.parent, line.code


def _names(language: str) -> Names:
    """Of every unit and site, by kind and code."""
    units = {(unit.kind, unit.code): unit.name_in(language) for unit in Unit.objects.all()}
    return units | {(Level.SITE, code): name for code, name in Site.objects.values_list("code", "name")}


def _visible(lines: Iterable[BoardLine], units: frozenset[int] | None) -> list[BoardLine]:
    """Every line; or that of the whole institution, and of the viewer's own units."""
    if units is None:
        return list(lines)
    own = set(Unit.objects.filter(pk__in=units).values_list("kind", "code"))
    return [line for line in lines if line.level == Level.INSTITUTION or _is_own(line, own)]


def _is_own(line: BoardLine, own: set[tuple[str, str]]) -> bool:
    if line.level == Level.PROGRAMME and line.code == OTHER:
        return (Level.DOMAIN, line.parent) in own
    return line.code != OTHER and (line.level, line.code) in own


# --- words ---------------------------------------------------------------------------------------------


def _sentences(round: Round, days: _Days) -> tuple[str, ...]:
    whole = next((line for line in days.lines if line.level == Level.INSTITUTION), None)
    if whole is None:
        return ()
    last = days.last.get(_key(whole))
    said = (
        _stands(whole),
        _compared(last, days.day),
        _aims(round, whole),
        _ends(whole, last, days.last_final),
    )
    return tuple(sentence for sentence in said if sentence)


def _stands(line: BoardLine) -> str:
    pair = one_of(_share(line))
    if pair is None:
        return _("Hardly anybody has handed in yet.")
    words = ngettext(
        "%(some)s of %(all)s students has handed in.", "%(some)s of %(all)s students have handed in.", pair[0]
    )
    return words % {"some": pair[0], "all": pair[1]}


def _compared(last: BoardLine | None, day: int) -> str:
    if last is None:
        return _("There is no earlier round to compare with.")
    words = _("Last round, on day %(day)s, it was %(share)s.")
    return words % {"day": day, "share": share_words(_share(last))}


def _aims(round: Round, line: BoardLine) -> str:
    if round.target is None:
        return ""
    if _share(line) * 100 >= round.target:
        return _("The target of %(target)s%% is reached.") % {"target": round.target}
    return _("The target is %(target)s%%.") % {"target": round.target}


def _ends(line: BoardLine, last: BoardLine | None, final: BoardLine | None) -> str:
    found = None
    if last and final:
        variance = VARIANCE * max(line.parts, last.parts, final.parts)
        found = forecast(line.completed, last.completed, final.completed, variance=variance)
    if found is None:
        return _("It is too early to say where it will end.")
    words = _("If students go on as last round, %(low)s to %(high)s will hand in: %(from)s to %(to)s%%.")
    return words % {
        "low": number_words(5 * round(found.low / 5)),
        "high": number_words(5 * round(found.high / 5)),
        "from": round(100 * min(1, found.low / line.invited)),
        "to": round(100 * min(1, found.high / line.invited)),
    }


def share_words(share: float) -> str:
    """'1 of 4', or 'hardly anybody'."""
    pair = one_of(share)
    return _("%(some)s of %(all)s") % {"some": pair[0], "all": pair[1]} if pair else _("hardly anybody")


def number_words(number: int) -> str:
    """1,430 or 1.430, as the reader writes it."""
    return number_format(number, force_grouping=True)


def band_words(number: int, parts: int, most: int) -> str:
    """'11–19': between which numbers the true one lies."""
    low, high = spread(number, parts, most)
    return f"{number_words(low)}–{number_words(high)}"


def _share(line: BoardLine) -> float:
    return line.completed / line.invited if line.invited else 0.0


# --- tables --------------------------------------------------------------------------------------------


def _tables(lines: Sequence[BoardLine], days: _Days, names: Names, target: int | None) -> Iterable[TableView]:
    """The whole and its domains, then the programmes of each domain, then sites, then years of study."""
    first = [line for line in lines if line.level in {Level.INSTITUTION, Level.DOMAIN}]
    yield _table(_("Institution and domains"), "", first, days, names, target)
    programmes = [line for line in lines if line.level == Level.PROGRAMME]
    for parent in sorted({line.parent for line in programmes}, key=lambda code: _unit(names, code)):
        inside = [line for line in programmes if line.parent == parent]
        yield _table(_("Programmes"), _unit(names, parent), inside, days, names, target)
    for level, title in ((Level.SITE, _("Sites")), (Level.YEAR, _("Years of study"))):
        if found := [line for line in lines if line.level == level]:
            yield _table(title, "", found, days, names, target)


def _unit(names: Names, code: str) -> str:
    return names.get((Level.DOMAIN, code), code)


def _table(
    title: str, inside: str, lines: Iterable[BoardLine], days: _Days, names: Names, target: int | None
) -> TableView:
    views = [
        (line, line_view(line, days.last.get(_key(line)), _label(line, names), target)) for line in lines
    ]
    # the whole first, then by name, the other small groups last
    views.sort(key=lambda pair: (pair[0].level != Level.INSTITUTION, pair[0].code == OTHER, pair[1].label))
    return TableView(title, inside, tuple(view for _line, view in views))


def _label(line: BoardLine, names: Names) -> str:
    if line.level == Level.INSTITUTION:
        return _("Everybody")
    if line.code == OTHER:
        return _("Other small groups together")
    if line.level == Level.YEAR:
        return _("Year %(year)s") % {"year": line.code}
    return names.get((line.level, line.code), line.code)


def line_view(line: BoardLine, last: BoardLine | None, label: str, target: int | None) -> LineView:
    """One line in words and as a bar."""
    low, high = spread(line.completed, line.parts, line.invited)
    whole = max(1, line.invited)
    return LineView(
        label=label,
        invited=band_words(line.invited, line.parts, line.invited + 4 * line.parts),
        began=band_words(line.began, line.parts, line.invited),
        completed=band_words(line.completed, line.parts, line.invited),
        share=share_words(_share(line)),
        last_share=share_words(_share(last)) if last else "",
        bar=BarView(
            low=round(100 * low / whole),
            high=round(100 * high / whole),
            last=round(100 * _share(last)) if last else None,
            target=target,
        ),
    )
