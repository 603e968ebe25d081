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
    parser.add_argument(
        "--behind-proxy",
        action="store_true",
        help="half the processor time per request; only behind a proxy that reads slow requests first",
    )


def run(options: argparse.Namespace) -> int:
    prepare()
    return serve(options.port, options.behind_proxy)


def prepare() -> None:
    """Bring both databases and the static files up to date."""
    os.umask(0o077)  # databases and uploads are for the service alone
    setup()
    call_command("migrate", verbosity=0)
    call_command("migrate", database="responses", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def serve(port: int, behind_proxy: bool = False) -> int:
    """Run until interrupted; the worker stops with the server."""
    worker = subprocess.Popen([sys.executable, "-m", "thuis.config.worker"])
    try:
        return subprocess.call(server(port, behind_proxy))  # noqa: S603  # our own words and a number
    except KeyboardInterrupt:
        return 0
    finally:
        worker.terminate()
        worker.wait(timeout=10)


def server(port: int, behind_proxy: bool = False) -> list[str]:
    """The command that serves pages. ASGI bears slow visitors; WSGI is for behind a buffering proxy."""
    kind = ["--interface", "wsgi", "--blocking-threads", "4", "thuis.config.wsgi:application"]
    if not behind_proxy:
        kind = ["--interface", "asginl", "thuis.config.asgi:application"]
    program = str(Path(sys.executable).parent / "granian")
    host = os.environ.get("THUIS_HOST", "127.0.0.1")
    common = [
        "--workers",
        "1",
        "--host",
        host,
        "--port",
        str(port),
        "--no-access-log",
        "--log-level",
        "warning",
    ]
    return [program, *common, *kind]
