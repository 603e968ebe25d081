"""The licence of each locked package, as its own metadata says it, against requirements/licences.toml."""

import re
import tomllib
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIST = tomllib.loads((ROOT / "requirements" / "licences.toml").read_text())
FITS = {licence for kind in LIST["fits"].values() for licence in kind}
LOCKED = re.compile(r"^([\w.-]+)==", re.MULTILINE)
OPTIONAL = ("psycopg", "psycopg-binary", "psycopg-pool")  # the extra `postgres`, locked with the tests


def locked() -> list[str]:
    """What an installation may hold."""
    return [*LOCKED.findall((ROOT / "requirements" / "base.txt").read_text()), *OPTIONAL]


def licence_of(package: str) -> str:
    """In short names, joined by AND and OR; empty when it says nothing that we can read."""
    if package in LIST["named"]:
        return str(LIST["named"][package])
    told = metadata.metadata(package)
    short = told.get("License-Expression") or told.get("License") or ""
    if fits(short):
        return str(short)
    kinds = [
        kind.rpartition(" :: ")[2] for kind in told.get_all("Classifier") or [] if kind.startswith("License")
    ]
    return (
        " AND ".join(LIST["classifiers"].get(kind, kind) for kind in kinds if kind != "OSI Approved") or short
    )


def fits(licence: str) -> bool:
    """Every part of an expression; of alternatives one is enough."""
    alternatives = [part.split(" AND ") for part in licence.replace("(", "").replace(")", "").split(" OR ")]
    return any(all(one.strip() in FITS for one in parts) for parts in alternatives)


def misfits() -> dict[str, str]:
    """Packages with a licence that is not on the list, or that nobody can read."""
    return {package: found for package in locked() if not fits(found := licence_of(package))}
