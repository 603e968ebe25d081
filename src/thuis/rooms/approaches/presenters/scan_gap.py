"""What a scan says beside what students say they need: in words, element by element, without any order."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thuis.core.disclosure.released import Suppressed
from thuis.core.elements.model import Element
from thuis.core.elements.scan import ROLES
from thuis.rooms.approaches.presenters.scan import HeatMap
from thuis.rooms.approaches.presenters.scan_words import ROLE_NAMES
from thuis.rooms.approaches.queries.scan_needs import INFORMATION, Need, NeedsOfUnit


@dataclass(frozen=True, slots=True)
class GapRow:
    """One element: what each role says of it, and what students say they need."""

    element: str
    name: str
    said: tuple[tuple[str, str], ...]
    needs: tuple[str, ...]
    not_known: tuple[str, ...]


def gap_rows(
    maps: Sequence[HeatMap], needs: NeedsOfUnit, elements: Sequence[Element], language: str
) -> tuple[GapRow, ...]:
    """Of every element, in the order of the drawing; by the first question, whether it is there."""
    rows = {row.element.key: row for row in maps[0].rows}
    return tuple(
        GapRow(
            one.key,
            one.name.in_(language),
            tuple(
                (str(ROLE_NAMES[role]), str(cell.hidden or cell.answer))
                for role, cell in zip(ROLES, rows[one.key].cells, strict=True)
            ),
            tuple(_asked_for(each, language) for each in needs.by_element.get(one.key, ())),
            _not_known(needs, language) if one.key == INFORMATION else (),
        )
        for one in elements
    )


def _asked_for(need: Need, language: str) -> str:
    words = {"what": need.words.in_(language), "share": _share(need)}
    return (
        _("%(what)s: %(share)s of 100 students would like help.") % words
        if words["share"]
        else _("%(what)s: not shown.") % words
    )


def _not_known(needs: NeedsOfUnit, language: str) -> tuple[str, ...]:
    return tuple(_offer(one, language) for one in needs.not_known)


def _offer(need: Need, language: str) -> str:
    # the offer alone, out of the question about it
    words = {"what": need.words.in_(language).rpartition(": ")[2].rstrip("?"), "share": _share(need)}
    return (
        _("%(what)s: %(share)s of 100 students do not know it.") % words
        if words["share"]
        else _("%(what)s: not shown.") % words
    )


def _share(need: Need) -> str:
    """From where to where the share lies, in students of a hundred; empty when it is hidden."""
    told = need.cell.told
    if isinstance(told, Suppressed):
        return ""
    low, high = max(0, round(100 * told.low)), min(100, round(100 * told.high))
    return _("%(low)s to %(high)s") % {"low": low, "high": high}
