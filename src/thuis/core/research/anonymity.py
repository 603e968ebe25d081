"""k-anonymity by a rule that is written down beforehand: nobody chooses steps while looking at the rows.

What an outsider may know of a student (her programme, year, site …) is a quasi-identifier. A class is
everybody who looks the same in all of them. The rule (Samarati 2001, doi 10.1109/69.971193: generalise
for all, then suppress the few that are left):

1. The steps are done in their order, each for all rows, until at most `most_left` of the rows stand in a
   class of fewer than k.
2. Students in such a class are no longer linked over rounds.
3. Rows that still stand in one have all their quasi-identifiers hidden.
4. When these hidden rows are fewer than k in a round, they are left out.

Rows of one student are counted together: who looks the same in one round may be the only one over two.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from thuis.core.research.model import HIDDEN
from thuis.core.texts import Text

K = 10
MOST_LEFT = 0.05
Quasi = Mapping[str, Sequence[str]]
Key = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One generalisation: what happens to every value of one quasi-identifier."""

    column: str
    change: Callable[[str], str]
    words: Text


@dataclass(frozen=True, slots=True)
class Done:
    """What one step did: rows in classes of fewer than k after it, and rows that are still there."""

    words: Text
    small: int
    rows: int


@dataclass(frozen=True, slots=True)
class Anonymous:
    """The outcome. `rows` are the places of the kept rows in the input; the others run along with it.

    `persons` are numbers: equal ones are linked. `classes` number the classes.
    """

    rows: tuple[int, ...]
    quasi: dict[str, list[str]]
    persons: list[int]
    classes: list[int]
    done: tuple[Done, ...]
    smallest: int


def _hidden(value: str) -> str:
    return HIDDEN


def _first_or_later(value: str) -> str:
    return "1" if value == "1" else "2+"


STEPS: tuple[Step, ...] = (
    Step("programme", _hidden, Text("opleiding verborgen, domein blijft", "programme hidden, domain stays")),
    Step(
        "study_year",
        _first_or_later,
        Text("studiejaar: 1, of 2 en later", "year of study: 1, or 2 and later"),
    ),
    Step("language", _hidden, Text("taal verborgen", "language hidden")),
    Step("site", _hidden, Text("locatie verborgen", "site hidden")),
    Step("form", _hidden, Text("studievorm verborgen", "form of study hidden")),
    Step("study_year", _hidden, Text("studiejaar verborgen", "year of study hidden")),
    Step("domain", _hidden, Text("domein verborgen", "domain hidden")),
)
START = Text("zoals gevraagd", "as asked")
UNLINKED = Text(
    "kleine klassen niet meer over jaren verbonden", "small classes no longer linked over the years"
)
CELLS = Text("de laatste kleine klassen verborgen", "the last small classes hidden")
LEFT_OUT = Text("te weinig om te verbergen: weggelaten", "too few to hide: left out")


def anonymise(
    rounds: Sequence[str],
    quasi: Quasi,
    persons: Sequence[int],
    *,
    k: int = K,
    most_left: float = MOST_LEFT,
    steps: Sequence[Step] = STEPS,
) -> Anonymous:
    """Apply the rule to rows that stand in `rounds`, one round per row.

    Args:
        quasi: quasi-identifiers by name, a text per row.
        persons: a number per row; equal numbers are one student, who has one row per round.

    Returns:
        Every class that is left has at least k students.
    """
    columns, linked = {name: list(values) for name, values in quasi.items()}, list(persons)
    small = _small(_keys(rounds, columns, linked), linked, k)
    done = [Done(START, len(small), len(rounds))]
    for step in steps:
        if len(small) <= most_left * len(rounds):
            break
        if step.column in columns:
            columns[step.column] = [step.change(value) for value in columns[step.column]]
            small = _small(_keys(rounds, columns, linked), linked, k)
            done.append(Done(step.words, len(small), len(rounds)))
    return _without_small(rounds, columns, linked, k, done)


def _keys(rounds: Sequence[str], quasi: Quasi, persons: Sequence[int]) -> dict[int, Key]:
    """How each student looks over all her rows."""
    looks: dict[int, list[tuple[str, ...]]] = {}
    for person, row in zip(persons, zip(rounds, *quasi.values(), strict=True), strict=True):
        looks.setdefault(person, []).append(row)
    return {person: tuple(sorted(rows)) for person, rows in looks.items()}


def _small(keys: Mapping[int, Key], persons: Sequence[int], k: int) -> list[int]:
    """Rows of students in classes of fewer than k."""
    sizes = Counter(keys.values())
    return [row for row, person in enumerate(persons) if sizes[keys[person]] < k]


def _without_small(
    rounds: Sequence[str], quasi: dict[str, list[str]], persons: list[int], k: int, done: list[Done]
) -> Anonymous:
    rows = len(rounds)
    small = _small(_keys(rounds, quasi, persons), persons, k)
    if small and len(set(persons)) < rows:
        fresh = max(persons) + 1
        for number, row in enumerate(small):
            persons[row] = fresh + number
        small = _small(_keys(rounds, quasi, persons), persons, k)
        done.append(Done(UNLINKED, len(small), rows))
    if small and quasi:
        small = _hide(rounds, quasi, persons, small, k)
        done.append(Done(CELLS, len(small), rows))
    kept = sorted(set(range(rows)) - set(small))
    if small:
        done.append(Done(LEFT_OUT, 0, len(kept)))
    return _kept(rounds, quasi, persons, kept, done)


def _hide(
    rounds: Sequence[str], quasi: dict[str, list[str]], persons: list[int], small: list[int], k: int
) -> list[int]:
    """Hide what is known of these rows; returns those that are small even then.

    A class of students who are linked is small with all its rows, and was unlinked before, so nobody else
    becomes small by it.
    """
    for row in small:
        for values in quasi.values():
            values[row] = HIDDEN
    return _small(_keys(rounds, quasi, persons), persons, k)


def _kept(
    rounds: Sequence[str],
    quasi: dict[str, list[str]],
    persons: list[int],
    kept: list[int],
    done: list[Done],
) -> Anonymous:
    columns = {name: [values[row] for row in kept] for name, values in quasi.items()}
    who, when = [persons[row] for row in kept], [rounds[row] for row in kept]
    keys = _keys(when, columns, who)
    numbers: dict[tuple[Key, str], int] = {}
    classes = [
        numbers.setdefault((keys[person], round), len(numbers))
        for person, round in zip(who, when, strict=True)
    ]
    smallest = min(Counter(classes).values(), default=0)
    return Anonymous(tuple(kept), columns, who, classes, tuple(done), smallest)
