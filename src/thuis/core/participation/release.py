"""From the rows of a period to the figures that may leave, and from one version of them to the next."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from thuis.core.participation.cells import Cell, cells, reference_date
from thuis.core.participation.model import INSTITUTION, Count, Enrolled, Register, Unit
from thuis.core.participation.outcome import Unknown
from thuis.core.participation.periods import Span
from thuis.core.participation.reach import NO_GROUP, split
from thuis.core.participation.release_cell import PARTICIPATION, Teller, hours_cap
from thuis.core.participation.release_model import (
    JOIN,
    RULES,
    Cells,
    Figure,
    Period,
    ReleaseRules,
    Spot,
    Told,
    Untold,
    Why,
)
from thuis.core.participation.release_noise import Noise
from thuis.core.participation.release_protect import (
    Family,
    families_of,
    group_families,
    hidden_spots,
    told_together,
)
from thuis.core.participation.structure import Successors

# Who was behind a figure that was told, and with what, per unit: keyed numbers, never leaves the server.
Ledger = Mapping[Unit, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Groups:
    """Students compared by one trait: their enrolments, and the group of each person."""

    enrolled: tuple[Enrolled, ...]
    of: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Released:
    """One version of one period. `on`: the day on which the enrolled were counted."""

    period: Period
    rules: ReleaseRules
    on: date | None
    cells: Cells
    ledger: Ledger


@dataclass(slots=True)
class _Draft:
    enrolled: dict[Spot, Count] = field(default_factory=dict)
    told: dict[Spot, dict[str, Told]] = field(default_factory=dict)
    families: list[Family] = field(default_factory=list)


def release(
    register: Register,
    period: Period,
    *,
    key: bytes,
    groups: Mapping[str, Groups] | None = None,
    rules: ReleaseRules = RULES,
) -> Released:
    """Everything that may be told of a period.

    Args:
        register: all rows of the period; what they say of other days is left out.
        groups: by trait, such as `form`; they are told of the institution, domains and sites.
        key: the secret that the noise comes from.
    """
    span, on = period.span, reference_date(register, period.span)
    rows = [row for row in register.enrolled if row.on == on and not row.group]
    together = told_together(rows, rules)
    rows = [replace(row, place=together.place(row.place)) for row in rows]
    found = cells(register, span, together)
    teller = Teller(
        Noise(key, rules),
        hours_cap(found[INSTITUTION], rules),
        tuple(sorted({role.code for role in register.roles.values()})),
    )
    draft = _Draft(families=families_of(rows))
    for unit, cell in found.items():
        if unit == INSTITUTION or unit.code:
            draft.told[Spot(unit)] = teller.all_of(cell)
    draft.enrolled.update({Spot(unit): count for unit, count in _enrolled(rows).items()})
    for by, one in (groups or {}).items():
        _add_groups(draft, register, by, one, span, teller, together)
    return Released(period, rules, on, _protected(draft, rules), _ledger(found, key))


def _enrolled(rows: Iterable[Enrolled]) -> dict[Unit, Count]:
    found: defaultdict[Unit, Count] = defaultdict(lambda: Count(0, 0))
    for row in rows:
        for unit in row.place.units:
            found[unit] += row.count
    return dict(found)


def _add_groups(
    draft: _Draft,
    register: Register,
    by: str,
    groups: Groups,
    span: Span,
    teller: Teller,
    together: Successors,
) -> None:
    named = replace(register, enrolled=groups.enrolled, staff=())
    spots: list[Spot] = []
    for group, part in split(named, groups.of).items():
        if group == NO_GROUP:
            continue
        for unit, cell in cells(part, span, together).items():
            spot = Spot(unit, by, group)
            if isinstance(cell.enrolled, Unknown) or (unit != INSTITUTION and not unit.code):
                continue
            draft.told[spot] = {PARTICIPATION: teller.people(cell)}
            draft.enrolled[spot] = cell.enrolled
            spots.append(spot)
    draft.families += group_families(spots, draft.families)


def _protected(draft: _Draft, rules: ReleaseRules) -> dict[Spot, dict[str, Told]]:
    hidden = hidden_spots(draft.enrolled, draft.families, rules)
    return {
        spot: {name: _without(one, hidden[spot]) if spot in hidden else one for name, one in told.items()}
        for spot, told in draft.told.items()
    }


def _without(told: Told, why: Why) -> Untold:
    """What is not known stays not known; what is, is not told."""
    return Untold(why) if isinstance(told, Figure) else told


# --- versions ---------------------------------------------------------------------------------------------


def _ledger(found: Mapping[Unit, Cell], key: bytes) -> dict[Unit, dict[str, str]]:
    return {unit: _people_of(cell, key) for unit, cell in found.items()}


def _people_of(cell: Cell, key: bytes) -> dict[str, str]:
    """Per person, as a keyed number, what she adds to the figures, as another."""
    said: defaultdict[str, list[str]] = defaultdict(list)
    for one in cell.stints:
        said[one.person].append(f"{one.role.code}:{one.role.kind}:{one.hours}")
    for person in cell.pool:
        said[person].append("pool")
    return {_keyed(person, key): _keyed("|".join(sorted(rows)), key) for person, rows in said.items()}


def _keyed(text: str, key: bytes) -> str:
    return hashlib.blake2b(text.encode(), key=key, digest_size=9).hexdigest()


def people_changed(before: Mapping[str, str], after: Mapping[str, str]) -> int:
    """How many people came, left, or add something else."""
    return len({person for person, _ in before.items() ^ after.items()})


def next_version(before: Released, after: Released) -> Released | None:
    """The version after another: units in which enough people changed are new, all others stay as they were.

    None when that leaves nothing new. A unit that was not there before is new, unless a part of it was told
    together with others: then the difference would be of that part alone.
    """
    told = {(unit.level, code) for unit in before.ledger for code in unit.code.split(JOIN)}
    renewed = {
        unit
        for unit, people in after.ledger.items()
        if (
            people_changed(before.ledger[unit], people) >= after.rules.change
            if unit in before.ledger
            else told.isdisjoint((unit.level, code) for code in unit.code.split(JOIN))
        )
    }
    if not renewed:
        return None
    kept = {spot: told for spot, told in before.cells.items() if spot.unit not in renewed}
    new = {spot: told for spot, told in after.cells.items() if spot.unit in renewed}
    ledger = {**before.ledger, **{unit: after.ledger[unit] for unit in renewed}}
    return replace(after, cells={**kept, **new}, ledger=ledger)
