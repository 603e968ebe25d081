"""The released results of somebody's own units: what stands beside her self-check."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from thuis.core.disclosure.released import Cell
from thuis.core.texts import Text
from thuis.foundation.institution.models import Unit
from thuis.foundation.institution.queries import roles_of
from thuis.foundation.permissions.roles import SEE_RESULTS
from thuis.foundation.release.access import sight_of
from thuis.foundation.release.book import Spot, book_of
from thuis.foundation.release.models import Release
from thuis.foundation.release.queries import latest_release, shape_of
from thuis.rooms.approaches.queries.library import today

# What these recommendations are about: the ties with people, with lecturers, with the place.
MEASURES = ("academic_binding", "social_binding", "home", "inclusion", "engagement")
MOST = 4  # units on one page


@dataclass(frozen=True, slots=True)
class OwnFigure:
    name: Text
    cell: Cell


@dataclass(frozen=True, slots=True)
class OwnUnit:
    """One unit of hers with the figures of the newest round, hidden ones too."""

    spot: Spot
    name: Text
    round: str
    figures: tuple[OwnFigure, ...]


def own_results(user: Any) -> tuple[OwnUnit, ...]:
    """Of the units of her roles, as her own sight lets her read them; empty before there is a release."""
    release = latest_release()
    if release is None:
        return ()
    sight, units = sight_of(user), book_of(release).units
    spots = dict.fromkeys(spot_of(unit) for unit in _units(user))
    seen = [one for one in spots if sight.covers(one.unit_kind, {one.unit})]
    return tuple(_own(release, one) for one in seen if one.unit in units.get(one.unit_kind, ()))[:MOST]


def spot_of(unit: Unit) -> Spot:
    """Where the figures of a unit stand."""
    return Spot() if unit.kind == Unit.Kind.INSTITUTION else Spot(unit.kind, unit.code)


def _units(user: Any) -> Iterator[Unit]:
    """A role at one site says nothing about a whole unit."""
    roles = (role for role in roles_of(user, today()) if role.kind in SEE_RESULTS)
    return (role.unit for role in roles if role.site_id is None)


def _own(release: Release, spot: Spot) -> OwnUnit:
    book, titles, round = book_of(release), shape_of(release).titles, release.round_keys[-1]
    found = ((measure, book.cell(spot, round, measure)) for measure in MEASURES)
    figures = tuple(OwnFigure(titles.measure(measure), cell) for measure, cell in found if cell)
    return OwnUnit(spot, titles.value(spot.unit_kind, " | ".join(book.members(spot))), round, figures)
