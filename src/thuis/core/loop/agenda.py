"""The agenda of a session in which people work out what signals mean, from the signals themselves.

Who lives it speaks first, then who teaches, then who decides: the order in which power would otherwise speak
is turned around. Signals come in the order in which they were made: none is called the most important.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["open", "read", "signal", "choose", "agree"]
LAYERS = ("student", "lecturer", "manager", "support")
MOST = 4  # signals in one session; more leave no time to listen
MINUTES: dict[Kind, int] = {"open": 5, "read": 5, "signal": 15, "choose": 15, "agree": 10}


@dataclass(frozen=True, slots=True)
class Item:
    """One point: after how many minutes it begins, how long it takes, and about which signal."""

    kind: Kind
    begins: int
    minutes: int
    signal: int | None = None


def agenda(signals: Sequence[int]) -> tuple[Item, ...]:
    """The points for these signals, by number, in the order given."""
    points: list[tuple[Kind, int | None]] = [("open", None), ("read", None)]
    points += [("signal", one) for one in signals]
    points += [("choose", None), ("agree", None)]
    found, clock = [], 0
    for kind, signal in points:
        found.append(Item(kind, clock, MINUTES[kind], signal))
        clock += MINUTES[kind]
    return tuple(found)


def is_full(signals: Sequence[int]) -> bool:
    """Whether there are more signals than people can talk about in one session."""
    return len(signals) > MOST


def seats_missing(seats: dict[str, int]) -> tuple[str, ...]:
    """The layers of which nobody comes."""
    return tuple(layer for layer in LAYERS if not seats.get(layer))
