"""Files and functions stay small enough to read in one go."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "thuis"
PYTHON = [path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts]
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))
BANNED = {"utils", "helpers", "manager", "data", "process", "misc"}


def name(path: Path) -> str:
    return str(path.relative_to(SOURCE))


@pytest.mark.parametrize("path", PYTHON, ids=name)
def test_a_file_has_at_most_400_lines(path):
    assert len(path.read_text().splitlines()) <= 400


@pytest.mark.parametrize("path", PYTHON, ids=name)
def test_a_function_has_at_most_40_lines(path):
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1}"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno >= 40
    ]
    assert long == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_has_at_most_150_lines(path):
    assert len(path.read_text().splitlines()) <= 150


def test_no_file_has_a_name_that_says_nothing():
    assert [name(path) for path in PYTHON if path.stem in BANNED] == []
