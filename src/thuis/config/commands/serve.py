"""Serve the site: pages and static files from one process, background work from a second."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from django import setup
from django.core.management import call_command


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000)


def run(options: argparse.Namespace) -> int:
    prepare()
    return serve(options.port)


def prepare() -> None:
    """Bring both databases and the static files up to date."""
    os.umask(0o077)  # databases and uploads are for the service alone
    setup()
    call_command("migrate", verbosity=0)
    call_command("migrate", database="responses", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def serve(port: int) -> int:
    """Run until interrupted; the worker stops with the server."""
    worker = subprocess.Popen([sys.executable, "-m", "thuis.config.worker"])
    command = [
        str(Path(sys.executable).parent / "granian"),
        "--interface", "asginl", "--workers", "1", "--host", os.environ.get("THUIS_HOST", "127.0.0.1"),
        "--port", str(port), "--no-access-log", "--log-level", "warning", "thuis.config.asgi:application",
    ]  # fmt: skip
    try:
        return subprocess.call(command)  # noqa: S603  # our own words and a number
    except KeyboardInterrupt:
        return 0
    finally:
        worker.terminate()
        worker.wait(timeout=10)
