"""Which units and groups have no figures at all, so that nobody finds a small one by subtraction.

It follows from enrolments alone, which everybody may know, and so tells nothing of who takes part.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from thuis.core.participation.model import INSTITUTION, Count, Enrolled, Level, Unit
from thuis.core.participation.release_model import JOIN, ReleaseRules, Spot, Why
from thuis.core.participation.structure import Successors


@dataclass(frozen=True, slots=True)
class Family:
    """A whole, and the parts that add up to it."""

    parent: Spot
    children: tuple[Spot, ...]


def hidden_spots(
    enrolled: Mapping[Spot, Count], families: Iterable[Family], rules: ReleaseRules
) -> dict[Spot, Why]:
    """What is not told. Small ones; and where small ones alone are left out of a whole, the next smallest."""
    hidden = {spot: Why.FEW_ENROLLED for spot, count in enrolled.items() if count.low < rules.enrolled}
    known = tuple(families)
    while more := [spot for one in known for spot in _one_more(one, enrolled, hidden, rules)]:
        hidden.update(dict.fromkeys(more, Why.COMPLEMENT))
    return hidden


def _one_more(
    family: Family, enrolled: Mapping[Spot, Count], hidden: Mapping[Spot, Why], rules: ReleaseRules
) -> list[Spot]:
    told = [one for one in family.children if one not in hidden]
    gone = sum(enrolled[one].low for one in family.children if one in hidden)
    # of a whole that is hidden the parts may not add up to it either
    bare = family.parent in hidden and not gone
    if told and (bare or 0 < gone < rules.enrolled):
        return [min(told, key=lambda one: (enrolled[one].low, one.unit.code, one.group))]
    return []


def families_of(rows: Iterable[Enrolled]) -> list[Family]:
    """Domains and sites of the institution, programmes of a domain."""
    below: defaultdict[Unit, set[Unit]] = defaultdict(set)
    apart: dict[Unit, set[Unit]] = {INSTITUTION: set()}
    for row in rows:
        _, domain, site, programme = row.place.units
        below[INSTITUTION].add(domain)
        below[domain].add(programme)
        apart[INSTITUTION].add(site)
    made = [Family(Spot(one), tuple(map(Spot, units))) for one, units in below.items()]
    return [*made, Family(Spot(), tuple(map(Spot, apart[INSTITUTION])))]


def group_families(spots: Iterable[Spot], families: Iterable[Family]) -> list[Family]:
    """The groups of a unit add up to it; and a group of a unit to the same group of the unit around it."""
    within: defaultdict[tuple[Unit, str], list[Spot]] = defaultdict(list)
    known = set(spots)
    for spot in known:
        within[spot.unit, spot.by].append(spot)
    made = [Family(Spot(unit), tuple(found)) for (unit, _), found in within.items()]
    for by, group in {(one.by, one.group) for one in known}:
        for family in families:
            named = [Spot(one.unit, by, group) for one in (family.parent, *family.children)]
            children = tuple(one for one in named[1:] if one in known)
            if children:
                made.append(Family(named[0], children))
    return made


def told_together(rows: Iterable[Enrolled], rules: ReleaseRules) -> Successors:
    """Small programmes of a domain as one, from small to large, until each has `apart` enrolled."""
    sizes: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        sizes[row.place.domain][row.place.programme] += row.count.low
    now: dict[Unit, Unit] = {}
    for programmes in sizes.values():
        for codes in _merged(programmes, rules.apart):
            together = Unit(Level.PROGRAMME, JOIN.join(sorted(codes)))
            now.update({Unit(Level.PROGRAMME, code): together for code in codes})
    return Successors(now)


def _merged(sizes: Mapping[str, int], apart: int) -> list[list[str]]:
    """Lists of two or more programmes that are told together."""
    ordered = sorted(sizes, key=lambda code: (sizes[code], code))
    made: list[list[str]] = []
    while ordered and sizes[ordered[0]] < apart and len(ordered) > 1:
        one = [ordered.pop(0)]
        while ordered and sum(sizes[code] for code in one) < apart:
            one.append(ordered.pop(0))
        made.append(one)
    if ordered and sizes[ordered[0]] < apart and made:
        made[-1].append(ordered.pop(0))
    return made
