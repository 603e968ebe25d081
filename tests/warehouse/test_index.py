"""A table in memory by place: the rows of a place in the order of the file, and nothing that is not there."""

import numpy as np
import pytest

from thuis.warehouse.engine import write_parquet
from thuis.warehouse.index import index_of

PLACE = ("kind", "unit")
ROWS = (
    ("mean", "programme", "B", 2.5),
    ("mean", "programme", "A", 1.5),
    ("share", "programme", "B", float("nan")),
    ("mean", "programme", "B", 3.5),
    ("mean", "site", "A 'n B", 4.5),
)


def index(folder, rows=ROWS):
    texts = {
        name: np.array([row[at] for row in rows], dtype=object) for at, name in enumerate(("what", *PLACE))
    }
    write_parquet(
        folder / "rows.parquet", {**texts, "value": np.array([row[3] for row in rows], dtype=float)}
    )
    return index_of(folder / "rows.parquet", ("what", *PLACE), ("value",), PLACE, ("what",))


def test_every_place_stands_there_once(tmp_path):
    assert sorted(index(tmp_path).places) == [("programme", "A"), ("programme", "B"), ("site", "A 'n B")]


@pytest.mark.parametrize(("what", "told"), [("mean", [[2.5], [3.5]]), ("share", [[None]])])
def test_the_lines_of_an_address_are_found_in_the_order_of_the_file(tmp_path, what, told):
    found = index(tmp_path)
    assert [found.row(line, ("value",)) for line in found.lines(("programme", "B", what))] == told


def test_a_row_gives_its_words_and_numbers_and_none_for_no_number(tmp_path):
    found = index(tmp_path)
    (row,) = found.lines(("site", "A 'n B", "mean"))
    assert found.row(row, ("unit", "value", "what")) == ["A 'n B", 4.5, "mean"]


@pytest.mark.parametrize(
    "address", [("programme", "C", "mean"), ("site", "A 'n B", "share"), ("site", "B", "mean")]
)
def test_an_address_that_is_not_there_has_no_lines(tmp_path, address):
    assert index(tmp_path).lines(address) == []


@pytest.mark.parametrize("words", [3, 2**15 + 1])
def test_many_words_are_kept_apart_too(tmp_path, words):
    rows = [("mean", "programme", f"P{number:05}", float(number)) for number in range(words)]
    found = index(tmp_path, rows)
    last = f"P{words - 1:05}"
    assert found.row(found.lines(("programme", last, "mean"))[0], ("unit", "value")) == [last, words - 1.0]


def test_a_table_without_rows_has_no_places(tmp_path):
    assert index(tmp_path, ()).places == ()
