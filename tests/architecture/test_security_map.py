"""docs/asvs.toml names every requirement of ASVS 5.0.0, levels 1 and 2, and what shows that it is met."""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAP = tomllib.loads((ROOT / "docs" / "asvs.toml").read_text())
# The level of each requirement of a section, in their order; taken from the standard, apart from our map.
LEVELS = re.split(
    r"\s+",
    """
1.1 22          1.2 1111122223  1.3 112222222223  1.4 222      1.5 123      2.1 122      2.2 112
2.3 12223       2.4 23          3.1 3             3.2 113      3.3 12223    3.4 11222233 3.5 11122333
3.6 3           3.7 22333       4.1 12233         4.2 23333    4.3 22       4.4 1222     5.1 2
5.2 112333      5.3 113         5.4 222           6.1 122      6.2 111111112222          6.3 11223333
6.4 112233      6.5 22222333    6.6 2223          6.7 33       6.8 2222     7.1 222      7.2 1111
7.3 22          7.4 11222       7.5 223           7.6 22       8.1 1233     8.2 1123     8.3 133
8.4 23          9.1 111         9.2 1222          10.1 22      10.2 223     10.3 22223
10.4 1111122222233333           10.5 22222        10.6 22      10.7 222     11.1 2233    11.2 22233
11.3 11233      11.4 1222       11.5 23           11.6 23      11.7 33      12.1 12233   12.2 11
12.3 22223      13.1 2333       13.2 222223       13.3 2233    13.4 1222233 14.1 22      14.2 12223333
14.3 122        15.1 12233      15.2 12233        15.3 1222222 15.4 3333    16.1 2       16.2 22222
16.3 2222       16.4 222        16.5 2223         17.1 23      17.2 22223333             17.3 22
""".strip(),
)
STANDARD = {
    f"{section}.{place}": int(level)
    for section, levels in zip(LEVELS[::2], LEVELS[1::2], strict=True)
    for place, level in enumerate(levels, 1)
}
OURS = {number: level for number, level in STANDARD.items() if level < 3}
ROWS = MAP["requirement"]


def test_the_standard_has_345_requirements():
    assert [list(STANDARD.values()).count(level) for level in (1, 2, 3)] == [70, 183, 92]


def test_every_requirement_of_levels_1_and_2_stands_in_the_map_once():
    assert {number: row["level"] for number, row in ROWS.items()} == OURS
    assert list(ROWS) == sorted(ROWS, key=lambda number: [int(part) for part in number.split(".")])


@pytest.mark.parametrize("number", ROWS)
def test_a_row_says_what_how_it_stands_and_why(number):
    row = ROWS[number]
    assert set(row) <= {"level", "what", "is", "tests", "why"}
    assert row["is"] in MAP["states"]
    assert 1 <= len(row["what"].split()) <= 12
    assert row.get("why") or (row["is"] == "met" and row.get("tests")), "a test or a reason"
    if row["is"] != "met":
        assert row.get("why"), "what is not met says why"


@cache
def named_in(path):
    return {
        node.name
        for node in ast.walk(ast.parse((ROOT / path).read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")
    }


@pytest.mark.parametrize("number", [number for number, row in ROWS.items() if row.get("tests")])
def test_every_test_that_the_map_names_exists(number):
    for named in ROWS[number]["tests"]:
        path, _, name = named.partition("::")
        assert (ROOT / path).is_file(), path
        assert name in named_in(path), named
    assert len(set(ROWS[number]["tests"])) == len(ROWS[number]["tests"])
