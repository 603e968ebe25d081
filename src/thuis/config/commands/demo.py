"""Fill an empty installation with the demo institution (once) and serve it."""

import argparse
import os
from datetime import date
from pathlib import Path

from thuis.config.commands import serve
from thuis.config.secrets import create_missing_secrets, home

SOURCE = Path(__file__).resolve().parents[2]
CHANGES = {".py", ".css", ".js", ".svg", ".html"}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--students", type=int, default=9200, help="how many students are enrolled")
    parser.add_argument("--seed", type=int, default=20211)
    parser.add_argument("--no-serve", action="store_true", help="only fill")


def run(options: argparse.Namespace) -> int:
    os.environ["THUIS_DEMO"] = "1"
    os.environ.setdefault("THUIS_ADDRESS", f"http://localhost:{options.port}")
    os.environ.setdefault("THUIS_MAILS_PER_SECOND", "0")  # its mail goes to a folder
    os.environ.setdefault("THUIS_EMAIL_BACKEND", "thuis.foundation.mail.demo.FolderBackend")
    create_missing_secrets()
    stamp = home() / "demo-filled"
    if not stamp.exists():
        _fill(options)
    elif _is_older_than_the_source(stamp):
        serve.prepare()
        stamp.touch()
    if options.no_serve:
        return 0
    print(f"\n  Thuis is open: http://localhost:{options.port}/demo/   (Ctrl+C stops it)\n", flush=True)
    return serve.serve(serve.server(options.port))


def _fill(options: argparse.Namespace) -> None:
    serve.prepare()
    from thuis.config.debrug.fill import fill

    fill(
        students=options.students,
        seed=options.seed,
        today=date.today(),
        say=lambda words: print(words, flush=True),
    )
    (home() / "demo-filled").touch()


def _is_older_than_the_source(stamp: Path) -> bool:
    """Whether something changed since the last start; then tables and static files are brought up to date."""
    files = (path for path in SOURCE.rglob("*") if path.suffix in CHANGES)
    return max(path.stat().st_mtime for path in files) > stamp.stat().st_mtime
