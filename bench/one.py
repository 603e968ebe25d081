"""One bench in a process of its own. `python -m bench.one NAME SCALE ENGINE` prints figures as JSON."""

import importlib
import json
import os
import subprocess
import sys
import time
from dataclasses import asdict

from bench.report import Figure
from bench.yardstick import milliseconds


def main(name: str, scale: str, engine: str) -> None:
    module = importlib.import_module(f"bench.{name}")
    options = {"engine": engine} if engine != "sqlite" else {}
    print(json.dumps([asdict(one) for one in module.figures(int(scale), **options)]))


def measured(name: str, scale: int, engine: str) -> list[Figure]:
    """Its figures; what it cost in wall time, processor time and memory; and how fast the machine was.

    Raises:
        RuntimeError: the bench failed; what it said stands above.
    """
    before, began = milliseconds(), time.perf_counter()
    command = [sys.executable, "-m", "bench.one", name, str(scale), engine]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    said = process.stdout.read() if process.stdout else ""
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{name} at {scale}× on {engine} failed")
    whole = [
        Figure("machine, one piece of plain work", (before + milliseconds()) / 2, "ms", ""),
        Figure("whole bench", time.perf_counter() - began, "s", ""),
        Figure("whole bench, processor", used.ru_utime + used.ru_stime, "s", ""),
        Figure("whole bench, largest process", used.ru_maxrss / 1024, "MB", ""),
    ]
    return [*(Figure(**one) for one in json.loads(said.splitlines()[-1])), *whole]


if __name__ == "__main__":
    main(*sys.argv[1:])
