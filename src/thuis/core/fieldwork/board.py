"""The response board: numbers for the institution, each domain, programme, site and year, in fives.

Each number is a sum over the groups of `groups.merge_small`, rounded once by `rounding`. So the board is a
function of the rounded groups alone: whatever is added or subtracted, at least five numbers stay possible
for each group, and each group has ten invited students or more.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from thuis.core.fieldwork.groups import OTHER, Place, Tally, merge_small
from thuis.core.fieldwork.rounding import BASE, VARIANCE, rounded, rounded_part

# What was drawn for a group, 0 to 4; for one name always the same, and nobody else can know it.
Draw = Callable[[str], int]


class Level(StrEnum):
    INSTITUTION = "institution"
    DOMAIN = "domain"
    PROGRAMME = "programme"
    SITE = "site"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of the board. `code` is empty for the other small groups of `parent`; `parts` is how many
    rounded groups were added up."""

    level: Level
    parent: str
    code: str
    invited: int
    began: int
    completed: int
    parts: int


Key = tuple[Level, str, str]


def board(tallies: Mapping[Place, Tally], draw: Draw) -> tuple[Shown, ...]:
    """Every line, in the order of level, parent and code; none when fewer than ten students are invited."""
    lines: dict[Key, Shown] = {}
    for place, tally in merge_small(tallies).items():
        group = rounded_tally(tally, "|".join(place), draw)
        for key in _keys(place):
            lines[key] = _plus(lines.get(key, Shown(*key, 0, 0, 0, 0)), group)
    order = list(Level)
    return tuple(lines[key] for key in sorted(lines, key=lambda key: (order.index(key[0]), *key[1:])))


def rounded_tally(tally: Tally, name: str, draw: Draw) -> Tally:
    """A group as it may be shown.

    Began and completed share one draw, so that the first is never the smaller. Invited has a draw of its own:
    how many are invited is known to many, and would give away the other.
    """
    offset = draw(name)
    return Tally(
        rounded(tally.invited, draw(f"{name}|invited")),
        rounded_part(tally.began, tally.invited, offset),
        rounded_part(tally.completed, tally.invited, offset),
    )


def _keys(place: Place) -> list[Key]:
    """The lines that a group counts in. Programmes of a domain that was merged away have no lines."""
    domain, programme, site, year = place
    keys = [
        (Level.INSTITUTION, "", ""),
        (Level.DOMAIN, "", domain),
        (Level.SITE, "", site),
        (Level.YEAR, "", year),
    ]
    return keys if domain == OTHER else [*keys, (Level.PROGRAMME, domain, programme)]


def _plus(line: Shown, group: Tally) -> Shown:
    return Shown(
        line.level,
        line.parent,
        line.code,
        line.invited + group.invited,
        line.began + group.began,
        line.completed + group.completed,
        line.parts + 1,
    )


def spread(number: int, parts: int, most: int) -> tuple[int, int]:
    """Between which two numbers the true one lies, for one part always, for more 19 of 20 times.

    Four for one part. The rounding of many parts cancels out: two standard deviations of their sum.
    """
    margin = BASE - 1 if parts <= 1 else round(2 * sqrt(VARIANCE * parts))
    return max(0, number - margin), max(number, min(most, number + margin))
