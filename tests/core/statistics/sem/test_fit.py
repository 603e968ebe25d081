"""Models by maximum likelihood: lavaan 0.6.14, gaps, groups, refusals."""

import numpy as np
import pytest

from tests.core.statistics.refusals import refused_key
from tests.core.statistics.samples import BFI, CLOSED, ITERATIVE, matrix, sample
from thuis.core.statistics.sem.fit import fit_model
from thuis.core.statistics.sem.invariance import Level, invariance_of
from thuis.core.statistics.sem.model import Kind, Model

THREE = Model({"visual": ("x1", "x2", "x3"), "textual": ("x4", "x5", "x6"), "speed": ("x7", "x8", "x9")})
DEMOCRACY = Model(
    {
        "ind60": ("x1", "x2", "x3"),
        "dem60": ("y1", "y2", "y3", "y4"),
        "dem65": ("y5", "y6", "y7", "y8"),
    },
    effects=(("dem60", "ind60"), ("dem65", "ind60"), ("dem65", "dem60")),
    covariances=(("y1", "y5"), ("y2", "y4"), ("y2", "y6"), ("y3", "y7"), ("y4", "y8"), ("y6", "y8")),
)
NEUROTICISM = Model({"N": BFI["N"]})


def test_three_factors():
    fit = fit_model(THREE, sample("holzinger"))
    found = fit.measures
    assert (found.chi_square, found.df) == (pytest.approx(85.305522, abs=CLOSED), 24)
    assert (found.cfi, found.tli, found.rmsea, found.srmr) == pytest.approx(
        (0.930560, 0.895839, 0.092121, 0.065205), abs=CLOSED
    )
    assert (found.rmsea_interval.low, found.rmsea_interval.high) == pytest.approx(
        (0.071418, 0.113678), abs=1e-6
    )
    assert fit.bic == pytest.approx(7595.339, abs=1e-3)
    assert fit.aic == pytest.approx(7517.490, abs=1e-3)
    assert (fit.parameter("x2", "visual").value, fit.parameter("x2", "visual").se) == pytest.approx(
        (0.554, 0.100), abs=5e-4
    )


def test_paths_between_factors():
    fit = fit_model(DEMOCRACY, sample("democracy"))
    path = fit.parameter("dem65", "dem60")
    assert (fit.measures.chi_square, fit.measures.df) == (pytest.approx(38.125218, abs=CLOSED), 35)
    assert (path.value, path.se) == pytest.approx((0.837345, 0.098351), abs=5e-6)
    assert path.standardised == pytest.approx(0.885, abs=5e-4)
    assert fit.parameter("y2", "y6").value == pytest.approx(2.153, abs=5e-4)


def test_four_levels_of_invariance_over_schools():
    steps = invariance_of(THREE, sample("holzinger"), sample("holzinger")["school"])
    found = [(one.fit.measures.chi_square, one.fit.measures.df, one.fit.measures.cfi) for one in steps]
    assert np.ravel(found) == pytest.approx(
        [
            *(115.851344, 48, 0.923398),
            *(124.043544, 54, 0.920923),
            *(164.102831, 60, 0.882472),
            *(181.511345, 69, 0.872979),
        ],
        abs=CLOSED,
    )
    assert [one.fit.measures.rmsea for one in steps] == pytest.approx(
        [0.0969148567676, 0.0928365358683, 0.107371098089, 0.104089126333], abs=CLOSED
    )
    assert [one.fit.measures.srmr for one in steps] == pytest.approx(
        [0.0678640117525, 0.0716515837898, 0.0824470585788, 0.0882626495432], abs=1e-5
    )
    assert [one.fit.bic for one in steps] == pytest.approx(
        [7706.82164003, 7680.77117875, 7686.58780390, 7652.63232583], abs=ITERATIVE
    )


def test_a_level_holds_only_when_those_before_it_do():
    steps = invariance_of(THREE, sample("holzinger"), sample("holzinger")["school"])
    assert [one.level for one in steps] == list(Level)
    assert [one.holds for one in steps] == [True, True, False, False]
    assert steps[0].p is None
    assert steps[1].p == pytest.approx(0.2244, abs=1e-3)


def test_scalar_groups_differ_in_the_means_of_their_factors():
    school = np.where(sample("holzinger")["school"] == "Pasteur", "1", "2")
    equal = frozenset({Kind.LOADING, Kind.INTERCEPT, Kind.RESIDUAL})
    fit = fit_model(THREE, sample("holzinger"), groups=school, equal=equal)
    means = [(fit.parameter(name, group=1).value, fit.parameter(name, group=1).se) for name in THREE.factors]
    assert np.ravel(means) == pytest.approx([-0.157, 0.120, 0.575, 0.118, -0.176, 0.090], abs=5e-4)
    assert fit.parameter("visual", group=0).value == 0


def test_gaps_are_kept_by_full_information():
    fit = fit_model(NEUROTICISM, sample("bfi"))
    assert fit.n == 2800
    assert fit.measures.chi_square == pytest.approx(372.500712, abs=ITERATIVE)
    assert fit.log_likelihood == pytest.approx(-23768.675, abs=1e-3)
    assert (fit.measures.cfi, fit.measures.srmr) == pytest.approx((0.924, 0.049), abs=5e-4)
    assert (fit.parameter("N2", "N").value, fit.parameter("N2", "N").se) == pytest.approx(
        (0.956, 0.021), abs=5e-4
    )


def test_twenty_five_items():
    items = [item for items in BFI.values() for item in items]
    fit = fit_model(Model(BFI), dict(zip(items, matrix("bfi", items, complete=True).T, strict=True)))
    assert (fit.measures.chi_square, fit.measures.df) == (pytest.approx(4165.467436, abs=ITERATIVE), 265)
    assert (fit.measures.cfi, fit.measures.srmr) == pytest.approx((0.782365681890, 0.075341170982), abs=1e-6)


def test_units_of_items_do_not_change_the_fit():
    thousandfold = {name: values * 1000 for name, values in sample("holzinger").items() if name != "school"}
    one, other = fit_model(THREE, sample("holzinger")), fit_model(THREE, thousandfold)
    assert other.measures.chi_square == pytest.approx(one.measures.chi_square, abs=ITERATIVE)


def test_reversing_every_item_mirrors_nothing_but_the_means():
    reversed_ = {name: -values for name, values in sample("democracy").items()}
    one, other = fit_model(DEMOCRACY, sample("democracy")), fit_model(DEMOCRACY, reversed_)
    assert other.free == pytest.approx(one.free, abs=ITERATIVE)


def test_the_order_of_the_people_changes_nothing():
    order = np.random.default_rng(1).permutation(75)
    mixed = {name: values[order] for name, values in sample("democracy").items()}
    assert fit_model(DEMOCRACY, mixed).free == pytest.approx(
        fit_model(DEMOCRACY, sample("democracy")).free, abs=CLOSED
    )


def test_an_observed_predictor_behaves_as_in_regression():
    """One item per factor is no measurement: the path is then the ordinary slope."""
    data = sample("democracy")
    columns = {"y": data["y1"], "x": data["x1"]}
    model = Model({"f": ("y",)}, effects=(("f", "x"),))
    layout_free = fit_model(Model({"f": ("y1", "y2", "y3")}, effects=(("f", "x1"),)), data)
    assert layout_free.measures.df == 2
    assert layout_free.parameter("f", "x1").value != 0
    assert refused_key(lambda: fit_model(model, columns)) == "statistics-not-identified"


def test_a_perfectly_measured_model_has_no_degrees_of_freedom_to_test():
    fit = fit_model(Model({"visual": ("x1", "x2", "x3")}), sample("holzinger"))
    assert fit.measures.df == 0
    assert (fit.measures.cfi, fit.measures.tli, fit.measures.rmsea, fit.measures.p) == (1, 1, 0, 1)
    assert fit.measures.chi_square == pytest.approx(0, abs=1e-6)


def test_a_model_that_fits_has_an_rmsea_interval_from_0():
    rng = np.random.default_rng(4)
    factor = rng.normal(size=400)
    columns = {name: factor + rng.normal(size=400) for name in "abcd"}
    found = fit_model(Model({"f": tuple("abcd")}), columns).measures
    assert found.rmsea_interval.low == 0
    assert found.p > 0.01


def with_correlations(a_b, a_c, b_c, n=50):
    """Three columns that correlate exactly like this."""
    drawn = np.random.default_rng(9).normal(size=(n, 3))
    white = np.linalg.qr(drawn - drawn.mean(axis=0))[0]
    wanted = np.array([[1, a_b, a_c], [a_b, 1, b_c], [a_c, b_c, 1]])
    return dict(zip("abc", (white @ np.linalg.cholesky(wanted).T).T, strict=True))


def test_a_negative_variance_is_said():
    model = Model({"f": tuple("abc")})
    # the loading of a is .8 × .8 / .5 squared: more than all of it
    impossible = fit_model(model, with_correlations(0.8, 0.8, 0.5))
    assert impossible.improper
    assert impossible.parameter("a", "a").value < 0
    assert not fit_model(model, with_correlations(0.5, 0.5, 0.5)).improper


def test_parameters_cover_the_truth():
    rng = np.random.default_rng(12)
    model, held = Model({"f": tuple("abcd")}), []
    for _ in range(300):
        factor = rng.normal(size=200)
        fit = fit_model(model, {name: factor + rng.normal(size=200) for name in "abcd"})
        held += [
            abs(fit.parameter(name, "f").value - 1) < 1.96 * fit.parameter(name, "f").se for name in "bcd"
        ]
    assert 0.93 <= np.mean(held) <= 0.97


@pytest.mark.parametrize(
    ("model", "key"),
    [
        (Model({"f": ("x1", "x2")}), "statistics-not-identified"),
        (Model({"f": ("x1", "nowhere", "x3")}), "statistics-unknown-name"),
        (Model({}), "statistics-too-few"),
        (Model({"f": ()}), "statistics-option"),
        (Model({"f": ("x1", "x1", "x2")}), "statistics-option"),
        (Model({"f": ("x1", "x2", "x3")}, effects=(("f", "f"),)), "statistics-option"),
        (Model({"f": ("x1", "x2", "x3")}, effects=(("x1", "x4"),)), "statistics-option"),
        (Model({"f": ("x1", "x2", "x3")}, covariances=(("x1", "x1"),)), "statistics-option"),
        (Model({"f": ("x1", "x2", "x3")}, covariances=(("x1", "x2"), ("x2", "x1"))), "statistics-option"),
    ],
)
def test_models_that_cannot_be_are_refused(model, key):
    assert refused_key(lambda: fit_model(model, sample("holzinger"))) == key


def test_columns_that_cannot_carry_a_model_are_refused():
    model = Model({"f": ("a", "b", "c")})
    random = np.random.default_rng(0).normal(size=(3, 40))
    fine = dict(zip("abc", random, strict=True))
    assert refused_key(lambda: fit_model(model, {**fine, "c": np.ones(40)})) == "statistics-no-spread"
    assert refused_key(lambda: fit_model(model, {**fine, "c": np.full(40, np.nan)})) == "statistics-too-few"
    few = {name: values[:3] for name, values in fine.items()}
    assert refused_key(lambda: fit_model(model, few)) == "statistics-too-few"
    ragged = {**fine, "c": random[2, :30]}
    assert refused_key(lambda: fit_model(model, ragged)) == "statistics-do-not-match"


def test_a_path_that_is_not_in_the_model_is_refused():
    fit = fit_model(THREE, sample("holzinger"))
    assert refused_key(lambda: fit.parameter("x1", "speed")) == "statistics-unknown-name"
