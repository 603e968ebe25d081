"""Make the two pairs of keys for copies. The secret ones go to FOLDER: carry it away from this server."""

import argparse
import os
from pathlib import Path

from thuis.config.operations.sealing import new_keys
from thuis.config.secrets import home
from thuis.core.errors import ConfigurationError

PARTS = ("people", "answers")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--out", metavar="FOLDER", type=Path, required=True, help="best a stick, or in memory"
    )


def run(options: argparse.Namespace) -> int:
    public_folder, out = home() / "backup-keys", options.out.resolve()
    if out.is_relative_to(home()):
        raise ConfigurationError(
            "Choose a folder outside THUIS_HOME: who has copies must not find their keys."
        )
    existing = [
        path
        for part in PARTS
        for path in (out / f"{part}.key", public_folder / f"{part}.pub")
        if path.exists()
    ]
    if existing:
        raise ConfigurationError(f"{existing[0]} exists. Copies that were made need it; nothing was changed.")
    try:
        _make(public_folder, out)
    except OSError as error:
        raise ConfigurationError(
            f"{error.filename}: {error.strerror}. The account of Thuis must write there."
        ) from error
    print(f"Carry {out} away: on two papers or sticks, not here and not where the copies lie.")
    print("Without these two keys no copy opens. This server needs only the public ones, which it has.")
    return 0


def _make(public_folder: Path, out: Path) -> None:
    for folder in (out, public_folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for part in PARTS:
        secret, public = new_keys()
        _write(out / f"{part}.key", secret)
        _write(public_folder / f"{part}.pub", public)


def _write(path: Path, words: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(words + "\n")
