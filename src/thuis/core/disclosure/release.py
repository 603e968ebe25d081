"""One round from atoms to figures: lattice, primary suppression, audit, noise, estimates."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array

from thuis.core.disclosure import estimate, noise, together
from thuis.core.disclosure.audit import Told, Verdict, audit, usefulness
from thuis.core.disclosure.bounds import Certain, safe_from_bounds
from thuis.core.disclosure.cells import Cells, cells_of
from thuis.core.disclosure.groups import small_groups
from thuis.core.disclosure.model import Atoms, Flags, Floats, Measure, Rules, Sums
from thuis.core.disclosure.table import BAND, Figures, outcome
from thuis.core.disclosure.weighting import AtomWeights, Enrolled, weigh

BANDS = 5
CHECKED_AGAIN = 400  # the best-known groups, looked at once more for each measure with its own gaps


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """One measure in one round: what was found, what may go out, and the draws behind it."""

    measure: Measure
    answers: estimate.Answers
    sums: Sums
    kept: Flags
    level: float
    draw: Floats
    verdict: Verdict


@dataclass(frozen=True, slots=True, eq=False)
class RoundRelease:
    """Everything about one round. Only `figures` is for others' eyes."""

    atoms: Atoms
    cells: Cells
    weights: AtomWeights
    verdict: Verdict
    measured: Mapping[str, Measured]
    figures: tuple[Figures, ...]


def release_round(atoms: Atoms, enrolled: Enrolled, rules: Rules, key: bytes) -> RoundRelease:
    """Everything that may be told of one round, without comparing it to another.

    Raises:
        InvalidInput: the margins cannot be reached.
    """
    cells, weights = cells_of(atoms, rules), weigh(atoms, enrolled, rules)
    size = estimate.sizes(cells, atoms, weights.values, key, rules, weights.population > 0)
    groups = small_groups(atoms, rules, least=3, inside=True)
    first = _first_audit(cells, atoms, weights, groups, rules)
    nearest = groups[first.nearest]
    measured: dict[str, Measured] = {}
    for measure in sorted(rules.measures, key=lambda one: one.kind == "item"):
        if measure.name in atoms.sums and int(atoms.sums[measure.name].n.sum()) > 0:
            measured[measure.name] = _measure(
                measure, cells, atoms, weights, size, nearest, first, rules, key
            )
    _tie_measures(measured, atoms, size, rules, key)
    _tie_items(measured, rules)
    _check_bounds(measured, cells, weights, nearest, rules)
    figures = tuple(
        one for found in measured.values() for one in _figures(found, cells, atoms, weights, rules)
    )
    return RoundRelease(atoms, cells, weights, first, measured, figures)


def _first_audit(
    cells: Cells, atoms: Atoms, weights: AtomWeights, groups: csr_array, rules: Rules
) -> Verdict:
    """The audit as if everybody answered everything, with the least noise that any measure gets."""
    people = atoms.people.astype(float)
    usable = cells.add_up(people) >= rules.thresholds.mean
    told = Told(cells, _noise(len(cells), rules), weights.values, people)
    return audit(told, groups, usable, rules, CHECKED_AGAIN)


def _noise(cells: int, rules: Rules, level: float = 0.0) -> Floats:
    """Standard deviation of the noise on each sum, in spreads."""
    return np.full(cells, max(level, rules.noise.of_spread) * np.sqrt(noise.cut_variance(rules.noise.cut)))


def _measure(
    measure: Measure,
    cells: Cells,
    atoms: Atoms,
    weights: AtomWeights,
    size: estimate.Sizes,
    groups: csr_array,
    first: Verdict,
    rules: Rules,
    key: bytes,
) -> Measured:
    sums = atoms.sums[measure.name]
    answers = estimate.answers_in(cells, sums, weights.values, size, rules.least_for(measure, "mean"))
    level = noise.level(measure, answers.spread, rules.noise)
    usable = first.kept & (answers.n >= rules.least_for(measure, "mean"))
    in_spreads = level / answers.spread if answers.spread > 0 else 0.0
    told = Told(cells, _noise(len(cells), rules, in_spreads), weights.values, sums.n.astype(float))
    # the first audit was about everybody, with the least noise: where nobody skipped, it stands
    everybody = bool((sums.n == atoms.people).all())
    verdict = replace(first, kept=usable, removed=0) if everybody else audit(told, groups, usable, rules)
    # of the weighted sum: other weights with the same draw would tell an exact difference
    weighted = np.nan_to_num(answers.mean * answers.n)
    drawn = noise.draws(key, f"{atoms.round}|{measure.name}", size.key, weighted, rules.noise.cut)
    return Measured(measure, answers, sums, verdict.kept, level, drawn, verdict)


def _tie_measures(
    measured: dict[str, Measured], atoms: Atoms, size: estimate.Sizes, rules: Rules, key: bytes
) -> None:
    """Measures that go together get noise that does, from all their sums: one answer changes every draw."""
    first = [one for one in measured.values() if not one.measure.part_of]
    if not first:
        return
    sums = np.stack([np.nan_to_num(one.answers.mean * one.answers.n) for one in first])
    cut = rules.noise.cut
    own = [
        noise.draws(key, f"{atoms.round}|{one.measure.name}|together", size.key, sums, cut)[:, noise.SUM]
        for one in first
    ]
    tied = together.follow(np.stack(own), together.correlations(atoms, [one.measure for one in first]), cut)
    for one, drawn in zip(first, tied, strict=True):
        draw = one.draw.copy()
        draw[:, noise.SUM] = drawn
        measured[one.measure.name] = replace(one, draw=draw)


def _tie_items(measured: dict[str, Measured], rules: Rules) -> None:
    """Items get the draw of their scale, so that their mean is the released mean and not a second one."""
    for scale in [found for found in measured.values() if found.measure.kind == "scale"]:
        items = [one for one in measured.values() if one.measure.part_of == scale.measure.name]
        if not items:
            continue
        levels = [one.measure.range * scale.level / scale.measure.range for one in items]
        needed = [
            (noise.level(one.measure, one.answers.spread, rules.noise) / level) ** 2 - 1
            for one, level in zip(items, levels, strict=True)
        ]
        room = float(np.sqrt(max(rules.noise.own**2, *needed)))
        rests = np.stack([one.draw[:, noise.SUM] for one in items], axis=1)
        tied = noise.item_noise(scale.draw[:, noise.SUM], rests, room)
        for place, (one, level) in enumerate(zip(items, levels, strict=True)):
            draw = one.draw.copy()
            draw[:, noise.SUM] = tied[:, place] * (-1.0 if one.measure.reversed else 1.0)
            measured[one.measure.name] = replace(one, level=level, draw=draw)


def _check_bounds(
    measured: dict[str, Measured], cells: Cells, weights: AtomWeights, groups: csr_array, rules: Rules
) -> None:
    """Try linear programming on the measure with the least noise for its range.

    The cells are the same for all measures, so that one shows what bounds can do, and all lose what it loses.
    """
    able = [one for one in measured.values() if one.kept.any()]
    if not able:
        return
    found = min(able, key=lambda one: one.level / one.measure.range)
    exact = found.answers.mean * found.answers.n
    told = Told(cells, np.zeros(len(cells)), weights.values, found.sums.n.astype(float))
    certain = Certain(
        told,
        np.nan_to_num(exact + found.level * found.draw[:, noise.SUM]),
        found.level * rules.noise.cut,
        found.measure.low,
        found.measure.high,
    )
    few = groups[np.flatnonzero(groups @ told.answers > 0)][: rules.audit.bounds_checked]
    safe = safe_from_bounds(certain, found.kept, few, usefulness(told, rules), rules)
    for name, one in measured.items():
        measured[name] = replace(one, kept=one.kept & (safe | ~found.kept))


def _figures(
    found: Measured,
    cells: Cells,
    atoms: Atoms,
    weights: AtomWeights,
    rules: Rules,
) -> Iterator[Figures]:
    """Every statistic of one measure in every place."""
    measure, answers = found.measure, found.answers
    drawn = found.draw[:, noise.SUM]
    yield _told(
        found, cells, atoms, rules, "mean", "",
        estimate.mean_figures(answers, drawn, found.level, measure, rules.noise),
    )  # fmt: skip
    yield _told(found, cells, atoms, rules, "count", "", estimate.count_figures(answers))
    if measure.cut is not None:
        yield _below(found, cells, atoms, weights, rules)
    if measure.options:
        yield from _options(found, cells, atoms, weights, rules)


def _below(found: Measured, cells: Cells, atoms: Atoms, weights: AtomWeights, rules: Rules) -> Figures:
    sums = atoms.sums[found.measure.name]
    exact = _share(cells.add_up(weights.values * sums.below), found.answers.weight)
    disturbed = found.draw[:, noise.BELOW] * rules.noise.count
    numbers, band = estimate.share_figures(found.answers, exact, disturbed, rules)
    return _told(found, cells, atoms, rules, "share_below", "", numbers, band)


def _options(
    found: Measured, cells: Cells, atoms: Atoms, weights: AtomWeights, rules: Rules
) -> Iterator[Figures]:
    """The distribution over at most five bands of options; its mean is the released mean."""
    sums, options = atoms.sums[found.measure.name], np.array(found.measure.options)
    bands = np.array_split(np.arange(len(options)), min(len(options), BANDS))
    values = np.array([options[band].mean() for band in bands])
    on_sum = found.draw[:, noise.SUM] * found.level
    own = found.draw[:, noise.FIRST_OPTION : noise.FIRST_OPTION + BANDS]
    disturbed = noise.option_noise(on_sum, values, own, rules.noise.count)
    for band, shaken in zip(bands, disturbed, strict=True):
        exact = _share(cells.add_up(weights.values * sums.options[band].sum(axis=0)), found.answers.weight)
        numbers, banded = estimate.share_figures(found.answers, exact, shaken, rules)
        label = " | ".join(str(option) for option in options[band])
        yield _told(found, cells, atoms, rules, "answer_share", label, numbers, banded)


def _share(part: Floats, whole: Floats) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        share: Floats = part / whole
    return share


def _told(
    found: Measured,
    cells: Cells,
    atoms: Atoms,
    rules: Rules,
    statistic: str,
    option: str,
    numbers: dict[str, Floats],
    band: "Flags | None" = None,
) -> Figures:
    """Blank what may not be told, with the reason."""
    least = rules.least_for(found.measure, statistic)
    enough = found.answers.n >= least
    status, reason = outcome(cells.places, enough, found.kept)
    hidden = ~(enough & found.kept)
    shown = {name: np.where(hidden, np.nan, values) for name, values in numbers.items()}
    # a figure that is told has at least so many answers, which noise and rounding must not deny
    shown["n_shown"] = np.fmax(shown["n_shown"], np.where(hidden, np.nan, least))
    if band is not None:
        reason[band & ~hidden] = BAND
    return Figures(atoms.round, found.measure.name, statistic, option, shown, status, reason)
