"""A release as files: cells, certificate, and the private ledger that the next version needs."""

import hashlib
import json
import os
import secrets
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from thuis.core.disclosure.model import Rules
from thuis.core.disclosure.relations import Relation
from thuis.core.disclosure.rules import rules_from
from thuis.core.disclosure.table import COLUMNS, NUMBERS, Table
from thuis.core.disclosure.titles import Titles, titles_from
from thuis.core.errors import ConfigurationError, ContentError
from thuis.foundation.release.relations_file import RELATIONS, write_relations
from thuis.warehouse.engine import read_parquet, write_parquet

# who reads a release does not load all that makes one: a quarter of the start of every process
if TYPE_CHECKING:
    from thuis.core.disclosure.build import Release

TITLES = "titles.json"
CELLS, CERTIFICATE, RULES, LEDGER = (
    "cells.parquet",
    "certificate.json",
    "rules.toml",
    "private/ledger.parquet",
)
KEY_BYTES = 32
PRIVATE = 0o700


@dataclass(frozen=True, slots=True)
class RulesFile:
    """Rules with the text they came from and the file of the secret key."""

    rules: Rules
    text: str
    keys: Path


def read_rules(path: Path) -> RulesFile:
    """Rules from a TOML file.

    Raises:
        ContentError: the file is no TOML, or states something that cannot be.
    """
    text = path.read_text(encoding="utf-8")
    try:
        parsed = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ContentError([f"{path.name}: {error}"]) from error
    keys = path.parent / str(parsed.get("keys_file", "release.key"))
    return RulesFile(rules_from(parsed), text, keys)


def read_key(path: Path, *, may_make: bool) -> bytes:
    """The secret that the noise comes from. Made at the first release; every later one needs the same.

    Raises:
        ConfigurationError: it is not there and may not be made, or it is too short.
    """
    if not path.exists():
        if not may_make:
            raise ConfigurationError(f"{path.name} is missing: a next version needs the key of the first")
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(KEY_BYTES) + "\n")
    try:
        key = bytes.fromhex(path.read_text().strip())
    except ValueError as error:
        raise ConfigurationError(f"{path.name} must hold hexadecimal digits only") from error
    if not KEY_BYTES <= len(key) <= 64:
        raise ConfigurationError(f"{path.name} must hold 32 to 64 bytes, written as hexadecimal digits")
    return key


def write_release(
    folder: Path,
    release: "Release",
    rules: RulesFile,
    titles: Titles | None = None,
    relations: Sequence[Relation] = (),
) -> None:
    """Write everything else first and the certificate last: without a certificate there is no release."""
    folder.mkdir(parents=True, exist_ok=True)
    write_parquet(folder / CELLS, _plain(release.table))
    (folder / RULES).write_text(rules.text, encoding="utf-8")
    certificate = {
        **release.certificate,
        "cells_sha256": digest(folder / CELLS),
        "rules_sha256": digest(folder / RULES),
    }
    if titles is not None:
        (folder / TITLES).write_text(_json(titles.plain()), encoding="utf-8")
        certificate["titles_sha256"] = digest(folder / TITLES)
    if relations:
        write_relations(folder, relations, rules.rules.release, release.certificate["version"])
        certificate["relations_sha256"] = digest(folder / RELATIONS)
    (folder / CERTIFICATE).write_text(_json(certificate), encoding="utf-8")


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def _plain(table: Table) -> dict[str, "np.ndarray"]:
    """Columns as the file holds them: NaN becomes nothing, so that nobody reads a number there."""
    return {
        name: np.ma.masked_invalid(table.columns[name]) if name in NUMBERS else table.columns[name]
        for name in COLUMNS
    }


def read_certificate(folder: Path) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads((folder / CERTIFICATE).read_text(encoding="utf-8"))
    return found


def read_titles(folder: Path) -> Titles:
    """The titles of a release; none for one that came without."""
    file = folder / TITLES
    return titles_from(json.loads(file.read_text(encoding="utf-8"))) if file.exists() else Titles()


def read_cells(folder: Path) -> Table:
    return Table(dict(read_parquet(folder / CELLS)))


def digest(path: Path) -> str:
    return hashed(path.read_bytes())


def hashed(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
