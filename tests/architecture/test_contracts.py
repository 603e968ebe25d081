"""The floors and rooms of the house hold: import contracts, budgets, addresses, texts."""

from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports


def test_import_contracts_are_kept():
    assert lint_imports(cache_dir=None) == EXIT_STATUS_SUCCESS
