"""l-diversity: a class in which everybody gave the same sensitive answer tells it of each of them.

Distinct l-diversity (Machanavajjhala et al. 2007, doi 10.1145/1217299.1217302) with l = 2: where a class has
fewer than two different answers to a sensitive variable, these answers are removed in that class, together
with what would tell them: of an item the scales it counts in, of a scale its items.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from thuis.core.research.model import REMOVED, Value, Variable, is_missing

L = 2


@dataclass(frozen=True, slots=True)
class Diversity:
    """Of one sensitive variable: the fewest different answers in a class that has answers, how many classes
    had too few, and how many answers were removed in all."""

    name: str
    least: int
    classes: int
    removed: int


def diverse(
    columns: Mapping[str, Sequence[Value]], classes: Sequence[int], variables: Sequence[Variable]
) -> tuple[dict[str, list[Value]], tuple[Diversity, ...]]:
    """The same columns with what fails removed, and a report over every sensitive variable.

    `classes` numbers the class of each row.
    """
    known = {one.name: one for one in variables}
    members: dict[int, list[int]] = {}
    for row, number in enumerate(classes):
        members.setdefault(number, []).append(row)
    found = {
        one.name: {number: _different(columns[one.name], rows) for number, rows in members.items()}
        for one in variables
        if one.sensitive
    }
    made = {name: list(values) for name, values in columns.items()}
    for name, counts in found.items():
        for number in (number for number, count in counts.items() if 0 < count < L):
            _remove(made, _together(known[name], known), members[number])
    return made, tuple(_told(name, counts, columns, made) for name, counts in found.items())


def _different(values: Sequence[Value], rows: Sequence[int]) -> int:
    return len({values[row] for row in rows if not is_missing(values[row])})


def _together(one: Variable, known: Mapping[str, Variable]) -> set[str]:
    return {one.name, *(name for name in one.with_it if name in known)}


def _remove(columns: dict[str, list[Value]], names: set[str], rows: Sequence[int]) -> None:
    for name in names:
        for row in rows:
            if not is_missing(columns[name][row]):
                columns[name][row] = REMOVED


def _told(
    name: str,
    counts: Mapping[int, int],
    before: Mapping[str, Sequence[Value]],
    after: Mapping[str, list[Value]],
) -> Diversity:
    answered = [count for count in counts.values() if count]
    gone = sum(old != new for old, new in zip(before[name], after[name], strict=True))
    return Diversity(name, min(answered, default=0), sum(count < L for count in answered), gone)
