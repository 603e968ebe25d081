"""How long the agreement with reference software takes to prove: all tests of core/statistics."""

import subprocess
import sys
import time
from collections.abc import Sequence

from bench.report import Figure


def figures(scale: int) -> Sequence[Figure]:
    """The same at any scale."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "pytest", "-n", "0", "-q", "-p", "no:django", "tests/core/statistics"]
    failed = subprocess.call(command, stdout=subprocess.DEVNULL)
    return [
        Figure("parity and simulation suite", time.perf_counter() - began, "s", "≤ 60"),
        Figure("failed", float(failed), "", "0"),
    ]
