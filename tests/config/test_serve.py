"""Serving starts pages and background work together, and stops them together."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from thuis.config.commands import serve
from thuis.config.commands.serve import server


def test_alone_it_bears_slow_visitors_behind_a_proxy_it_is_quick():
    assert "asginl" in server(8000)
    assert "wsgi" in server(8000, behind_proxy=True)
    assert "--no-access-log" in server(8000)


def test_several_processes_serve_pages_and_one_that_falls_is_replaced():
    command = server(8000, behind_proxy=True, processes=3)
    assert command[command.index("--workers") + 1] == "3"
    assert "--respawn-failed-workers" in command


def test_a_worker_that_falls_is_started_again_while_pages_are_served(monkeypatch):
    monkeypatch.setattr(serve, "WORKER", [sys.executable, "-c", "pass"])
    monkeypatch.setattr(serve, "LOOK", 0.05)
    started = []
    begin = serve._start
    monkeypatch.setattr(serve, "_start", lambda command: started.append(command) or begin(command))
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGHUP)
    try:
        assert serve.serve([sys.executable, "-c", "import time; time.sleep(0.6)"]) == 0
    finally:
        signal.signal(signal.SIGTERM, before[0])
        signal.signal(signal.SIGHUP, before[1])
    assert started.count(serve.WORKER) > 1


def test_pages_only_starts_no_worker(monkeypatch):
    started = []
    begin = serve._start
    monkeypatch.setattr(serve, "_start", lambda command: started.append(command) or begin(command))
    monkeypatch.setattr(serve.signal, "signal", lambda *_: None)
    assert serve.serve([sys.executable, "-c", "pass"], with_work=False) == 0
    assert len(started) == 1


@pytest.mark.parametrize("pause", [0.3, 4], ids=["while it starts", "later"])
def test_a_service_manager_that_says_stop_leaves_no_process_behind(tmp_path, pause):
    environment = {
        **os.environ,
        "THUIS_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "thuis.config.settings",
    }
    thuis = str(Path(sys.executable).parent / "thuis")
    subprocess.run([thuis, "secrets", "create"], env=environment, check=True, capture_output=True)
    process = subprocess.Popen([thuis, "serve", "--port", "0"], env=environment, stderr=subprocess.DEVNULL)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not children.parent.exists():
        process.kill()
        pytest.skip("no /proc on this machine to see child processes")
    for _ in range(1200):
        if len(started := children.read_text().split()) == 2:
            break
        time.sleep(0.1)
    time.sleep(pause)
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=60)
    assert len(started) == 2
    assert [pid for pid in started if Path(f"/proc/{pid}").exists()] == []
    assert [group for group in groups() if group in started] == []


def groups():
    """The process group of everything that runs; a server's own child is in the group of the server."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, _parent, group = stat.read_text().rpartition(")")[2].split()[:3]
            if state != "Z":
                yield group
