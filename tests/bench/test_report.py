"""A promise is read from its words; cost is per row, and a rate that falls is a cost that rises."""

import pytest
from bench.report import Figure, keep, median, read, table


@pytest.mark.parametrize(
    ("value", "promise", "kept"),
    [(40, "≤ 40", True), (40.1, "≤ 40", False), (39, "≥ 40", False), (0.05, "≤ 0.04", False), (9, "", None)],
)
def test_a_promise_is_kept_or_not(value, promise, kept):
    assert Figure("x", value, "s", promise).kept is kept


def test_of_several_runs_the_middle_one_counts():
    runs = [[Figure("x", value, "s", "")] for value in (9, 1, 2)]
    assert median(runs)[0].value == 2


def test_cost_per_row_is_compared_not_the_whole():
    small, large = Figure("import", 1, "s", "", 1000), Figure("import", 15, "s", "", 10_000)
    assert "cost ×1.50" in table("t", [large], [small])


def test_half_the_rate_is_twice_the_cost():
    assert "was ×2.00" in table(
        "t", [Figure("saved", 200, "/s", "")], earlier=[Figure("saved", 400, "/s", "")]
    )


def test_a_broken_promise_stands_out():
    assert "NOT KEPT" in table("t", [Figure("saved", 200, "/s", "≥ 400")])


def test_a_later_run_leaves_the_figures_of_other_benches(tmp_path):
    path = tmp_path / "figures.json"
    keep(path, {"a": [Figure("x", 1, "s", "")]})
    keep(path, {"b": [Figure("y", 2, "s", "")]})
    assert {title: found[0].name for title, found in read(path).items()} == {"a": "x", "b": "y"}
