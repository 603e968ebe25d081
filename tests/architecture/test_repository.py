"""Reasons beside dependencies, no address of a machine, no loose sums of answers."""

import ast
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "thuis"
TEXT = {".py", ".toml", ".txt", ".md", ".html", ".css", ".js", ".svg", ".po", ".yml", ".yaml", ".csv", ""}
# Home folders and work folders of one machine, registries, and numbered hosts other than this one.
OF_A_MACHINE = re.compile(
    r"/(?:home|Users)/[a-z]\w*/|(?<![\w.-])/(?:root|work)/|--(?:extra-)?index-url|/simple/?[\"'\s]"
    r"|(?<![\w.])(?!127\.|0\.0\.0\.0)\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\w.])"
)
# Long lists of numbers (versions, licence) in which four numbers with dots are no host.
NOT_LOOKED_AT = {"LICENSE", "requirements/base.txt", "requirements/test.txt", "requirements/bootstrap.txt"}

# Modules that may count, sum or group rows of the `responses` database, each with its reason.
MAY_ADD_UP_ANSWERS: dict[str, str] = {}
ADDING_UP = {"aggregate", "annotate", "Count", "Avg", "Sum", "Min", "Max", "StdDev", "Variance"}


def tracked():
    names = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    return [name for name in names if Path(name).suffix in TEXT and (ROOT / name).is_file()]


def test_no_file_carries_an_address_of_a_machine():
    found = [
        f"{name}:{number}: {line.strip()[:100]}"
        for name in tracked()
        if name not in NOT_LOOKED_AT and name != "tests/architecture/test_repository.py"
        for number, line in enumerate((ROOT / name).read_text(errors="replace").splitlines(), 1)
        if OF_A_MACHINE.search(line)
    ]
    assert found == []


def test_every_dependency_stands_below_its_reason():
    lines = [line.strip() for line in (ROOT / "pyproject.toml").read_text().splitlines()]
    bare, reason = [], False
    for line in project_lines(lines):
        reason = line.startswith("#") or (reason and line.startswith('"'))
        if line.startswith('"') and not reason and not line.startswith('"thuis['):
            bare.append(line)
        if line.startswith('"thuis['):
            reason = False
    assert bare == []


def project_lines(lines):
    """The lines of the dependency lists only."""
    inside = False
    for line in lines:
        if re.match(r"^(dependencies|\w+) = \[$", line):
            inside = True
        elif line == "]":
            inside = False
        elif line == "[project.scripts]":
            return
        elif inside:
            yield line


def test_answers_are_added_up_in_named_places_only():
    found = [
        str(path.relative_to(SOURCE))
        for path in sorted(SOURCE.rglob("*.py"))
        if "migrations" not in path.parts
        and touches_answers(tree := ast.parse(path.read_text()))
        and adds_up(tree)
    ]
    assert [name for name in found if name not in MAY_ADD_UP_ANSWERS] == []


def touches_answers(tree):
    return any(
        isinstance(node, ast.ImportFrom) and (node.module or "").startswith("thuis.foundation.responses")
        for node in ast.walk(tree)
    )


def adds_up(tree):
    names = {getattr(node, "attr", getattr(node, "id", "")) for node in ast.walk(tree)}
    return bool(names & ADDING_UP)
