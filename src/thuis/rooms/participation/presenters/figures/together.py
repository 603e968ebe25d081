"""Participation beside what students answered: of programmes, never of students."""

from collections.abc import Sequence
from statistics import median

from django.utils.translation import gettext as _

from thuis.core.charts.model import DotRow, Dots, Scale
from thuis.core.charts.model import Told as Shown
from thuis.core.disclosure.released import Cell, Suppressed
from thuis.core.disclosure.released import Figure as Answered
from thuis.core.participation.model import Level, Unit
from thuis.core.participation.release_cell import PARTICIPATION
from thuis.foundation.cards.words import with_unit
from thuis.rooms.participation.presenters.figures.card import Card
from thuis.rooms.participation.presenters.figures.words import SHARE, share_scale
from thuis.rooms.participation.queries.figures import Scene

BELONGING, OWN_ROLES = "belonging_domain", "PART01"
LEAST = 4  # programmes with both figures; with fewer two lists say nothing
Both = tuple[Unit, float, Answered]


def belonging(scene: Scene) -> Card | None:
    """Belonging of the programmes with less and with more participation than the middle one."""
    found = _with_both(scene)
    if len(found) < LEAST:
        return None
    middle = median(share for _, share, _ in found)
    less = [one for one in found if one[1] < middle]
    more = [one for one in found if one[1] >= middle]
    words = {"share": with_unit(middle, SHARE)}
    rows = [
        *_rows(scene, less, _("Fewer than %(share)s take part") % words),
        *_rows(scene, more, _("%(share)s or more take part") % words),
    ]
    question = _("Do participation and belonging go together?")
    chart = Dots(question, _("Programme"), _("Belonging, 0 to 100"), tuple(rows), Scale(), "", "belonging")
    note = _("That two things go together does not say that one leads to the other.")
    return Card("belonging", question, _said(less, more), chart, "together", note, subject="belonging")


def _with_both(scene: Scene) -> list[Both]:
    found: dict[tuple[str, ...], Both] = {}
    for unit in scene.own_units:
        if unit.level is not Level.PROGRAMME or scene.monitor is None:
            continue
        share = scene.figure(PARTICIPATION, unit=unit)
        cells = scene.monitor.cells(unit, BELONGING)
        # told together with others in one of the two is about other students
        alone = cells and cells[0].unit == scene.volume.members(unit)
        if share and share.value is not None and alone and _told(cells[0]) is not None:
            found[cells[0].unit] = (unit, share.value, _told(cells[0]))  # type: ignore[assignment]
    return sorted(found.values(), key=lambda one: scene.name_of(one[0]))


def _told(cell: Cell) -> Answered | None:
    """A figure with a number; a band or a hidden cell is none."""
    told = cell.told
    return None if isinstance(told, Suppressed) or told.estimate is None else told


def _rows(scene: Scene, found: Sequence[Both], head: str) -> list[DotRow]:
    rows = []
    for at, (unit, share, told) in enumerate(found):
        said = _("participation %(share)s") % {"share": with_unit(share, SHARE)}
        point = Shown(told.estimate, told.low, told.high, None, said)
        rows.append(DotRow(scene.name_of(unit), point, mine=unit == scene.unit, head=head if at == 0 else ""))
    return rows


def _said(less: Sequence[Both], more: Sequence[Both]) -> tuple[str, ...]:
    """The middle of each list, without any claim about why."""
    if not less:
        return ()
    words = {
        "less": round(median(told.estimate or 0.0 for _, _, told in less)),
        "more": round(median(told.estimate or 0.0 for _, _, told in more)),
    }
    return (
        _("Where fewer take part, belonging is %(less)s in the middle; where more take part, it is %(more)s.")
        % words,
    )


def own_words(scene: Scene) -> Card | None:
    """What students themselves said they did, in the newest round of the monitor."""
    if scene.monitor is None:
        return None
    cells = scene.monitor.cells(scene.unit, OWN_ROLES, "answer_share")
    named = [
        (scene.monitor.titles.option(OWN_ROLES, one.option).in_(scene.language), one.told) for one in cells
    ]
    rows = [
        DotRow(name, Shown(told.estimate, told.low, told.high, told.n_shown))
        for name, told in named
        if not isinstance(told, Suppressed)
    ]
    if not rows:
        return None
    question = _("What students told themselves, in round %(round)s") % {"round": scene.monitor.round}
    chart = Dots(
        question, "", _("Share"), tuple(rows), share_scale([row.point for row in rows]), "", "participation"
    )
    note = _("This comes from the questionnaire. It is not added to the files, and counts other things.")
    return Card("own-words", question, (), chart, "told", note)
