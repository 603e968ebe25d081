"""Student types: where somebody stands by two scales at once, with fixed cut-offs that content states.

The same rule for many at once, on arrays, is `core.statistics.quadrants`.
"""

from dataclasses import dataclass
from typing import Literal

from thuis.core.questionnaire.reader import Table, parse_toml, settle
from thuis.core.texts import Text

Side = Literal["low", "high", ""]
SIDES: tuple[tuple[Side, Side], ...] = (("high", "low"), ("high", "high"), ("low", "low"), ("low", "high"))
NEITHER: tuple[Side, Side] = ("", "")


@dataclass(frozen=True, slots=True)
class TypeKind:
    """One of five: a side of both scales, or no side where somebody stands close to a cut-off."""

    key: str
    first: Side
    second: Side
    title: Text
    note: Text


@dataclass(frozen=True, slots=True)
class Typology:
    """Types by the scales `first` and `second` (0 to 100); at or above a cut is high.

    Nearer to a cut than `border` nobody is sure.
    """

    key: str
    title: Text
    first: str
    second: str
    first_cut: float
    second_cut: float
    border: float
    kinds: tuple[TypeKind, ...]

    @property
    def scales(self) -> tuple[str, str]:
        return self.first, self.second

    def kind(self, first: Side, second: Side) -> TypeKind:
        """The kind on these sides; NEITHER is the one close to a border."""
        return next(one for one in self.kinds if (one.first, one.second) == (first, second))

    def type_of(self, first: float | None, second: float | None) -> str | None:
        """The key of the type by two scores; None without both."""
        if first is None or second is None:
            return None
        near = min(abs(first - self.first_cut), abs(second - self.second_cut)) < self.border
        sides = _side(first, self.first_cut), _side(second, self.second_cut)
        return self.kind(*(NEITHER if near else sides)).key


def _side(score: float, cut: float) -> Side:
    return "high" if score >= cut else "low"


def load_typology(source: str) -> Typology:
    """The typology of a file; raises ContentError with every problem."""
    problems: list[str] = []
    table = Table(parse_toml(source), "types", problems)
    found = Typology(
        key=table.string("key"),
        title=table.text("title"),
        first=table.string("first"),
        second=table.string("second"),
        first_cut=table.number("first_cut"),
        second_cut=table.number("second_cut"),
        border=table.number("border"),
        kinds=tuple(_kind(each) for each in table.tables("kinds")),
    )
    table.finish()
    settle(problems or _mistakes(found))
    return found


def _kind(table: Table) -> TypeKind:
    first, second = (_named_side(table, key) for key in ("first", "second"))
    kind = TypeKind(table.string("key"), first, second, table.text("title"), table.text("note"))
    table.finish()
    return kind


def _named_side(table: Table, key: str) -> Side:
    said = table.string(key, "")
    if said == "low":
        return "low"
    if said not in ("", "high"):
        table.problem(f'{key} is "{said}"; write low or high, or leave it out')
    return "high" if said else ""


def _mistakes(found: Typology) -> list[str]:
    """What only shows when everything stands together."""
    said = []
    if sorted((one.first, one.second) for one in found.kinds) != sorted((*SIDES, NEITHER)):
        said.append("types: give each combination of low and high once, and one kind without sides")
    if len({one.key for one in found.kinds}) < len(found.kinds):
        said.append("types: each kind needs a key of its own")
    if found.first == found.second:
        said.append("types: first and second must be two scales")
    if not all(0 < cut < 100 for cut in (found.first_cut, found.second_cut)):
        said.append("types: a cut-off lies between 0 and 100")
    if not 0 <= found.border < 50:
        said.append("types: border must be 0 or more, and below 50")
    return said
