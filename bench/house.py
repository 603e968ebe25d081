"""A demo house of its own for one bench: filled, served on a free port, gone afterwards."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.postgres import Server

from thuis.config.commands.serve import server

if TYPE_CHECKING:
    from thuis.rooms.monitor.models import Round

STUDENTS = 9200


class House(AbstractContextManager["House"]):
    """`with House(students) as house:` serves a demo from an empty folder and knows its server process."""

    def __init__(
        self,
        students: int = STUDENTS,
        behind_proxy: bool = False,
        processes: int = 1,
        engine: str = "sqlite",
    ) -> None:
        self.students, self.behind_proxy, self.processes = students, behind_proxy, processes
        self.home = Path(tempfile.mkdtemp(prefix="thuis-bench-"))
        self.port = _free_port()
        own = {"THUIS_HOME": str(self.home), "THUIS_DEMO": "1"}
        self.postgres = (
            Server(Path(tempfile.mkdtemp(prefix="thuis-bench-pg-")), fsync="on")
            if engine == "postgres"
            else None
        )
        own |= self.postgres.environment if self.postgres else {}
        # another bench may have chosen the settings of the tests for this process
        self.environment = {**os.environ, **own, "DJANGO_SETTINGS_MODULE": "thuis.config.settings"}
        self.filled_in = 0.0

    def __enter__(self) -> "House":
        if self.postgres:
            self.postgres.start()
        began = time.perf_counter()
        if self._thuis("demo", "--no-serve", "--students", str(self.students)).wait():
            raise RuntimeError(f"no demo of {self.students:,} students could be filled")
        self.filled_in = time.perf_counter() - began
        self.server = subprocess.Popen(
            server(self.port, self.behind_proxy, self.processes), env=self.environment
        )
        try:
            self._wait()
        except TimeoutError:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.server.terminate()
        self.server.wait(timeout=20)
        shutil.rmtree(self.home, ignore_errors=True)
        if self.postgres:
            self.postgres.stop()
            shutil.rmtree(self.postgres.folder, ignore_errors=True)

    def _thuis(self, *words: str) -> subprocess.Popen[bytes]:
        program = str(Path(sys.executable).parent / "thuis")
        return subprocess.Popen([program, *words], env=self.environment, stdout=subprocess.DEVNULL)

    def release(self, copies: int = 1) -> None:
        """What the worker of a served demo does in its first minute: figures of every closed round.

        With `copies` as if so many times more students had answered.
        """
        command = [sys.executable, "-m", "bench.many", str(copies)]
        if subprocess.run(command, env=self.environment, stdout=subprocess.DEVNULL).returncode:
            raise RuntimeError("no release was made")

    def _wait(self) -> None:
        """A cold disk and a busy machine may take a while to read all programs."""
        until = time.monotonic() + 120
        while time.monotonic() < until and self.server.poll() is None:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/help/", timeout=5).read()
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise TimeoutError("the server did not start")

    def links(self, number: int) -> list[str]:
        """The paths of `number` personal links, as the mails would carry them."""
        answer = self.run(
            "import django; django.setup()\n"
            "from thuis.rooms.monitor.models import Invitation\n"
            "from thuis.rooms.monitor.queries.rounds import token_of\n"
            f"some = Invitation.objects.filter(round__state='open').order_by('pk')[:{number}]\n"
            "for each in some: print(token_of(each))"
        )
        return [f"/m/{token}/" for token in answer.split()]

    def run(self, script: str) -> str:
        """What a script prints that runs beside the server, with the settings of this house."""
        command = [sys.executable, "-c", script]
        return subprocess.run(
            command, env=self.environment, stdout=subprocess.PIPE, text=True, check=True
        ).stdout

    def cpu_seconds(self) -> float:
        """Processor time of the server and its workers so far."""
        return sum(_cpu(pid) for pid in family(self.server.pid))

    def peak_megabytes(self) -> float:
        """The largest resident memory of one server process so far."""
        return max(status(pid, "VmHWM") / 1024 for pid in family(self.server.pid))


def measured_apart(module: str, number: int) -> list[float]:
    """The numbers that `python -m <module> <number>` prints last, run in an empty house of its own.

    A process of its own, so that its memory can be read and its settings are no other bench's.
    """
    with tempfile.TemporaryDirectory(prefix="thuis-bench-") as home:
        environment = {**os.environ, "THUIS_HOME": home, "THUIS_DEMO": "1"}
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        command = [sys.executable, "-m", module, str(number)]
        # its errors are seen where they arise
        answer = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return [float(word) for word in answer.stdout.splitlines()[-1].split()]


def installed() -> None:
    """A new and empty installation, in this process."""
    from thuis.config.commands.serve import prepare
    from thuis.config.secrets import create_missing_secrets

    create_missing_secrets()
    os.environ["DJANGO_SETTINGS_MODULE"] = "thuis.config.settings"
    prepare()


def round_to_open(students: int) -> "Callable[[], Round]":
    """A new installation with so many students, in this process; call it to invite them and to open."""
    installed()
    import datetime

    import numpy as np

    from thuis.config.debrug.content import places
    from thuis.config.debrug.people import write_institution, write_students
    from thuis.config.debrug.population import draw_population
    from thuis.config.debrug.rounds import write_open_round

    random, today = np.random.default_rng(1), datetime.date.today()
    population = draw_population(students, places(), random)
    write_students(population, write_institution(places()), today.year, random)
    return lambda: write_open_round(today)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(member for child in children for member in family(int(child)))]


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def status(pid: int, name: str) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name))
