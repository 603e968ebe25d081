"""A release in memory: each spot finds the cell in which it is told, also where several are told together."""

import numpy as np
import pytest

from thuis.core.disclosure.released import Figure, Suppressed
from thuis.core.disclosure.table import COLUMNS, NUMBERS
from thuis.foundation.release import book as book_module
from thuis.foundation.release.book import FIGURE, PLACE, WORDS, Book, Spot, book_of
from thuis.foundation.release.files import CELLS
from thuis.foundation.release.models import Release
from thuis.warehouse.engine import write_parquet
from thuis.warehouse.index import index_of

WHOLE = ("institution", "all")
# unit kind, unit, filter kind, filter value, statistic, option, estimate
ROWS = (
    (*WHOLE, "", "", "mean", "", 60.0),
    (*WHOLE, "", "", "answer_share", "1 | 2", 0.4),
    (*WHOLE, "", "", "answer_share", "3", 0.6),
    (*WHOLE, "gender+study_year", "a+1", "mean", "", 61.0),
    ("programme", "A", "", "", "mean", "", 55.0),
    ("programme", "A", "study_year", "1", "mean", "", 54.0),
    ("programme", "A", "study_year", "2 | 3", "mean", "", 56.0),
    ("programme", "B | C", "", "", "mean", "", 65.0),
    ("programme", "B | C", "study_year", "1", "mean", "", None),
)
A, B, C = (Spot("programme", unit) for unit in "ABC")


def write(folder):
    columns = {name: np.full(len(ROWS), "", dtype=object) for name in COLUMNS}
    for at, name in enumerate((*PLACE, "statistic", "option")):
        columns[name] = np.array([row[at] for row in ROWS], dtype=object)
    told = np.array([np.nan if row[6] is None else row[6] for row in ROWS])
    columns |= {name: told for name in NUMBERS} | {"version": np.full(len(ROWS), 7)}
    columns["round"][:], columns["measure"][:] = "2026", "wellbeing"
    columns["status"] = np.where(np.isnan(told), "suppressed_primary", "released").astype(object)
    folder.mkdir(parents=True, exist_ok=True)
    write_parquet(folder / CELLS, columns)


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    folder = tmp_path_factory.mktemp("book")
    write(folder)
    return Book(7, index_of(folder / CELLS, WORDS, ("version", *NUMBERS), PLACE, FIGURE))


def estimate(book, spot):
    return book.cell(spot, "2026", "wellbeing").told.estimate


@pytest.mark.parametrize(
    ("spot", "told"),
    [
        (Spot(), 60.0),
        (A, 55.0),
        (B, 65.0),
        (C, 65.0),
        (A.of_group("study_year", "1"), 54.0),
        (A.of_group("study_year", "3"), 56.0),
        (Spot().of_group("gender+study_year", "a+1"), 61.0),
    ],
)
def test_a_spot_is_told_alone_or_together_with_its_neighbours(book, spot, told):
    assert estimate(book, spot) == told


def test_a_suppressed_cell_is_no_number(book):
    assert isinstance(book.cell(C.of_group("study_year", "1"), "2026", "wellbeing").told, Suppressed)


@pytest.mark.parametrize(
    ("spot", "round", "measure"),
    [(Spot("programme", "D"), "2026", "wellbeing"), (A, "2025", "wellbeing"), (A, "2026", "sleep")],
)
def test_what_the_release_does_not_hold_is_none(book, spot, round, measure):
    assert book.cell(spot, round, measure) is None


def test_the_options_of_a_question_come_together_in_the_order_of_the_file(book):
    found = book.cells(Spot(), "2026", "wellbeing", "answer_share")
    assert [(one.option, one.told.estimate) for one in found] == [("1 | 2", 0.4), ("3", 0.6)]
    assert all(isinstance(one.told, Figure) for one in found)
    assert book.options(Spot(), "2026", "wellbeing", "answer_share") == ("1 | 2", "3")
    assert book.options(Spot(), "2026", "nothing", "answer_share") == ()


def test_units_that_are_told_together_are_units_of_their_own(book):
    assert book.units == {"institution": ("all",), "programme": ("A", "B", "C")}
    assert (book.members(B), book.members(A)) == (("B", "C"), ("A",))


def test_the_groups_of_a_unit_are_those_of_one_filter_as_they_are_told(book):
    assert book.groups(A) == {"study_year": ("1", "2 | 3")}
    assert book.groups(C) == {"study_year": ("1",)}
    assert book.groups(Spot()) == {}


def test_a_figure_that_was_forgotten_is_read_again(book, monkeypatch):
    monkeypatch.setattr(book_module, "FIGURES_KEPT", 1)
    small = Book(7, book.index)
    assert [estimate(small, spot) for spot in (A, B, A)] == [55.0, 65.0, 55.0]
    assert len(small._cells) == 1


def test_a_release_is_called_by_its_folder():
    assert str(Release(folder_name="v0001-2026")) == "v0001-2026"


def test_a_release_is_read_once_and_another_one_apart(tmp_path, settings):
    settings.HOME = tmp_path
    first, second = (
        Release(version=number, folder_name=f"v{number}", certificate_digest=f"{number:064}")
        for number in (1, 2)
    )
    for one in (first, second):
        write(one.folder)
    assert book_of(first) is book_of(first)
    assert book_of(second) is not book_of(first)
    assert book_of(second).version == 2
