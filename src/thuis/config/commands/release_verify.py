"""Check that a release is what its certificate says. Needs the published files only."""

import argparse
from pathlib import Path

from thuis.foundation.release.verify import problems_in


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help="folder of the release")


def run(options: argparse.Namespace) -> int:
    problems = problems_in(options.folder)
    for problem in problems:
        print(problem)
    if not problems:
        print("The release is whole, and every cell is as certified.")
    return 1 if problems else 0
