"""Two people sort texts into themes: how far they agree, and what counts when they do not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from thuis.core.errors import InvalidInput
from thuis.core.statistics.intervals import Interval
from thuis.core.statistics.reliability.agreement import kappa, krippendorff_alpha

GOOD, FAIR = 0.8, 0.667  # Krippendorff (2004): reliable, and enough for a careful conclusion

Codes = Mapping[str, frozenset[str]]  # text -> the themes that somebody saw in it


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two readers agree on one theme. None: the theme was never, or always, seen by both."""

    theme: str
    texts: int
    first: int
    second: int
    both: int
    alpha: float | None
    kappa: float | None
    interval: Interval | None

    @property
    def is_enough(self) -> bool:
        """Whether the theme may be told: alpha at least 0.667 (Krippendorff 2004, Content Analysis, 11.4)."""
        return self.alpha is not None and self.alpha >= FAIR


def agreement(first: Codes, second: Codes, themes: Sequence[str]) -> tuple[Agreement, ...]:
    """Per theme the agreement of two readers over the texts that both read, before they settled anything.

    Alpha after Krippendorff (2011), nominal; kappa after Cohen (1960) with the interval of Fleiss, Cohen and
    Everitt (1969). Raises `statistics-too-few` under two texts.
    """
    texts = sorted(first.keys() & second.keys())
    if len(texts) < 2:
        raise InvalidInput("statistics-too-few", needed=2, found=len(texts))
    return tuple(
        _of_theme(theme, [theme in first[t] for t in texts], [theme in second[t] for t in texts])
        for theme in themes
    )


def _of_theme(theme: str, one: list[bool], other: list[bool]) -> Agreement:
    pairs = np.array([one, other], dtype=float)
    counts = np.array([[np.sum((pairs[0] == a) & (pairs[1] == b)) for b in (0, 1)] for a in (0, 1)])
    totals = (len(one), sum(one), sum(other), int(counts[1, 1]))
    try:
        found = kappa(counts)
        return Agreement(theme, *totals, krippendorff_alpha(pairs), found.value, found.interval)
    except InvalidInput:
        return Agreement(theme, *totals, None, None, None)


def tellable(found: Sequence[Agreement]) -> tuple[str, ...]:
    """The themes that may be told: those on which the two agreed enough. The only place that decides so."""
    return tuple(one.theme for one in found if one.is_enough)


def differing(first: Codes, second: Codes) -> dict[str, frozenset[str]]:
    """Texts of which the readers saw different themes, with those themes."""
    both = first.keys() & second.keys()
    return {text: first[text] ^ second[text] for text in sorted(both) if first[text] != second[text]}


def settled(first: Codes, second: Codes, decisions: Codes) -> dict[str, frozenset[str]]:
    """What counts: what both saw, and of the rest what they decided together. Undecided is none."""
    found = {}
    for text in first.keys() & second.keys():
        agreed, open_ = first[text] & second[text], first[text] ^ second[text]
        found[text] = agreed | (open_ & decisions.get(text, frozenset()))
    return found
