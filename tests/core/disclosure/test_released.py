"""Released rows as values: a suppressed cell has no number, and a row that cannot be is refused."""

import pytest

from thuis.core.disclosure.released import Figure, Suppressed, released_table
from thuis.core.disclosure.table import BAND, COLUMNS, NUMBERS

ROW = {
    **dict.fromkeys(COLUMNS, ""),
    **dict.fromkeys(NUMBERS, 60.0),
    "version": 1,
    "unit": "A | B",
    "status": "released",
}


def told(**changed):
    (cell,) = released_table(1, [list({**ROW, **changed}.values())])
    return cell


def test_a_row_is_a_figure_of_one_place_with_its_members_apart():
    cell = told()
    assert cell.unit == ("A", "B")
    assert cell.told == Figure(60.0, 60.0, 60.0, 60.0, 60.0, 60)


def test_a_band_has_ends_and_no_estimate():
    assert told(estimate=None, reason=BAND).told.estimate is None


def test_a_suppressed_row_is_a_reason():
    hidden = dict.fromkeys(NUMBERS)
    assert told(**hidden, status="suppressed_primary", reason="too-few").told == Suppressed("too-few")


@pytest.mark.parametrize("changed", [{"estimate": None}, {"low": None}, {"n_shown": "many"}])
def test_a_told_row_without_a_number_is_refused(changed):
    with pytest.raises(ValueError, match=r"."):
        told(**changed)
