"""A composite is made of what is told: where all of it is, and with an interval that knows their noise."""

import numpy as np
import pytest

from tests.core.disclosure.population import ITEMS, SCALE, atoms, rules
from thuis.core.disclosure.build import RoundInput, build
from thuis.core.disclosure.composite import agreement, coefficients
from thuis.core.disclosure.model import Measure, Rules
from thuis.core.disclosure.release import release_round
from thuis.core.disclosure.table import TOO_FEW

KEY = b"k" * 32
WHOLE = Measure("whole", "composite", 0, 100, of=(SCALE, "w1"), weights=(3, -1))


def made(composite=WHOLE, **changed):
    own = rules()
    measures = (*own.measures, composite)
    one = atoms(students=700)
    return release_round(one, {}, Rules(own.release, own.dimensions, measures, **changed), KEY)


def mean(released, name):
    return next(one for one in released.figures if (one.measure, one.statistic) == (name, "mean"))


def test_a_composite_is_the_weighted_mean_of_what_is_told():
    released = made()
    scale, item, whole = (mean(released, name).numbers["estimate"] for name in (SCALE, "w1", "whole"))
    assert whole == pytest.approx((3 * scale + (100 - item * 25)) / 4, abs=0.051, nan_ok=True)
    assert (~np.isnan(whole)).sum() > 20
    assert "whole" not in released.measured


def test_where_a_component_is_not_told_neither_is_the_composite_and_for_the_same_reason():
    released = made()
    scale, item, whole = (mean(released, name) for name in (SCALE, "w1", "whole"))
    hidden = np.isnan(scale.numbers["estimate"]) | np.isnan(item.numbers["estimate"])
    assert (np.isnan(whole.numbers["estimate"]) == hidden).all()
    assert hidden.any()
    first = np.where(np.isnan(scale.numbers["estimate"]), scale.reason, item.reason)
    assert (whole.reason[hidden] == first[hidden]).all()


def test_a_sensitive_composite_needs_twenty_answers_too():
    sensitive = Measure("whole", "composite", 0, 100, sensitive=True, of=WHOLE.of, weights=WHOLE.weights)
    whole, plain = mean(made(sensitive), "whole"), mean(made(), "whole")
    assert np.nanmin(whole.numbers["n_shown"]) >= 20
    fewer = np.isnan(whole.numbers["estimate"]) & ~np.isnan(plain.numbers["estimate"])
    assert fewer.any()
    assert set(whole.reason[fewer]) == {TOO_FEW}


def test_a_composite_of_something_that_was_not_asked_has_no_rows():
    own = rules()
    other = Measure("other", "scale", 0, 100)
    composite = Measure("whole", "composite", 0, 100, of=(SCALE, "other"), weights=(1, 1))
    asked = Rules(own.release, own.dimensions, (*own.measures, other, composite))
    table = build([RoundInput(atoms(students=300), {})], asked, KEY, 1).table
    assert set(table.columns["measure"]) == {SCALE, *ITEMS}


def test_coefficients_turn_a_component_round_and_stretch_it_to_the_range():
    item = Measure("i", "item", 1, 5)
    start, factors = coefficients(Measure("c", "composite", 0, 100, of=("i",), weights=(-2,)), [item])
    assert start + factors @ [1] == pytest.approx(100)
    assert start + factors @ [5] == pytest.approx(0)


def test_how_far_components_go_together_is_told_in_steps_and_the_most_when_unknown():
    assert agreement(None, 10) == agreement(5, 0) == 1
    assert agreement(8, 10) == pytest.approx(0.65)
    assert agreement(0, 10) == 0.05
    assert agreement(20, 10) == 1


def test_items_of_one_scale_share_their_noise_so_it_does_not_average_out():
    items = made(Measure("whole", "composite", 0, 100, of=("w1", "w2"), weights=(1, 1)))
    one = items.measured["w1"].disturbance * 25
    assert items.composed["whole"].disturbance == pytest.approx(one, rel=0.05)
