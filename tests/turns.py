"""In which order tests run: what takes long begins at once, so that nobody waits for it at the end."""

from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

LONG = {
    "journeys", "faults", "fuzz", "harness", "test_serve.py", "test_upgrade.py", "test_types.py",
    "test_choices.py", "test_relations.py", "test_release.py", "test_routes.py", "test_canaries.py",
    "test_linkage.py", "test_crashes.py",
}  # fmt: skip


def long_first(items: Sequence[Any], workers: int) -> list[Any]:
    """The same tests: xdist gives each worker a part of equal length, which begins with long modules."""
    modules: dict[Path, list[Any]] = {}
    for item in items:
        modules.setdefault(item.path, []).append(item)
    long = [module for path, module in modules.items() if LONG & set(path.parts)]
    short = iter([item for path, module in modules.items() if not LONG & set(path.parts) for item in module])
    parts = [[item for module in long[number::workers] for item in module] for number in range(workers)]
    for part in parts:
        part.extend(islice(short, max(0, len(items) // workers - len(part))))
    return [item for part in parts for item in part] + list(short)
