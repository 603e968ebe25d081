"""The reference pages are what the content says now."""

from thuis.config.cli import main
from thuis.config.commands import docs_reference
from thuis.config.reference import PAGES
from thuis.config.reference.markdown import table


def test_no_page_has_drifted_from_its_source():
    assert docs_reference.outdated_pages() == [], "run `thuis docs reference`"


def test_a_drifted_page_fails_the_check_and_is_written_again(capsys, monkeypatch, tmp_path):
    monkeypatch.setattr(docs_reference, "REFERENCE", tmp_path)
    assert main(["docs", "reference", "--check"]) == 1
    assert "docs/reference/routing.md: out of date; run `thuis docs reference`" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
    assert main(["docs", "reference"]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(PAGES)
    assert main(["docs", "reference", "--check"]) == 0


def test_a_cell_cannot_break_its_table():
    assert table(["a"], [["one | two\nthree"]]).splitlines()[2] == "| one \\| two three |"
