"""One round from atoms to figures: lattice, primary suppression, audit, noise, estimates."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array, vstack

from thuis.core.disclosure import estimate, noise, together
from thuis.core.disclosure.audit import Told, Verdict, audit, usefulness
from thuis.core.disclosure.bounds import Certain, safe_from_bounds
from thuis.core.disclosure.cells import Cells, cells_of
from thuis.core.disclosure.choices import option_levels, option_of, options_of, tied_parts
from thuis.core.disclosure.composite import Component, Composed, composed
from thuis.core.disclosure.groups import lone_people, small_groups
from thuis.core.disclosure.model import Atoms, Flags, Floats, Integers, Measure, Rules, Sums
from thuis.core.disclosure.table import BAND, Figures, outcome
from thuis.core.disclosure.together import Ties
from thuis.core.disclosure.weighting import AtomWeights, Enrolled, weigh

BANDS = 5
RARE = 0.03  # of the whole round; an option that fewer chose is told together with the one beside it
CHECKED_AGAIN = 400  # the best-known groups, and people, looked at once more per measure with its own gaps


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """One measure (or one option of a choice) in one round: what was found, what may go out, and the draws.

    `room`: how much an item has beside the draw of its scale, in draws.
    """

    measure: Measure
    answers: estimate.Answers
    sums: Sums
    kept: Flags
    level: float
    draw: Floats
    verdict: Verdict
    room: float = 0.0

    @property
    def disturbance(self) -> float:
        """The standard deviation of the noise on a sum, all parts of it."""
        return self.level * float(np.sqrt(1 + self.room**2))


@dataclass(frozen=True, slots=True, eq=False)
class RoundRelease:
    """Everything about one round. Only `figures` is for others' eyes."""

    atoms: Atoms
    cells: Cells
    weights: AtomWeights
    verdict: Verdict
    measured: Mapping[str, Measured]
    composed: Mapping[str, Composed]
    figures: tuple[Figures, ...]
    enrolled: Enrolled


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """What all measures of a round have in common."""

    atoms: Atoms
    cells: Cells
    weights: AtomWeights
    size: estimate.Sizes
    groups: csr_array  # the best-known ones, then lone people
    first: Verdict
    rules: Rules
    key: bytes

    def asked(self, measures: Iterable[Measure]) -> list[Measure]:
        """Those that somebody answered in this round."""
        sums = self.atoms.sums
        return [one for one in measures if one.name in sums and int(sums[one.name].n.sum()) > 0]


def release_round(atoms: Atoms, enrolled: Enrolled, rules: Rules, key: bytes) -> RoundRelease:
    """Everything that may be told of one round, without comparing it to another.

    Raises:
        InvalidInput: the margins cannot be reached.
    """
    cells, weights = cells_of(atoms, rules), weigh(atoms, enrolled, rules)
    size = estimate.sizes(cells, atoms, weights.values, key, rules, weights.population > 0)
    groups = csr_array(vstack([small_groups(atoms, rules, least=3, inside=True), lone_people(atoms)]))
    first = _first_audit(cells, atoms, weights, groups, rules)
    setting = Setting(atoms, cells, weights, size, groups[first.nearest], first, rules, key)
    measured = _measured(setting)
    ties = _tie_measures(setting, measured)
    _tie_items(measured, rules)
    _check_bounds(measured, cells, weights, setting.groups, rules)
    figures = list(_all_figures(setting, measured))
    made = _composed(setting, measured, figures, ties)
    every = (*figures, *(one.figures for one in made.values()))
    return RoundRelease(atoms, cells, weights, first, measured, made, every, enrolled)


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


def _measured(setting: Setting) -> dict[str, Measured]:
    """Scales first, then items, then the options of choices."""
    measures = sorted(setting.rules.measures, key=lambda one: one.kind == "item")
    found = {one.name: _measure(setting, one) for one in setting.asked(measures)}
    for choice in (one for one in measures if one.kind == "choice"):
        found |= _options_of(setting, choice)
    return found


def _measure(setting: Setting, measure: Measure) -> Measured:
    answers = _answers(setting, measure, "mean")
    level = noise.level(measure, answers.spread, setting.rules.noise)
    in_spreads = level / answers.spread if answers.spread > 0 else 0.0
    return _drawn(setting, measure, answers, level, _verdict(setting, measure, answers, in_spreads))


def _options_of(setting: Setting, choice: Measure) -> dict[str, Measured]:
    """Options of one choice: the noise of all, and the audit of the one that is seen best through it."""
    options = setting.asked(options_of(choice))
    if not options:
        return {}
    levels = option_levels(choice, setting.atoms, setting.rules.noise)
    answers = {one.name: _answers(setting, one, "answer_share") for one in options}
    in_spreads = min((levels[name] / one.spread for name, one in answers.items() if one.spread), default=0.0)
    found: dict[str, Measured] = {}
    audited: dict[bytes, Verdict] = {}  # who answered the question answered each of its options
    for one in options:
        same = setting.atoms.sums[one.name].n.tobytes()
        if same not in audited:
            audited[same] = _verdict(setting, one, answers[one.name], in_spreads)
        found[one.name] = _drawn(setting, one, answers[one.name], levels[one.name], audited[same])
    return found


def _answers(setting: Setting, measure: Measure, statistic: str) -> estimate.Answers:
    least = setting.rules.least_for(measure, statistic)
    sums, weights = setting.atoms.sums[measure.name], setting.weights.values
    return estimate.answers_in(setting.cells, sums, weights, setting.size, least)


def _verdict(setting: Setting, measure: Measure, answers: estimate.Answers, in_spreads: float) -> Verdict:
    """The audit of one measure: its own gaps, its own noise in spreads of one person."""
    cells, rules, sums = setting.cells, setting.rules, setting.atoms.sums[measure.name]
    least = rules.least_for(measure, "answer_share" if measure.kind == "option" else "mean")
    usable = setting.first.kept & (answers.n >= least)
    # the first audit was about everybody, with the least noise: where nobody skipped, it stands
    if bool((sums.n == setting.atoms.people).all()):
        return replace(setting.first, kept=usable, removed=0)
    shaken = _noise(len(cells), rules, in_spreads)
    told = Told(cells, shaken, setting.weights.values, sums.n.astype(float))
    return audit(told, setting.groups, usable, rules)


def _drawn(
    setting: Setting, measure: Measure, answers: estimate.Answers, level: float, verdict: Verdict
) -> Measured:
    # of the weighted sum: other weights with the same draw would tell an exact difference
    weighted = np.nan_to_num(answers.mean * answers.n)
    label, cut = f"{setting.atoms.round}|{measure.name}", setting.rules.noise.cut
    drawn = noise.draws(setting.key, label, setting.size.key, weighted, cut)
    sums = setting.atoms.sums[measure.name]
    return Measured(measure, answers, sums, verdict.kept, level, drawn, verdict)


def _tie_measures(setting: Setting, measured: dict[str, Measured]) -> Ties:
    """Measures that go together get noise that does, from all their sums: one answer changes every draw."""
    types = {one.name for one in setting.rules.measures if one.is_types}
    first = [one for one in measured.values() if not one.measure.part_of or one.measure.part_of in types]
    ties = _ties(setting, first)
    if not first:
        return ties
    # types follow from their scales: who answers otherwise changes the sums of those
    asked = [one for one in first if one.measure.kind != "option"]
    sums = np.stack([np.nan_to_num(one.answers.mean * one.answers.n) for one in asked])
    own = [_own_draw(setting, one, sums) for one in first]
    tied = together.follow(np.stack(own), ties.correlation, setting.rules.noise.cut)
    for one, drawn in zip(first, tied, strict=True):
        draw = one.draw.copy()
        draw[:, noise.SUM] = drawn
        measured[one.measure.name] = replace(one, draw=draw)
    return ties


def _ties(setting: Setting, first: Sequence[Measured]) -> Ties:
    measures, levels = [one.measure for one in first], np.array([one.level for one in first])
    parts = tied_parts(measures, setting.atoms, levels, setting.rules.noise)
    found = together.weakened(together.correlations(setting.atoms, measures), parts)
    return Ties(tuple(one.name for one in measures), found)


def _own_draw(setting: Setting, found: Measured, sums: Floats) -> Floats:
    label = f"{setting.atoms.round}|{found.measure.name}|together"
    drawn: Floats = noise.draws(setting.key, label, setting.size.key, sums, setting.rules.noise.cut)
    return drawn[:, noise.SUM]


def _composed(
    setting: Setting, measured: Mapping[str, Measured], figures: Sequence[Figures], ties: Ties
) -> dict[str, Composed]:
    """Composites of which this round asked every component."""
    means = {one.measure: one for one in figures if one.statistic == "mean"}
    found: dict[str, Composed] = {}
    for composite in (one for one in setting.rules.measures if one.kind == "composite"):
        of = [
            Component(one.measure, means[name], one.answers, one.sums, one.disturbance)
            for name in composite.of
            if (one := measured.get(name))
        ]
        if len(of) == len(composite.of):
            least = setting.rules.least_for(composite, "mean")
            spread = setting.atoms.spreads.get(composite.name)
            found[composite.name] = composed(composite, of, least, spread, setting.rules.noise, ties)
    return found


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
            own = room if len(items) > 1 else 0.0
            measured[one.measure.name] = replace(one, level=level, draw=draw, room=own)


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


def _all_figures(setting: Setting, measured: Mapping[str, Measured]) -> Iterator[Figures]:
    """Every statistic of every measure in every place; options last."""
    cells, atoms, rules = setting.cells, setting.atoms, setting.rules
    for found in (one for one in measured.values() if one.measure.kind != "option"):
        yield from _figures(found, cells, atoms, setting.weights, rules)
    for choice in (one for one in rules.measures if one.kind == "choice"):
        options = [measured[name] for name in choice.columns if name in measured]
        told = [_option_share(one, rules) for one in options]
        told = estimate.with_company(told) if choice.is_types and told else told
        for one, (numbers, band) in zip(options, told, strict=True):
            option = option_of(one.measure)
            yield _told(one, cells, atoms, rules, "answer_share", option, numbers, band)


def _option_share(found: Measured, rules: Rules) -> estimate.Shares:
    drawn = found.level * found.draw[:, noise.SUM]
    return estimate.share_figures(found.answers, found.answers.mean, drawn, rules, found.level)


def _figures(
    found: Measured,
    cells: Cells,
    atoms: Atoms,
    weights: AtomWeights,
    rules: Rules,
) -> Iterator[Figures]:
    """Every statistic of one measure in every place; not of an option."""
    measure, answers = found.measure, found.answers
    drawn = found.level * found.draw[:, noise.SUM]
    numbers = estimate.mean_figures(answers, drawn, found.disturbance, measure, rules.noise)
    yield _told(found, cells, atoms, rules, "mean", "", numbers)
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
    bands = folded(sums.options.sum(axis=1))
    values = np.array([options[band].mean() for band in bands])
    on_sum = found.draw[:, noise.SUM] * found.level
    own = found.draw[:, noise.FIRST_OPTION : noise.FIRST_OPTION + BANDS]
    disturbed = noise.option_noise(on_sum, values, own, rules.noise.count)
    told = []
    for band, shaken in zip(bands, disturbed, strict=True):
        exact = _share(cells.add_up(weights.values * sums.options[band].sum(axis=0)), found.answers.weight)
        told.append(estimate.share_figures(found.answers, exact, shaken, rules))
    for band, (numbers, banded) in zip(bands, estimate.with_company(told), strict=True):
        label = " | ".join(str(option) for option in options[band])
        yield _told(found, cells, atoms, rules, "answer_share", label, numbers, banded)


def folded(chosen: Integers) -> list[Integers]:
    """Options in at most five bands; one that almost nobody chose in the whole round joins its neighbour.

    Of an option that nobody chooses everybody knows the share, so what is told of it would be noise alone,
    and the noise of the mean could be worked out from it.
    """
    bands = np.array_split(np.arange(len(chosen)), min(len(chosen), BANDS))
    while len(bands) > 2:
        shares = np.array([chosen[band].sum() for band in bands]) / max(int(chosen.sum()), 1)
        rarest = int(shares.argmin())
        if shares[rarest] >= RARE:
            break
        beside = rarest - 1 if rarest else 1
        first, second = sorted((rarest, beside))
        bands[first : second + 1] = [np.concatenate([bands[first], bands[second]])]
    return bands


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
    name = found.measure.part_of if found.measure.kind == "option" else found.measure.name
    return Figures(atoms.round, name, statistic, option, shown, status, reason)
