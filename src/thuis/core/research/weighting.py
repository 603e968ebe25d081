"""Weights for a package: raked to who was enrolled, then the same for everybody in a class.

A weight of its own would tell what was hidden: raking gives every programme, year and form its own number. So
each row carries the mean weight of its class. Totals per class stay as they were.
"""

from collections.abc import Mapping, Sequence

from thuis.core.statistics.weights import Margin, rake

LEAST = 10  # answers behind a group of its own; smaller groups share one total
TRIM = 5.0  # no weight above five times the mean, or below a fifth
REST = "·"
Enrolled = Mapping[str, Mapping[str, float]]


def weights_of(margins: Mapping[str, Sequence[str]], enrolled: Enrolled) -> list[float]:
    """One weight per row of one round; all 1 when nobody knows how many were enrolled.

    Args:
        margins: per dimension the true value of every row.
        enrolled: per dimension and value how many students there are.
    """
    known = [name for name in margins if enrolled.get(name)]
    rows = max((len(values) for values in margins.values()), default=0)
    if not known or not rows:
        return [1.0] * rows
    population = max(sum(enrolled[name].values()) for name in known)
    made = [_margin(name, margins[name], enrolled[name], population) for name in known]
    return [float(one) for one in rake(made, lowest=1 / TRIM, highest=TRIM, tolerance=1e-9).values]


def _margin(name: str, values: Sequence[str], totals: Mapping[str, float], population: float) -> Margin:
    """One margin; values with few answers share one group, totals are scaled to the same population."""
    counts = {value: values.count(value) for value in set(values)}
    fits = {value for value, count in counts.items() if count >= LEAST and totals.get(value, 0) > 0}
    known: dict[object, float] = {value: float(totals[value]) for value in sorted(fits)}
    rest = [count for value, count in counts.items() if value not in fits]
    if rest:
        known[REST] = max(sum(totals[value] for value in totals if value not in fits), float(sum(rest)))
    factor = population / sum(known.values())
    groups = [value if value in fits else REST for value in values]
    return Margin(name, groups, {value: total * factor for value, total in known.items()})


def evened(weights: Sequence[float], classes: Sequence[int]) -> list[float]:
    """The mean weight of each row's class, to four decimals."""
    members: dict[int, list[float]] = {}
    for weight, number in zip(weights, classes, strict=True):
        members.setdefault(number, []).append(weight)
    means = {number: round(sum(found) / len(found), 4) for number, found in members.items()}
    return [means[number] for number in classes]
