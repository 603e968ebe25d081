"""Serve the site: pages and static files from one process, background work from a second."""

import argparse
import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

from django.core.management import call_command

from thuis.config.commands import migrate

PATIENCE = 10  # seconds


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
    migrate.run(argparse.Namespace())
    call_command("collectstatic", interactive=False, verbosity=0)


def serve(port: int, behind_proxy: bool = False) -> int:
    """Run until interrupted or told to stop; server and worker stop together."""
    signal.signal(signal.SIGTERM, _interrupt)
    worker = _start([sys.executable, "-m", "thuis.config.worker"])
    pages = _start(server(port, behind_proxy))
    try:
        return pages.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        for process in (pages, worker):
            _stop(process)


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    """In a group of its own, so that what it starts in turn can be stopped with it."""
    return subprocess.Popen(command, start_new_session=True)  # noqa: S603  # our own words and a number


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ask, wait, then insist: a job that was cut off is taken up again when its lease runs out.

    A server that is told to stop while it starts leaves its own child behind, so the whole group goes.
    """
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=PATIENCE)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _interrupt(*_: object) -> None:
    """A service manager's 'stop' is the operator's Ctrl+C."""
    raise KeyboardInterrupt


def server(port: int, behind_proxy: bool = False, processes: int = 1) -> list[str]:
    """The command that serves pages. ASGI bears slow visitors; WSGI is for behind a buffering proxy."""
    kind = ["--interface", "wsgi", "--blocking-threads", "4", "thuis.config.wsgi:application"]
    if not behind_proxy:
        kind = ["--interface", "asginl", "thuis.config.asgi:application"]
    program = str(Path(sys.executable).parent / "granian")
    host = os.environ.get("THUIS_HOST", "127.0.0.1")
    common = [
        "--workers",
        str(processes),
        "--host",
        host,
        "--port",
        str(port),
        "--no-access-log",
        "--log-level",
        "warning",
    ]
    return [program, *common, *kind]
