"""A throw-away PostgreSQL for one test run: an address in the environment, else local binaries."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

PORT = "54329"


PROGRAMS = ("initdb", "pg_ctl", "createdb")


def binaries() -> Path | None:
    """The folder that holds all of PROGRAMS: one on the path, else the newest of Debian's versions."""
    on_path = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    whole = (folder for folder in (*on_path, *versions) if all((folder / name).exists() for name in PROGRAMS))
    return next(whole, None)


def missing() -> list[str]:
    if os.environ.get("THUIS_DATABASE_URL") or binaries():
        return []
    return ["PG: no PostgreSQL server binaries here, so SQLite only"]


def run(tests: Callable[[dict[str, str]], int]) -> int:
    """Start a server, hand its addresses to `tests`, stop it again."""
    if os.environ.get("THUIS_DATABASE_URL"):
        return tests({})
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="thuis-pg-", dir=memory))
    server = Server(folder)
    try:
        server.start()
        return tests(server.environment)
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


class Server:
    """PostgreSQL in a folder of its own, as an unprivileged user when we are root; tests go without fsync."""

    def __init__(self, folder: Path, port: str = PORT, fsync: str = "off") -> None:
        self.folder, self.port, self.fsync = folder, port, fsync
        self.place = binaries()
        self.user = {"user": "nobody"} if os.geteuid() == 0 else {}
        address = f"postgresql://thuis@127.0.0.1:{port}"
        self.environment = {
            "THUIS_DATABASE_URL": f"{address}/thuis",
            "THUIS_RESPONSES_URL": f"{address}/responses",
        }

    def start(self) -> None:
        if self.user:
            shutil.chown(self.folder, "nobody")
        cluster = self.folder / "cluster"
        self._call("initdb", "-D", cluster, "-U", "thuis", "-A", "trust", "--no-sync", "-E", "UTF8")
        self.resume()
        for name in ("thuis", "responses"):
            self._call("createdb", "-h", "127.0.0.1", "-p", self.port, "-U", "thuis", name)

    def resume(self) -> None:
        """Start what was made before, and perhaps stopped."""
        options = f"-p {self.port} -k {self.folder} -c fsync={self.fsync} -c listen_addresses=127.0.0.1"
        log = ("-l", self.folder / "log", "-w", "-o", options)
        self._call("pg_ctl", "-D", self.folder / "cluster", *log, "start")

    def stop(self) -> None:
        self._call("pg_ctl", "-D", self.folder / "cluster", "-m", "immediate", "stop", check=False)

    def _call(self, program: str, *arguments: object, check: bool = True) -> None:
        command = [str(self.place / program), *map(str, arguments)]
        subprocess.run(command, check=check, stdout=subprocess.DEVNULL, cwd="/", **self.user)
