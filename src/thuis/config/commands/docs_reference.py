"""Write docs/reference from content and worked examples; with --check only tell whether it is up to date."""

import argparse
from pathlib import Path

from thuis.config.reference import PAGES
from thuis.core.errors import ContentError

ROOT = Path(__file__).resolve().parents[4]
REFERENCE = ROOT / "docs" / "reference"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--check", action="store_true", help="change nothing; fail when a page is out of date"
    )


def run(options: argparse.Namespace) -> int:
    outdated = outdated_pages()
    if options.check and outdated:
        raise ContentError(
            [f"docs/reference/{name}: out of date; run `thuis docs reference`" for name in outdated]
        )
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name in outdated:
        (REFERENCE / name).write_text(PAGES[name](ROOT), encoding="utf-8")
    print("Wrote: " + (", ".join(outdated) or "nothing, all pages were up to date"))
    return 0


def outdated_pages() -> list[str]:
    """The pages whose file differs from a fresh one."""
    return [name for name, page in PAGES.items() if _written(name) != page(ROOT)]


def _written(name: str) -> str:
    path = REFERENCE / name
    return path.read_text(encoding="utf-8") if path.exists() else ""
