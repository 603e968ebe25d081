"""The values that a release is made of: rules, atoms and places. Frozen: a build cannot change them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

EVERYTHING = "institution"
PANEL = "panel"
BOTH = "both"
JOIN = " | "
OF = ":"  # between a choice and one of its options
NONE = ""


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way to divide students: a unit (where they study) or a filter (who they are)."""

    name: str
    kind: Literal["unit", "filter"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A scale (0 to 100) or an item (raw codes). `cut` adds the share below it.

    An item that counts in a scale names it in `part_of`; `reversed` when a high code means a low score.

    A choice has `choices` of which somebody may give several; each is an option, yes (1) or no (0), and there
    is no mean. A composite is made of what is released of the measures in `of`, by `weights`; negative where
    a high component makes it low.
    """

    name: str
    kind: Literal["scale", "item", "choice", "option", "composite"]
    low: float
    high: float
    cut: float | None = None
    sensitive: bool = False
    options: tuple[int, ...] = ()
    part_of: str = ""
    reversed: bool = False
    choices: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    weights: tuple[float, ...] = ()

    @property
    def range(self) -> float:
        return self.high - self.low

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of a responses file that hold it; a composite has none."""
        if self.kind == "choice":
            return tuple(f"{self.name}{OF}{choice}" for choice in self.choices)
        return () if self.kind == "composite" else (self.name,)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How many answers a figure needs. They can only go up: see `rules.FLOORS`."""

    mean: int = 10
    share: int = 20
    sensitive: int = 20
    band: int = 3
    change_batch: int = 10

    def least_for(self, statistic: str, *, sensitive: bool) -> int:
        """How many answers a statistic of a measure needs."""
        needed = self.mean if statistic in ("mean", "count", "change") else self.share
        return max(needed, self.sensitive) if sensitive else needed


@dataclass(frozen=True, slots=True)
class NoiseLevels:
    """Standard deviation of the noise on a sum: the larger of a part of the range and of one person's spread.

    With 1.9 spreads (cut at 2.5) one sum does not tell the mean of nine people to 0.15 spread, not even to
    the tenth person of a cell of ten. `count` is the noise on a number of people; `own` is what an item has
    beside the noise of its scale.
    """

    of_range: float = 0.25
    of_spread: float = 1.9
    count: float = 1.0
    cut: float = 2.5
    own: float = 0.5


@dataclass(frozen=True, slots=True)
class AuditLimits:
    """When an attacker knows too much: a posterior narrower than `claim` spreads of one person.

    Of somebody who stands alone in every dimension he must miss more: at least `lone` of the spread that her
    score had for him beforehand.

    Groups of up to `group` people are protected, also when up to `colluders` others who stand in a cell with
    them tell the attacker their own score. `between_rounds` is how much the cells of other rounds tell of
    somebody's score in this one, as a correlation: about 0.55 between years, through cells with noise, for
    the half that answered twice.
    """

    claim: float = 0.15
    lone: float = 0.78
    margin: float = 0.004
    group: int = 9
    colluders: int = 2
    between_rounds: float = 0.35
    bounds_checked: int = 1
    bounds_width: float = 0.25


@dataclass(frozen=True, slots=True)
class Lattice:
    """Which cells may exist at all: every unit with at most one filter, and two filters at these units."""

    two_filters_at: tuple[str, ...] = ("domain",)
    panel: bool = True


@dataclass(frozen=True, slots=True)
class Weighting:
    """The margins that answers are weighted to, and how far a weight may lie from the middle one."""

    margins: tuple[str, ...] = ()
    trim: float = 3.0
    least: int = 5


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything that decides a release, apart from the answers and the key.

    `rounds` gives their order, oldest first; empty when their names do. `wording` has per round and measure a
    digest of the words in which it was asked, where that is known.
    """

    release: str
    dimensions: tuple[Dimension, ...]
    measures: tuple[Measure, ...]
    thresholds: Thresholds = field(default_factory=Thresholds)
    noise: NoiseLevels = field(default_factory=NoiseLevels)
    audit: AuditLimits = field(default_factory=AuditLimits)
    lattice: Lattice = field(default_factory=Lattice)
    weighting: Weighting = field(default_factory=Weighting)
    rounds: tuple[str, ...] = ()
    wording: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def units(self) -> tuple[str, ...]:
        return tuple(one.name for one in self.dimensions if one.kind == "unit")

    @property
    def filters(self) -> tuple[str, ...]:
        return tuple(one.name for one in self.dimensions if one.kind == "filter")

    def least_for(self, measure: Measure, statistic: str) -> int:
        """How many answers this statistic of this measure needs."""
        return self.thresholds.least_for(statistic, sensitive=measure.sensitive)


@dataclass(frozen=True, slots=True)
class Sums:
    """One measure added up per atom: answers, Σx, Σx², how many below the cut, how many per option."""

    n: Integers
    total: Floats
    squares: Floats
    below: Integers
    options: Integers  # options × atoms


@dataclass(frozen=True, slots=True)
class Atoms:
    """The respondents of one round, added up over everybody who shares every dimension.

    Every cell that may ever be shown is a union of atoms, so cells, weights and attacks need nothing finer.
    `codes[d][a]` points into `labels[d]`; `key` (2 × atoms) adds up the secret record keys of the people.

    About the round as a whole: `together[c]` says of a choice how many chose each two of its options (options
    × options), `spreads[c]` of a composite how far people lie apart (where twenty and more answered it all).
    """

    round: str
    labels: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, Integers]
    people: Integers
    key: Integers
    sums: Mapping[str, Sums]
    together: Mapping[str, Integers] = field(default_factory=dict)
    spreads: Mapping[str, float] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.people)


@dataclass(frozen=True, slots=True)
class Overlap:
    """People who answered in two rounds, added up per pair of atoms (`later[i]`, `earlier[i]`).

    `sums[m]` holds, for measure m and everybody who answered it twice: n, Σx, Σy, Σx², Σy², Σxy (6 × pairs).
    """

    later: Integers
    earlier: Integers
    sums: Mapping[str, Floats]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell stands: one unit and at most two filters. `merged` cells list their members."""

    unit_kind: str
    unit: str
    filter_kind: str = NONE
    filter_value: str = NONE
    merged: bool = False

    @property
    def filters(self) -> int:
        return self.filter_kind.count("+") + 1 if self.filter_kind else 0
