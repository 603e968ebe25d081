"""Copy both databases and their files, of one moment, each sealed for its own key. Secrets stay behind."""

import argparse
import os
import sys
from pathlib import Path


def arguments(parser: argparse.ArgumentParser) -> None:
    default = os.environ.get("THUIS_BACKUP")
    parser.add_argument(
        "--to",
        metavar="FOLDER",
        type=Path,
        default=default,
        required=default is None,
        help="where copies lie; best on another disk. THUIS_BACKUP says it too",
    )
    parser.add_argument(
        "--answers-to",
        metavar="FOLDER",
        type=Path,
        default=os.environ.get("THUIS_BACKUP_ANSWERS"),
        help="another folder for the copies of answers, so that one place never has both",
    )
    parser.add_argument(
        "--keep-days",
        type=int,
        default=35,
        help="older copies are removed, after this one is whole; at most 35",
    )


def run(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from django.utils import timezone

    from thuis.config.operations.backup import make_backup, prune

    folders = {"people": options.to, "answers": options.answers_to or options.to}
    now = timezone.now()
    try:
        for made in make_backup(folders, at=now):
            print(f"{made.path}  {made.size / 1e6:.1f} MB  sha256 {made.digest}")
    except OSError as error:
        print(f"No copy was made: {error.strerror}. What there was is as it was.", file=sys.stderr)
        return 1
    gone = prune(folders, days=options.keep_days, at=now)
    if gone:
        print(f"Removed {len(gone)} files of more than {min(options.keep_days, 35)} days old.")
    if timezone.localtime(now).hour < 4:  # noqa: PLR2004  # o'clock
        print("Note: answers are shuffled at night. A copy after four o'clock says less about who came when.")
    return 0
