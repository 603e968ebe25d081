"""The files of roles that the demo imports, whatever its size."""

from thuis.config.debrug.roles import files_of

FIRST, SECOND = ((f"s70000{number}", "PR", "SW", "AVM", 1, f"2022-Q{number}", "8") for number in (1, 2))
ROWS = [FIRST, FIRST, SECOND]


def test_a_year_that_fits_is_one_file():
    assert list(files_of(2022, ROWS, most=3)) == [("inzet-2022.csv", ROWS)]


def test_a_year_that_is_too_long_is_a_file_for_each_quarter():
    """A file replaces what stood in its periods, so no period may be in two of them."""
    found = list(files_of(2022, ROWS, most=2))
    assert found == [("inzet-2022-Q1.csv", [FIRST, FIRST]), ("inzet-2022-Q2.csv", [SECOND])]
