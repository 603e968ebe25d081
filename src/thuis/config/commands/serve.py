"""Serve the site: pages and static files from one process, background work from a second."""

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from django.core.management import call_command

from thuis.config.commands import migrate

PATIENCE = 10  # seconds
LOOK = 1.0  # seconds
WORKER = [sys.executable, "-m", "thuis.config.worker"]


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument(
        "--behind-proxy",
        action="store_true",
        help="half the processor time per request; only behind a proxy that reads slow requests first",
    )
    parser.add_argument(
        "--processes", type=int, default=1, help="how many serve pages; one per core is enough"
    )
    parser.add_argument(
        "--pages-only",
        action="store_true",
        help="`thuis work` does the background work, as a service of its own",
    )


def run(options: argparse.Namespace) -> int:
    prepare()
    command = server(options.port, options.behind_proxy, options.processes)
    return serve(command, with_work=not options.pages_only)


def prepare() -> None:
    """Bring both databases and the static files up to date."""
    migrate.run(argparse.Namespace())
    call_command("collectstatic", interactive=False, verbosity=0)


def serve(command: list[str], with_work: bool = True) -> int:
    """Run until told to stop; pages and worker stop together. A worker that fell is replaced."""
    signal.signal(signal.SIGTERM, _interrupt)
    running = {"worker": _start(WORKER)} if with_work else {}
    running["pages"] = _start(command)
    signal.signal(signal.SIGHUP, lambda *_: running["pages"].send_signal(signal.SIGHUP))
    try:
        return _watch(running)
    except KeyboardInterrupt:
        return 0
    finally:
        for name in sorted(running):  # pages first
            _stop(running[name])


def _watch(running: dict[str, subprocess.Popen[bytes]]) -> int:
    """Wait for the pages to end."""
    while running["pages"].poll() is None:
        if "worker" in running and running["worker"].poll() is not None:
            running["worker"] = _start(WORKER)
        time.sleep(LOOK)
    return running["pages"].returncode


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
    """The command that serves pages. ASGI bears slow visitors; WSGI is for behind a buffering proxy.

    Threads of one process take turns: with four of them a request costs half as much again as with two.
    """
    threads = "2" if processes > 1 else "4"
    kind = ["--interface", "wsgi", "--blocking-threads", threads, "thuis.config.wsgi:application"]
    if not behind_proxy:
        kind = ["--interface", "asginl", "thuis.config.asgi:application"]
    program = str(Path(sys.executable).parent / "granian")
    where = ["--host", os.environ.get("THUIS_HOST", "127.0.0.1"), "--port", str(port)]
    many = ["--workers", str(processes), "--respawn-failed-workers", "--workers-kill-timeout", str(PATIENCE)]
    return [program, *many, *where, "--no-access-log", "--log-level", "warning", *kind]
