"""`make bench`: one file per promise, at 1× and 10× the demo. ARGS: names, and scales as 1x 10x 100x."""

import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.report import Figure, keep, table

BENCHES = (
    "letter",
    "durable_answers",
    "completion",
    "open_round",
    "roster_import",
    "mail",
    "batch_move",
    "loading",
    "release_cube",
    "cells",
    "one_scale",
    "reports",
    "views",
    "participation",
    "parity",
)
SCALES = (1, 10)
RESULTS = Path("var/bench/results.json")


def main(words: Sequence[str]) -> int:
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the `thuis` command does
    scales = [int(word[:-1]) for word in words if word[:-1].isdigit() and word.endswith("x")] or SCALES
    names = [word for word in words if word in BENCHES] or BENCHES
    results: dict[str, Sequence[Figure]] = {}
    for name in names:
        for scale in scales:
            title = f"{name} at {scale}×"
            results[title] = importlib.import_module(f"bench.{name}").figures(scale)
            print(table(title, results[title]), flush=True)
    keep(RESULTS, results)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
