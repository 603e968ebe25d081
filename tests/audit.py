"""`make audit`: known holes, our own source, an inventory, licences. Runs in var/audit, apart from the site.

Ends with 0 when all was asked and all is well, with 1 when something was found, and with 3 when nobody
answered about known holes: that is no pass.
"""

import json
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HERE = ROOT / "var" / "audit"
LOCKS = ("requirements/base.txt", "requirements/test.txt")
WELL, FOUND, NOBODY_ANSWERED = 0, 1, 3
BANDIT = tomllib.loads((ROOT / "requirements" / "bandit.toml").read_text())["reasons"]


def main() -> int:
    steps = (known_holes, own_source, inventory, licences)
    outcomes = [step() for step in steps]
    worst = FOUND if FOUND in outcomes else max(outcomes)
    words = {
        WELL: "All was asked, and nothing was found.",
        FOUND: "FOUND: see above.",
        NOBODY_ANSWERED: "NO PASS: nobody answered about known holes. Run it where that service is reached.",
    }
    print("\n" + "\n".join(words[outcome] for outcome in sorted({*outcomes} - {WELL}) or [WELL]))
    return worst


def run(*command: str) -> subprocess.CompletedProcess[str]:
    program = str(HERE / "bin" / command[0])
    return subprocess.run([program, *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)


def known_holes() -> int:
    outcomes = []
    for lock in LOCKS:
        told = run("pip-audit", "-r", lock, "--disable-pip", "--require-hashes", "--format", "json")
        outcome, words = judged(told.stdout, told.stderr)
        print(f"{lock}: {words}")
        outcomes.append(outcome)
    return FOUND if FOUND in outcomes else max(outcomes)


def judged(stdout: str, stderr: str) -> tuple[int, str]:
    """pip-audit calls it a success when it could ask about none; we do not."""
    try:
        packages = json.loads(stdout)["dependencies"]
    except (ValueError, KeyError):
        return NOBODY_ANSWERED, "no answer: " + (stderr.strip().splitlines() or ["?"])[-1][:160]
    holes = [
        f"{one['name']} {one['version']} {hole['id']}" for one in packages for hole in one.get("vulns", ())
    ]
    unasked = [one["name"] for one in packages if "skip_reason" in one]
    if holes:
        return FOUND, "known holes: " + ", ".join(holes)
    if unasked or not packages:
        return NOBODY_ANSWERED, f"{len(unasked)} of {len(packages)} packages could not be asked about"
    return WELL, f"{len(packages)} packages, no known hole"


def own_source() -> int:
    """bandit's findings, less those with a reason in requirements/bandit.toml: kind, file and how many."""
    told = json.loads(run("bandit", "-q", "-r", "src", "-f", "json").stdout)
    found = Counter((one["test_id"], Path(one["filename"]).as_posix()) for one in told["results"])
    known = {(row["id"], row["file"]): row["times"] for row in BANDIT}
    new = {key: times for key, times in found.items() if times > known.get(key, 0)}
    gone = {key for key, times in known.items() if found.get(key, 0) < times}
    for (kind, file), times in sorted(new.items()):
        print(f"bandit: {kind} in {file}, {times} times, {known.get((kind, file), 0)} with a reason")
    for kind, file in sorted(gone):
        print(f"bandit: {kind} in {file} is gone; take its reason out of requirements/bandit.toml")
    print(f"bandit: {sum(found.values())} findings, {len(new)} without a reason")
    return FOUND if new or gone else WELL


def inventory() -> int:
    target = HERE / "sbom.json"
    told = run("cyclonedx-py", "requirements", LOCKS[0], "--pyproject", "pyproject.toml", "-o", str(target))
    if told.returncode:
        print("inventory: " + told.stderr.strip())
        return FOUND
    parts = json.loads(target.read_text())["components"]
    print(f"inventory: {len(parts)} parts in {target.relative_to(ROOT)}")
    return WELL


def licences() -> int:
    """Asked of the environment of the site, where the packages are."""
    code = "import json; from tests import licences as l; "
    code += "print(json.dumps({p: [l.licence_of(p), p in l.misfits()] for p in l.locked()}))"
    python = str(ROOT / ".venv" / "bin" / "python")
    told = subprocess.run([python, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, list[object]] = json.loads(told.stdout)
    for licence, number in sorted(Counter(str(licence) for licence, _ in found.values()).items()):
        print(f"licence: {licence}: {number}")
    wrong = [f"{package} ({licence})" for package, (licence, is_wrong) in found.items() if is_wrong]
    print("licences: " + (f"not on the list: {', '.join(wrong)}" if wrong else "all on the list"))
    return FOUND if wrong else WELL


if __name__ == "__main__":
    sys.exit(main())
