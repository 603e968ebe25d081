"""Columns and tables are checked at the border."""

import numpy as np
import pytest

from thuis.core.errors import InvalidInput
from thuis.core.statistics.arrays import codes, column, gappy_table, table


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        (lambda: column([np.nan]), "statistics-not-numbers"),
        (lambda: column([1], least=2), "statistics-too-few"),
        (lambda: table([[1.0, np.nan], [1, 2]]), "statistics-not-numbers"),
        (lambda: table([[1.0, 2.0]], least=2), "statistics-too-few"),
        (lambda: table([[1.0], [2.0]], columns=2), "statistics-too-few-columns"),
        (lambda: gappy_table([[np.inf]]), "statistics-not-numbers"),
        (lambda: gappy_table([1.0]), "statistics-do-not-match"),
        (lambda: codes([["a"]]), "statistics-do-not-match"),
    ],
)
def test_what_is_no_column_or_table_is_refused(wrong, key):
    with pytest.raises(InvalidInput) as refused:
        wrong()
    assert refused.value.key == key


def test_a_gap_may_stand_where_gaps_are_allowed():
    assert np.isnan(gappy_table([[1.0, np.nan]])[0, 1])


def test_labels_get_numbers_in_their_order():
    labels, number = codes(["b", "a", "b"])
    assert labels == ("a", "b")
    assert number.tolist() == [1, 0, 1]
