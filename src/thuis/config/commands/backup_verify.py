"""Open copies wholly and check every file in them, without writing anything."""

import argparse
from pathlib import Path

from thuis.core.errors import ConfigurationError

PARTS = ("people", "answers")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("copy", metavar="COPY", type=Path, nargs="+")
    parser.add_argument(
        "--keys", metavar="FOLDER", type=Path, required=True, help="with people.key and answers.key"
    )


def run(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from thuis.config.operations.restore import verify

    for path in options.copy:
        part = part_of(path)
        about = verify(path, read_key(options.keys, part), part)
        print(f"{path.name}: whole, {part} ({about['database']}) of {about['at']}")
    return 0


def part_of(path: Path) -> str:
    """What a copy is of, by its name.

    Raises:
        ConfigurationError: it has another name, or is not there.
    """
    found = next((part for part in PARTS if path.name.endswith(f"-{part}.sealed")), "")
    if not found or not path.is_file():
        raise ConfigurationError(f"{path} is no copy: their names end in -people.sealed and -answers.sealed.")
    return found


def read_key(folder: Path, part: str) -> str:
    path = folder / f"{part}.key"
    if not path.exists():
        raise ConfigurationError(f"{path} is missing: bring the keys that `thuis backup keys` made.")
    return path.read_text().strip()
