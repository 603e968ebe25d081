"""What a reader of the API may ask for. Anything else is refused with the name of the parameter."""

from collections.abc import Mapping
from dataclasses import dataclass

from thuis.core.disclosure.model import EVERYTHING
from thuis.core.disclosure.released import Cell
from thuis.core.errors import InvalidInput
from thuis.foundation.release.declarations import CELL_PARAMETERS, STATISTICS
from thuis.foundation.release.models import Release
from thuis.foundation.release.queries import Shape


@dataclass(frozen=True, slots=True)
class Asked:
    """Which cells somebody asks for; None where she does not mind, empty where she wants none."""

    round: str
    measure: str
    unit_kind: str | None
    unit: str | None
    filter_kind: str | None
    statistic: str | None

    def fits(self, cell: Cell) -> bool:
        """Whether a cell is among what was asked."""
        pairs = (
            (self.unit_kind, cell.unit_kind),
            (self.filter_kind, cell.filter_kind),
            (self.statistic, cell.statistic),
        )
        same = all(wanted is None or wanted == found for wanted, found in pairs)
        return same and (self.unit is None or self.unit in cell.unit)


def round_from(given: Mapping[str, str], release: Release) -> str:
    """The round that the parameters of a request ask for, and nothing else. Raises InvalidInput."""
    for name in given:
        if name != "round":
            raise InvalidInput("api-unknown-parameter", name=name)
    if given.get("round") not in release.round_keys:
        raise InvalidInput("api-parameter-wrong", name="round")
    return given["round"]


def asked_from(given: Mapping[str, str], release: Release, shape: Shape) -> Asked:
    """What the parameters of a request ask for.

    Raises:
        InvalidInput: a parameter is unknown, missing, or says what this release does not have.
    """
    known = {one.name for one in CELL_PARAMETERS}
    for name in given:
        if name not in known:
            raise InvalidInput("api-unknown-parameter", name=name)
    values = {name: given.get(name) for name in known}
    allowed = {
        "round": release.round_keys,
        "measure": tuple(one.name for one in shape.rules.measures),
        "unit_kind": (EVERYTHING, *shape.rules.units),
        "filter_kind": ("", *shape.filters),
        "statistic": STATISTICS,
    }
    required = {one.name for one in CELL_PARAMETERS if one.required}
    for name, found in sorted(values.items()):
        is_wrong = found is not None and name in allowed and found not in allowed[name]
        if is_wrong or (found is None and name in required):
            raise InvalidInput("api-parameter-wrong", name=name)
    return Asked(str(values.pop("round")), str(values.pop("measure")), **values)
