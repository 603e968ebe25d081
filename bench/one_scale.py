"""One scale over six million rows by programme and round, against the speed at which memory can be read."""

import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from bench.report import Figure

ROWS, RUNS = 6_000_000, 5
QUESTION = """
    SELECT round, programme, COUNT(scale) AS n, SUM(scale) AS total,
           SUM(CAST(scale AS INTEGER) * scale) AS squares
    FROM answers GROUP BY round, programme
"""


def figures(scale: int) -> Sequence[Figure]:
    import duckdb

    from thuis.warehouse.engine import write_parquet

    rows = ROWS  # the promise is about this many; ten times as many would measure the disk
    with tempfile.TemporaryDirectory(prefix="thuis-bench-") as name:
        path = Path(name) / "answers.parquet"
        columns = _columns(rows)
        write_parquet(path, columns)
        connection = duckdb.connect(config={"threads": 2})
        connection.execute(f"CREATE TABLE answers AS SELECT * FROM '{path}'")
        asked = median_ms(lambda: connection.execute(QUESTION).fetchall())
        from_file = median_ms(lambda: connection.execute(QUESTION.replace("answers", f"'{path}'")).fetchall())
        floor = median_ms(lambda: [column.sum() for column in columns.values()])
    return [
        Figure("rows", rows, "", ""),
        Figure("one scale, in memory, median", asked, "ms", ""),
        Figure("one scale, from Parquet, median", from_file, "ms", ""),
        Figure("reading the same columns once, median", floor, "ms", ""),
        Figure("in memory against that", asked / floor, "×", ""),
    ]


def _columns(rows: int) -> dict[str, "np.ndarray"]:
    random = np.random.default_rng(1)
    return {
        "round": np.repeat(np.arange(6, dtype=np.int8), -(-rows // 6))[:rows],
        "programme": random.integers(0, 120, rows, dtype=np.int16),
        "scale": random.integers(0, 101, rows, dtype=np.int8),
    }


def median_ms(work: Callable[[], object]) -> float:
    work()
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)
