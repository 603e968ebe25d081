"""Models on polychoric correlations: lavaan 0.6.14 with ordered = TRUE (WLSMV)."""

import numpy as np
import pytest

from tests.core.statistics.refusals import refused_key
from tests.core.statistics.samples import BFI, ITERATIVE, matrix
from thuis.core.statistics.sem.model import Model
from thuis.core.statistics.sem.ordinal import fit_ordinal

ITEMS = [item for items in BFI.values() for item in items]


def complete():
    return dict(zip(ITEMS, matrix("bfi", ITEMS, complete=True).T, strict=True))


def test_one_factor_over_five_items():
    fit = fit_ordinal(Model({"N": BFI["N"]}), complete())
    assert fit.n == 2436
    assert (fit.measures.chi_square, fit.measures.df) == (pytest.approx(519.405968, abs=ITERATIVE), 5)
    assert fit.parameter("N1", "N").standardised == pytest.approx(0.873800, abs=1e-6)
    assert (fit.parameter("N2", "N").value, fit.parameter("N2", "N").se) == pytest.approx(
        (0.963, 0.014), abs=5e-4
    )
    assert (fit.measures.cfi, fit.measures.tli) == pytest.approx((0.961, 0.922), abs=5e-4)
    assert fit.measures.srmr == pytest.approx(0.061, abs=5e-4)
    assert fit.bic is None


def test_five_factors_over_twenty_five_items():
    fit = fit_ordinal(Model(BFI), complete())
    found = fit.measures
    # lavaan stops minimising a little earlier
    assert (found.chi_square, found.df) == (pytest.approx(6049.27496984, rel=1e-6), 265)
    assert (found.cfi, found.rmsea, found.srmr) == pytest.approx(
        (0.824456709285, 0.0946786474877, 0.0827418255865), abs=1e-6
    )
    assert (fit.parameter("N", "O").value, fit.parameter("N", "O").se) == pytest.approx(
        (-0.075, 0.014), abs=5e-4
    )
    assert not fit.improper


def test_recoding_answers_without_changing_their_order_changes_nothing():
    stretched = {name: values**3 for name, values in complete().items()}
    model = Model({"N": BFI["N"]})
    assert fit_ordinal(model, stretched).free == pytest.approx(fit_ordinal(model, complete()).free)


def test_a_path_between_two_factors_is_their_correlation():
    factors = {"N": BFI["N"], "E": BFI["E"]}
    path = fit_ordinal(Model(factors, effects=(("N", "E"),)), complete())
    together = fit_ordinal(Model(factors), complete())
    assert path.measures.chi_square == pytest.approx(together.measures.chi_square)
    assert path.parameter("N", "E").standardised == pytest.approx(together.parameter("N", "E").standardised)


def test_three_items_leave_nothing_to_test():
    assert fit_ordinal(Model({"N": BFI["N"][:3]}), complete()).measures.df == 0


def test_what_cannot_be_fitted_is_refused():
    assert (
        refused_key(lambda: fit_ordinal(Model({"N": BFI["N"][:2]}), complete()))
        == "statistics-not-identified"
    )
    path = Model({"N": BFI["N"]}, effects=(("N", "E1"),))
    assert refused_key(lambda: fit_ordinal(path, complete())) == "statistics-option"
    gaps = {name: np.append(values, np.nan) for name, values in complete().items()}
    assert refused_key(lambda: fit_ordinal(Model({"N": BFI["N"]}), gaps)) == "statistics-not-numbers"
