"""Fill an empty installation from its two copies: wholly, or not at all. Stop the services first."""

import argparse
import sys
from pathlib import Path

from thuis.config.commands.backup_verify import PARTS, part_of, read_key
from thuis.core.errors import ConfigurationError


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "copy", metavar="COPY", type=Path, nargs=2, help="the copies of people and of answers"
    )
    parser.add_argument(
        "--keys", metavar="FOLDER", type=Path, required=True, help="with people.key and answers.key"
    )


def run(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from thuis.config.operations.restore import restore

    copies = {part_of(path): path for path in options.copy}
    if set(copies) != set(PARTS):
        raise ConfigurationError("Give one copy of people and one of answers.")
    try:
        at = restore(copies, {part: read_key(options.keys, part) for part in PARTS})
    except OSError as error:
        print(f"Nothing was restored: {error.strerror}.", file=sys.stderr)
        return 1
    print(f"Restored as of {at}. Put the secrets back and run `thuis check-deploy`, then start.")
    return 0
