"""A small part of markdown becomes blocks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuis.core.errors import ContentError
from thuis.core.prose import Block, fill_in, read_prose, table

words = st.text("abc DE.,", min_size=1, max_size=12).map(str.strip).filter(bool)


def test_every_kind_of_block_is_read():
    source = "# Titel\n## Kop\nEen zin\nop twee regels.\n\n- a\n- b\n\n> Let op\n> dit.\n\n"
    source += "| x | y |\n|---|---|\n| 1 | 2 |"
    assert read_prose(source) == (
        Block("heading", "Titel", level=1),
        Block("heading", "Kop", level=2),
        Block("paragraph", "Een zin op twee regels."),
        Block("list", items=("a", "b")),
        Block("check", "Let op dit."),
        Block("table", rows=(("x", "y"), ("1", "2"))),
    )


@given(st.lists(st.tuples(words, words), min_size=1))
def test_a_table_reads_back_as_it_was_written(rows):
    (block,) = read_prose(table(("a", "b"), rows))
    assert block.rows == (("a", "b"), *rows)


def test_a_bar_in_a_cell_does_not_end_it():
    assert read_prose(table(("a",), [("b|c",)]))[0].rows[1] == ("b/c",)


def test_facts_are_filled_in_and_an_unknown_one_is_named():
    assert fill_in("Van {{who}}.", {"who": "ons"}) == "Van ons."
    with pytest.raises(ContentError, match='"whom" is no fact; choose one of who'):
        fill_in("Van {{whom}}.", {"who": "ons"})
