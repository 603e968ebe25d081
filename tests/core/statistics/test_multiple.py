"""Many questions at once."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from tests.core.statistics.samples import CLOSED, sample
from thuis.core.errors import InvalidInput
from thuis.core.statistics.multiple import benjamini_hochberg, holm


def pairwise_p():
    """p of every pair of education levels on ACT, with the pooled standard deviation."""
    data = sample("satact")
    groups = [data["ACT"][data["education"] == level] for level in range(6)]
    df = sum(len(group) - 1 for group in groups)
    pooled = sum(((group - group.mean()) ** 2).sum() for group in groups) / df
    return [
        2 * stats.t.sf(abs(a.mean() - b.mean()) / np.sqrt(pooled * (1 / len(a) + 1 / len(b))), df)
        for a, b in itertools.combinations(groups, 2)
    ]


def test_holm_agrees_with_r():
    found = holm(pairwise_p())  # pairwise.t.test(ACT, education, p.adjust = "holm")
    assert sorted(found)[:3] == pytest.approx([0.02251653, 0.06430364, 0.07598130], abs=CLOSED)


def test_benjamini_hochberg_agrees_with_r():
    found = benjamini_hochberg(pairwise_p())
    assert sorted(found)[:5] == pytest.approx(
        [0.0225165283393, 0.0292235779379, 0.0292235779379, 0.0295543623247, 0.0295543623247], abs=CLOSED
    )


chances = st.lists(st.floats(0, 1), min_size=1, max_size=20)


@given(chances)
def test_corrections_never_help_and_keep_the_order(p):
    for correct in (holm, benjamini_hochberg):
        found = correct(p)
        assert (found >= np.array(p) - 1e-15).all()
        assert (np.diff(found[np.argsort(p, kind="stable")]) >= 0).all()
    assert (holm(p) >= benjamini_hochberg(p) - 1e-12).all()


def test_a_chance_above_1_is_refused():
    with pytest.raises(InvalidInput):
        holm([1.2])
