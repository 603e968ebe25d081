"""What `make test` does: style, types, contracts, all tests on SQLite, database tests on PostgreSQL.

Arguments go to pytest and replace the whole programme: `make test ARGS="tests/core -k letter"`.
Ends with a loud list of what this machine could not run; CI sets THUIS_REQUIRE_* so that a gap fails.
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from shutil import which

from tests import browser, postgres, spark
from tests.sizes import NIGHTLY

Environment = Mapping[str, str] | None
CHECKS: tuple[Sequence[str], ...] = (
    ("ruff", "check", "src", "tests", "bench"),
    ("ruff", "format", "--check", "src", "tests", "bench"),
    ("mypy",),
    ("lint-imports", "--no-cache"),
)
# Attacks on a whole site, with every page of every role: ten minutes of their own.
SITE_ATTACKS = ("tests/harness/test_neighbours.py", "tests/harness/test_over_http.py")
# One worker more than cores: a fifth of the time tests wait. Who is done takes over, so none is last.
ON_SQLITE = ("-n", "3", "--dist", "worksteal", *(f"--ignore={one}" for one in SITE_ATTACKS))
# Releases from files touch no database, and pages of results read a file.
WITHOUT_DATABASE = [
    "--ignore=tests/foundation/release/test_release.py",
    "--ignore=tests/foundation/release/test_coverage.py",
    "--ignore=tests/foundation/documents",
    "--ignore=tests/rooms/insights",
]
if not NIGHTLY:  # these read and write plain rows, which other tests do too
    WITHOUT_DATABASE += [
        "--ignore=tests/foundation/release",
        "--ignore=tests/foundation/words/test_reading.py",
        "--ignore=tests/rooms/participation/test_figure2.py",
        "--ignore=tests/rooms/participation/test_messy_files.py",
        "--ignore=tests/privacy/test_canaries.py",
    ]
ON_POSTGRES = (
    *("-n", "2", "--dist", "worksteal"),
    "tests/foundation",
    "tests/rooms",
    "tests/privacy",
    "tests/config/operations",
    "tests/faults/test_races.py",
    *WITHOUT_DATABASE,
    "-p",
    "no:randomly",
)


def main(arguments: Sequence[str]) -> int:
    if arguments:
        return pytest(arguments)
    missing = [*browser.missing(), *postgres.missing(), *spark.missing(), *deploy_missing()]
    missing.append(f"attacks on a whole site ({', '.join(SITE_ATTACKS)}): run `make harness`")
    if not NIGHTLY:
        missing.append("the sizes and looks of every night: run `make nightly`")
    compiling = compile_tests()
    failed = [" ".join(check) for check in CHECKS if run(check)]
    compiling.wait()
    return conclude([*failed, *on_both_databases()], missing)


def pytest(arguments: Sequence[str], environment: Environment = None) -> int:
    return run(("pytest", *arguments), environment)


def on_both_databases() -> list[str]:
    """What failed. One after the other: side by side they slow one another down by a minute in all."""
    results = {"tests on SQLite": pytest(ON_SQLITE), "tests on PostgreSQL": postgres_tests()}
    return [name for name, code in results.items() if code]


def postgres_tests() -> int:
    if postgres.missing():
        return 0
    return postgres.run(lambda environment: pytest(ON_POSTGRES, environment))


def compile_tests() -> subprocess.Popen[bytes]:
    """Compiles every test beside the checks, once: else all workers do the same at the same time."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-n", "0"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL)


def deploy_missing() -> list[str]:
    """Programs that judge the examples in `deploy`."""
    judges = ("nginx", "caddy", "systemd-analyze")
    return [
        f"DEPLOY: no {name} here, so its example was not read by it" for name in judges if not which(name)
    ]


def run(command: Sequence[str], environment: Environment = None) -> int:
    program, *rest = command
    path = os.path.join(os.path.dirname(sys.executable), program)
    print("\n$", " ".join(command), flush=True)
    return subprocess.call([path, *rest], env={**os.environ, **(environment or {})})


def conclude(failed: Sequence[str], missing: Sequence[str]) -> int:
    for gap in missing:
        print(f"!!! NOT RUN ON THIS MACHINE: {gap}")
    for name in failed:
        print(f"!!! FAILED: {name}")
    print("" if failed or missing else "Everything ran, everything passed.")
    return 1 if failed or any(is_required(gap) for gap in missing) else 0


def is_required(gap: str) -> bool:
    names = ("BROWSER", "PG", "SPARK")
    return any(os.environ.get(f"THUIS_REQUIRE_{name}") == "1" and name in gap.upper() for name in names)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
