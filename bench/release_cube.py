"""A release from files: 81,000 responses in six rounds at 1×; audit and the rest apart."""

import resource
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.report import Figure

STUDENTS, ROUNDS = 27_000, 6


def figures(scale: int) -> Sequence[Figure]:
    from tests.foundation.release.college import write_college

    from thuis.core.disclosure.build import build
    from thuis.foundation.release.files import read_key, read_rules, write_release
    from thuis.foundation.release.inputs import read_enrolment, round_inputs
    from thuis.warehouse.engine import DuckDB

    with tempfile.TemporaryDirectory(prefix="thuis-bench-") as name:
        rounds = tuple(str(2021 + number) for number in range(ROUNDS))
        folder = write_college(Path(name), students=STUDENTS * scale, programmes=60, rounds=rounds)
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
        Figure("adding up", summed - began, "s", ""),
        Figure("noise, audit and estimates", built - summed, "s", ""),
        Figure("writing", wrote - built, "s", ""),
        Figure("whole build", wrote - began, "s", "≤ 5 at 81k rows"),
        Figure("memory, peak", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB", "≤ 4096"),
    ]
