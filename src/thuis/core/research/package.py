"""From consented rows to the table of a package: new names, new order, the rule, weights, a report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from thuis.core.research.anonymity import Anonymous, Done, anonymise
from thuis.core.research.diversity import Diversity, diverse
from thuis.core.research.model import NOT_ANSWERED, Value, Variable
from thuis.core.research.pseudonyms import pseudonym, shuffled
from thuis.core.research.weighting import Enrolled, evened, weights_of
from thuis.core.texts import Text

PSEUDONYM, ROUND, WEIGHT = "pseudonym", "round", "weight"
# What an outsider may know of a student, in the order of the file.
QUASI = ("domain", "programme", "site", "study_year", "form", "language")
MARGINS = ("programme", "study_year", "form")


@dataclass(frozen=True, slots=True)
class Row:
    """One student in one round. `person` is what the database calls her, linked over rounds or not; it does
    not come through. `place` holds every quasi-identifier."""

    round: str
    person: str
    place: Mapping[str, str]
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Package:
    """The table with its variables, and what was done to make it safe."""

    variables: tuple[Variable, ...]
    columns: dict[str, list[Value]]
    came: int
    smallest: int
    done: tuple[Done, ...]
    diversity: tuple[Diversity, ...]

    @property
    def rows(self) -> int:
        return len(self.columns[PSEUDONYM])


def package_of(
    rows: Sequence[Row],
    quasi: Sequence[Variable],
    variables: Sequence[Variable],
    enrolled: Mapping[str, Enrolled],
    key: bytes,
) -> Package:
    """The package of these rows.

    Args:
        quasi: the quasi-identifiers that were asked, as text variables.
        variables: items and scales; a row without one was not asked it.
        enrolled: per round the margins to weigh to.
        key: fresh random bytes, at least 32, which nobody keeps.
    """
    ordered = [rows[place] for place in shuffled([f"{row.round}|{row.person}" for row in rows], key)]
    names = [one.name for one in quasi]
    safe = anonymise(
        [row.round for row in ordered],
        {name: [row.place[name] for row in ordered] for name in names},
        _numbers([row.person for row in ordered]),
    )
    kept = [ordered[place] for place in safe.rows]
    answers = {one.name: [row.values.get(one.name, NOT_ANSWERED) for row in kept] for one in variables}
    told, diversity = diverse(answers, safe.classes, variables)
    columns: dict[str, list[Value]] = {
        PSEUDONYM: [pseudonym(str(person), key) for person in safe.persons],
        ROUND: [row.round for row in kept],
        **{name: list(values) for name, values in safe.quasi.items()},
        WEIGHT: list(_weights(kept, enrolled, safe)),
        **told,
    }
    shown = [_occurring(one, safe.quasi[one.name]) for one in quasi]
    described = (*_head(kept), *shown, _WEIGHT, *variables)
    return Package(described, columns, len(rows), safe.smallest, safe.done, diversity)


def _occurring(one: Variable, values: Sequence[str]) -> Variable:
    """Words of values that stand in the table: a list of all would tell who was hidden."""
    present = set(values)
    return replace(one, values=tuple(pair for pair in one.values if pair[0] in present))


def _numbers(names: Sequence[str]) -> list[int]:
    numbers: dict[str, int] = {}
    return [numbers.setdefault(name, len(numbers)) for name in names]


def _weights(rows: Sequence[Row], enrolled: Mapping[str, Enrolled], safe: Anonymous) -> list[float]:
    made = [1.0] * len(rows)
    for round in dict.fromkeys(row.round for row in rows):
        here = [place for place, row in enumerate(rows) if row.round == round]
        margins = {name: [rows[place].place[name] for place in here] for name in MARGINS}
        for place, weight in zip(here, weights_of(margins, enrolled.get(round, {})), strict=True):
            made[place] = weight
    return evened(made, safe.classes)


def _head(rows: Sequence[Row]) -> tuple[Variable, Variable]:
    rounds = sorted({row.round for row in rows})
    return (
        Variable(PSEUDONYM, _PSEUDONYM, "text"),
        Variable(ROUND, Text("meting", "round"), "text", tuple((one, Text(one, one)) for one in rounds)),
    )


_PSEUDONYM = Text("code van de student, alleen in dit pakket", "code of the student, in this package only")
_WEIGHT = Variable(
    WEIGHT,
    Text("gewicht: voor hoeveel studenten deze rij staat", "weight: for how many students this row stands"),
    "number",
)
