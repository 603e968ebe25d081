"""Files and functions stay small enough to read in one go."""

import ast
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "thuis"
PYTHON = [path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts]
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))
BANNED = {"utils", "helpers", "manager", "data", "process", "misc"}


def name(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def test_a_file_has_at_most_400_lines():
    assert [name(path) for path in PYTHON if lines(path) > 400] == []


def test_a_function_has_at_most_40_lines():
    functions = (
        (name(path), node)
        for path in PYTHON
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    assert [(path, node.name) for path, node in functions if node.end_lineno - node.lineno >= 40] == []


def test_a_template_has_at_most_150_lines():
    assert TEMPLATES
    assert [name(path) for path in TEMPLATES if lines(path) > 150] == []


def test_no_file_has_a_name_that_says_nothing():
    assert [name(path) for path in PYTHON if path.stem in BANNED] == []
