"""A release from files: 81,000 responses in six rounds at 1×, 6 million at 75×; audit and the rest apart.

The answers are made by DuckDB from hashes of numbers, so that making them costs little time and no memory.
"""

import resource
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import duckdb
from tests.foundation.release.college import rules_text

from bench.report import Figure

STUDENTS, ROUNDS, SCALES = 27_000, 6, 12
MEASURES = "[measures.tired]\nkind = 'item'\nrange = [1, 5]\n" + "".join(
    f"[measures.scale_{number}]\ncut_off = 45\nkind = 'scale'\n" for number in range(SCALES)
)
# One student in two answers. A sum of three even draws is near enough to a bell for a score.
PEOPLE = """
SELECT 2021 + r AS year, s, CAST(59 * pow(hash(s, 1) / 18446744073709551616.0, 1.5) AS INT) AS p,
       hash(s, 2) % 20 AS y, hash(s, 3) % 100 AS g
FROM range({students}) t(s), range({rounds}) u(r) WHERE hash(s, r) % 2 = 0
"""
SCORE = """CASE WHEN hash(s, {n}, year, 1) % 50 > 0 THEN CAST(
20 + hash(s, year, {n}) % 27 + hash(s, {n}) % 27 + hash(s, p, {n}) % 28 AS DOUBLE) END AS scale_{n}"""
TEXTS = """
CAST(year AS VARCHAR) AS round, 'r' || s AS respondent, 'D' || (p % 3) AS domain, 'P' || p AS programme,
'S' || (p * 5 % 4) AS site, CASE WHEN y < 9 THEN '1' WHEN y < 16 THEN '2' ELSE '3' END AS study_year,
CASE WHEN g < 55 THEN 'a' WHEN g < 97 THEN 'b' ELSE 'c' END AS gender
"""


def figures(scale: int) -> Sequence[Figure]:
    from thuis.core.disclosure.build import build
    from thuis.foundation.release.files import read_key, read_rules, write_release
    from thuis.foundation.release.inputs import read_enrolment, round_inputs
    from thuis.warehouse.engine import DuckDB

    with tempfile.TemporaryDirectory(prefix="thuis-bench-") as name:
        folder = Path(name)
        write_college(folder, STUDENTS * scale)
        rules = read_rules(folder / "rules.toml")
        key = read_key(rules.keys, may_make=True)
        began = time.perf_counter()
        inputs = round_inputs(
            DuckDB(folder / "R.parquet"), read_enrolment(folder / "E.csv"), rules.rules, key
        )
        summed = time.perf_counter()
        release = build(inputs, rules.rules, key, 1)
        built = time.perf_counter()
        write_release(folder / "out", release, rules)
        wrote = time.perf_counter()
    rows = sum(int(one.atoms.people.sum()) for one in inputs)
    return [
        Figure("responses", rows, "rows", ""),
        Figure("adding up", summed - began, "s", "", rows),
        Figure("noise, audit and estimates", built - summed, "s", ""),
        Figure("writing", wrote - built, "s", ""),
        Figure("whole build", wrote - began, "s", _promise(rows), rows),
        Figure("memory, peak", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB", "≤ 4096"),
    ]


def _promise(rows: int) -> str:
    """For 81,000 responses and for 6 million; in between the larger one holds."""
    return "≤ 5" if rows <= 82_000 else "≤ 60" if rows <= 6_100_000 else ""


def write_college(folder: Path, students: int) -> None:
    """R.parquet, E.csv and rules.toml of a college with 60 programmes of very different size."""
    scores = ", ".join(SCORE.format(n=number) for number in range(SCALES))
    connection = duckdb.connect()
    people = PEOPLE.format(students=students, rounds=ROUNDS)
    answers = f"SELECT {TEXTS}, 1 + hash(s, year) % 5 AS tired, {scores} FROM ({people})"
    connection.execute(f"COPY ({answers}) TO '{folder}/R.parquet' (FORMAT parquet)")
    parts = [
        f"SELECT round, '{name}' AS dimension, {name} AS value, 2 * count(*) AS enrolled "
        f"FROM '{folder}/R.parquet' GROUP BY ALL"
        for name in ("programme", "study_year")
    ]
    connection.execute(f"COPY ({' UNION ALL '.join(parts)}) TO '{folder}/E.csv' (HEADER)")
    connection.close()
    (folder / "rules.toml").write_text(rules_text("bench", MEASURES))
