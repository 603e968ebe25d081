"""Answer scales in several groups: lavaan 0.6.14 on the complete cases of bfi (psych 2.2.9), by gender.

The figures come from

    d <- psych::bfi[complete.cases(psych::bfi[, 1:25]), ]
    f <- cfa(model, d, ordered = items, group = "gender", group.label = c("1", "2"), group.equal = equal)
    fitMeasures(f, c("chisq.scaled", "df", "cfi.scaled", "tli.scaled", "rmsea.scaled",
                     "rmsea.ci.lower.scaled", "rmsea.ci.upper.scaled", "srmr"))
    parameterEstimates(f, standardized = TRUE)

with `equal` NULL, "thresholds" and c("thresholds", "loadings").
"""

import numpy as np
import pytest

from tests.core.statistics.refusals import refused_key
from tests.core.statistics.samples import BFI, matrix, sample
from thuis.core.statistics.sem.invariance import ordinal_invariance_of
from thuis.core.statistics.sem.model import Model
from thuis.core.statistics.sem.ordinal import fit_ordinal
from thuis.core.statistics.sem.thresholds import Same

ITEMS = [item for items in BFI.values() for item in items]
NEUROTICISM = Model({"N": BFI["N"]})
# χ², df, CFI, TLI, RMSEA with its ends, SRMR
ONE_FACTOR = {
    Same.SHAPE: (
        *(537.806389696, 10, 0.959764828, 0.919529656),
        *(0.208253367, 0.193473273, 0.223420629, 0.063426527),
    ),
    Same.THRESHOLDS: (
        *(674.649718844, 29, 0.950781522, 0.966056222),
        *(0.135255270, 0.126504994, 0.144205177, 0.063455638),
    ),
    Same.LOADINGS: (
        *(635.584821883, 33, 0.954064399, 0.972160242),
        *(0.122491749, 0.114271345, 0.130903717, 0.064609061),
    ),
}
FIVE_FACTORS = {
    Same.SHAPE: (
        *(6087.698768255, 530, 0.825515080, 0.802469902),
        *(0.092824855, 0.090736102, 0.094928590, 0.085182258),
    ),
    Same.THRESHOLDS: (
        *(6567.543225694, 625, 0.813432821, 0.820895508),
        *(0.088389541, 0.086461245, 0.090331018, 0.085255544),
    ),
    Same.LOADINGS: (
        *(6138.124558055, 645, 0.827542398, 0.839574324),
        *(0.083653589, 0.081750056, 0.085570414, 0.085360144),
    ),
}


@pytest.fixture(scope="module")
def answers():
    """The columns and the gender of those who answered all 25 items."""
    table = matrix("bfi", ITEMS)
    whole = ~np.isnan(table).any(axis=1)
    return dict(zip(ITEMS, table[whole].T, strict=True)), sample("bfi_gender")["gender"][whole]


def told(fit):
    found = fit.measures
    ends = (found.rmsea_interval.low, found.rmsea_interval.high)
    return (found.chi_square, found.df, found.cfi, found.tli, found.rmsea, *ends, found.srmr)


@pytest.mark.parametrize("same", Same)
def test_one_factor_over_five_items_in_two_groups(answers, same):
    fit = fit_ordinal(NEUROTICISM, answers[0], groups=answers[1], same=same)
    expected = ONE_FACTOR[same]
    assert (fit.n, fit.groups) == (2436, (1.0, 2.0))
    assert told(fit)[0] == pytest.approx(expected[0], abs=1e-4)
    assert told(fit)[1:] == pytest.approx(expected[1:], abs=1e-6)


@pytest.mark.parametrize("same", Same)
def test_five_factors_over_twenty_five_items_in_two_groups(answers, same):
    fit = fit_ordinal(Model(BFI), answers[0], groups=answers[1], same=same)
    # lavaan stops minimising a little earlier
    assert told(fit)[0] == pytest.approx(FIVE_FACTORS[same][0], rel=1e-6)
    assert told(fit)[1:] == pytest.approx(FIVE_FACTORS[same][1:], abs=1e-6)
    assert not fit.improper


@pytest.mark.parametrize(
    ("same", "loading", "variance", "mean"),
    [
        (Same.SHAPE, (0.956, 0.017, 0.843), (0.778, 0.016), None),
        (Same.THRESHOLDS, (1.069, 0.044, 0.845), (0.602, 0.054), (0.233, 0.037)),
        (Same.LOADINGS, (0.992, 0.021, 0.844), (0.718, 0.052), (0.241, 0.039)),
    ],
)
def test_the_paths_of_the_second_group_and_their_errors(answers, same, loading, variance, mean):
    fit = fit_ordinal(NEUROTICISM, answers[0], groups=answers[1], same=same)
    path, own = fit.parameter("N2", "N", 1), fit.parameter("N", "N", 1)
    assert (path.value, path.se, path.standardised) == pytest.approx(loading, abs=5e-4)
    assert (own.value, own.se) == pytest.approx(variance, abs=5e-4)
    if mean:
        level = fit.parameter("N", "", 1)
        assert (level.value, level.se) == pytest.approx(mean, abs=5e-4)
        assert fit.parameter("N", "", 0).value == 0


def test_shared_loadings_are_one_parameter(answers):
    fit = fit_ordinal(NEUROTICISM, answers[0], groups=answers[1], same=Same.LOADINGS)
    assert fit.parameter("N3", "N", 0).value == fit.parameter("N3", "N", 1).value
    assert len(fit.free) == 4 + 2 + 1  # loadings, variances, the mean of the second group


def test_in_two_halves_that_answer_alike_every_level_holds(answers):
    columns, _ = answers
    twice = {name: np.tile(values, 2) for name, values in columns.items() if name in BFI["E"]}
    half = np.repeat(["a", "b"], len(twice["E1"]) // 2)
    steps = ordinal_invariance_of(Model({"E": BFI["E"][:4]}), twice, half)
    assert [one.level for one in steps] == list(Same)
    assert [one.holds for one in steps] == [True, True, True]
    assert all(one.p is None for one in steps)
    assert steps[2].fit.parameter("E", "", 1).value == pytest.approx(0, abs=1e-6)


def test_a_level_holds_only_when_those_before_it_do(answers):
    steps = ordinal_invariance_of(NEUROTICISM, *answers)
    assert [one.holds for one in steps] == [False, False, False]  # RMSEA .208 to begin with


def test_what_cannot_be_compared_is_refused(answers):
    columns, gender = answers
    fewer = {**columns, "N1": np.where(gender == 2, np.minimum(columns["N1"], 5), columns["N1"])}
    assert (
        refused_key(lambda: fit_ordinal(NEUROTICISM, fewer, groups=gender, same=Same.THRESHOLDS))
        == "statistics-option"
    )
    assert (
        refused_key(lambda: fit_ordinal(NEUROTICISM, columns, groups=gender[1:])) == "statistics-do-not-match"
    )
    few = np.where(np.arange(len(gender)) < 5, 9, gender)
    assert refused_key(lambda: fit_ordinal(NEUROTICISM, columns, groups=few)) == "statistics-too-few"
