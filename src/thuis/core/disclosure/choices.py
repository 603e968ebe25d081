"""Questions with several answers: each option is a yes or no of its own, with shares and no mean.

Options of one question hang together. In the extreme, two of them say the same thing twice: then two draws
would tell more than one. So the noise on a count is measured by the direction in which all options together
tell most.

Types are worked out from two scales that are told too. A draw of their own would be a second one over the
same answers. So their draws go together with those of all other measures, as the answers do (`together`): the
noise has the spread of each type, `of_spread` times, and what lacks to one person is its own.
"""

from collections.abc import Sequence

import numpy as np

from thuis.core.disclosure.estimate import spread_of
from thuis.core.disclosure.model import OF, Atoms, Floats, Measure, NoiseLevels
from thuis.core.disclosure.table import Table

LEAST = 1.0  # people: whatever the rules say, no option is told with less noise
# With one person of noise, certain limits told that at most one of six students had a rare type.
LEAST_OF_TYPES = 1.5


def options_of(choice: Measure) -> tuple[Measure, ...]:
    """Each option of a choice as a measure of its own."""
    return tuple(
        Measure(name, "option", 0.0, 1.0, sensitive=choice.sensitive, part_of=choice.name)
        for name in choice.columns
    )


def option_of(option: Measure) -> str:
    """What stands in the column `option` of a release."""
    return option.name.removeprefix(option.part_of + OF)


def option_levels(choice: Measure, atoms: Atoms, rules: NoiseLevels) -> dict[str, float]:
    """Standard deviation of the noise on the number of people, per option that the round has."""
    names = [name for name in choice.columns if name in atoms.sums]
    if not choice.is_types:
        return dict.fromkeys(names, option_level(choice, atoms, rules))
    least = max(LEAST_OF_TYPES, rules.count, rules.of_range)
    return {name: max(least, rules.of_spread * spread_of(atoms.sums[name])) for name in names}


def tied_parts(measures: Sequence[Measure], atoms: Atoms, levels: Floats, rules: NoiseLevels) -> Floats:
    """Which part of each draw goes together with the others: all of a scale; of a type what its spread asks.

    With D the spreads and R how answers go together, the noise of types is of_spread²·DRD and something of
    its own on top. So an attacker holds no more than if all noise were of_spread²·DRD: see `together`.
    """
    asked = [
        rules.of_spread * spread_of(atoms.sums[one.name]) if one.kind == "option" else np.inf
        for one in measures
    ]
    parts: Floats = np.minimum(np.array(asked) / levels, 1.0)
    return parts


def option_level(choice: Measure, atoms: Atoms, rules: NoiseLevels) -> float:
    """Standard deviation of the noise on the number of people per option, the same for all of a question.

    max(1, count, of_range, of_spread · √λ), with λ the largest eigenvalue of the covariance matrix of the
    options over the whole round. For one option it is its variance, so √λ is its spread. For several no
    weighted sum of them, scaled to length 1, has a larger spread: whatever is added up, the noise on it is at
    least `of_spread` times how far one person can be told apart. Where nobody counted pairs: λ ≤ Σ p(1 − p).

    Source: the Rayleigh quotient, Horn and Johnson (2013), Matrix Analysis, theorem 4.2.2.
    """
    sums = [atoms.sums[name] for name in choice.columns]
    answered = np.array([float(one.n.sum()) for one in sums])
    shares = np.array([float(one.total.sum()) for one in sums]) / np.maximum(answered, 1.0)
    variance = float((shares * (1 - shares)).sum())
    if choice.name in atoms.together:
        # options that a round did not have yet count as options that nobody chose
        covariance: Floats = atoms.together[choice.name] / max(answered.max(), 1.0) - np.outer(shares, shares)
        variance = min(variance, float(np.linalg.eigvalsh(covariance).max()))
    return max(LEAST, rules.count, rules.of_range, rules.of_spread * float(np.sqrt(max(variance, 0.0))))


def as_shares(told: Table, choice: Measure) -> Table:
    """The rows of a choice as an attacker reads them: per option the share that is 'below', so says yes."""
    columns = {name: column.copy() for name, column in told.columns.items()}
    rows = np.flatnonzero(columns["measure"].astype(str) == choice.name)
    names = dict(zip(choice.choices, choice.columns, strict=True))
    for row in rows.tolist():
        columns["measure"][row] = names[str(columns["option"][row])]
    columns["statistic"][rows], columns["option"][rows] = "share_below", ""
    return Table(columns)
