"""Write README, guides, decisions and reference as pages that open without a server."""

import argparse
from pathlib import Path

from thuis.config.bookshelf import build

ROOT = Path(__file__).resolve().parents[4]


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder", nargs="?", type=Path, default=ROOT / "var" / "docs", help="where the pages go; var/docs"
    )


def run(options: argparse.Namespace) -> int:
    count = build(ROOT, options.folder)
    print(f"{count} pages; begin at {options.folder / 'index.html'}")
    return 0
