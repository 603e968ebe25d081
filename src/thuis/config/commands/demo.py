"""Fill an empty installation with the demo institution (once) and serve it."""

import argparse
import os
from datetime import date

from thuis.config.commands import serve
from thuis.config.secrets import create_missing_secrets, home


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--students", type=int, default=9200, help="how many students are enrolled")
    parser.add_argument("--seed", type=int, default=20211)
    parser.add_argument("--no-serve", action="store_true", help="only fill")


def run(options: argparse.Namespace) -> int:
    os.environ["THUIS_DEMO"] = "1"
    os.environ.setdefault("THUIS_ADDRESS", f"http://localhost:{options.port}")
    os.environ.setdefault("THUIS_EMAIL_BACKEND", "thuis.foundation.mail.demo.FolderBackend")
    create_missing_secrets()
    if not (home() / "demo-filled").exists():
        _fill(options)
    if options.no_serve:
        return 0
    print(f"\n  Thuis is open: http://localhost:{options.port}/demo/   (Ctrl+C stops it)\n", flush=True)
    return serve.serve(options.port)


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
