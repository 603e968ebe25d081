"""`make bench`: every promise with its figure. ARGS: names, scales as 10x, engines, runs=3, against=FILE.

Each bench runs in a process of its own, one after the other; with several runs the middle value stands in
the table. 'cost ×1.1' is what a row or a request costs beside the smallest scale, 'was ×1.1' beside the
earlier run that is kept in bench/earlier.json. One scale or engine more is minutes; 100× takes hours.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.one import measured
from bench.report import Figure, keep, median, read, table

# name -> the engines that it knows; the first is meant when none is named
BENCHES = {
    "peer_form": ("sqlite", "postgres"),
    "completion": ("sqlite",),
    "durable_answers": ("sqlite", "postgres"),
    "letter": ("sqlite",),
    "views": ("sqlite",),
    "open_round": ("sqlite",),
    "mail": ("sqlite",),
    "roster_import": ("sqlite",),
    "batch_move": ("sqlite",),
    "loading": ("sqlite",),
    "release_cube": ("sqlite",),
    "cells": ("sqlite",),
    "reports": ("sqlite",),
    "participation": ("sqlite",),
    "one_scale": ("sqlite",),
    "parity": ("sqlite",),
    "plenary": ("sqlite", "postgres"),
}
ENGINES = ("sqlite", "postgres")
SCALES = (1, 10)
RESULTS, EARLIER = Path("var/bench/results.json"), Path("bench/earlier.json")


def main(words: Sequence[str]) -> int:
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the `thuis` command does
    options = dict(word.split("=", 1) for word in words if "=" in word)
    earlier = read(Path(options.get("against", EARLIER)))
    results: dict[str, list[Figure]] = {}
    failed: list[str] = []
    smallest: dict[tuple[str, str], list[Figure]] = {}
    for name, engine, scale in _chosen(words):
        title = f"{name} at {scale}× on {engine}"
        try:
            found = median([measured(name, scale, engine) for _ in range(int(options.get("runs", 1)))])
        except RuntimeError as error:
            failed.append(str(error))
            continue
        print(table(title, found, smallest.get((name, engine), ()), earlier.get(title, ())), flush=True)
        smallest.setdefault((name, engine), found)
        results[title] = found
        keep(RESULTS, {title: found})
    return _told(results, failed)


def _chosen(words: Sequence[str]) -> Iterator[tuple[str, str, int]]:
    scales = [int(word[:-1]) for word in words if word[:-1].isdigit() and word.endswith("x")] or SCALES
    engines = [word for word in words if word in ENGINES] or ENGINES
    names = [word for word in words if word in BENCHES] or BENCHES
    for name in names:
        for engine in BENCHES[name]:
            if engine in engines:
                yield from ((name, engine, scale) for scale in scales)


def _told(results: dict[str, list[Figure]], failed: Sequence[str]) -> int:
    """Every promise that is not kept, once more at the end; exit code 0 for those: a machine may be busy."""
    broken = [(title, one) for title, found in results.items() for one in found if one.kept is False]
    kept = sum(one.kept is True for found in results.values() for one in found)
    print(f"{kept} promises kept, {len(broken)} not.")
    for title, one in broken:
        print(f"  {title}: {one.name} {one.value:.3f} {one.unit} ({one.promise})")
    for words in failed:
        print(f"  FAILED: {words}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
