"""A served site of its own to break: a copy of a filled demo, its server and its worker as processes."""

import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from bench.client import Browser

from tests.waiting import wait_until
from thuis.config.commands.serve import server

THUIS = str(Path(sys.executable).parent / "thuis")
ROOT = Path(__file__).resolve().parents[2]
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
PROMISE = 60  # seconds in which the site is back after whatever happened
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"')


def own_environment(home, **more):
    """What a site of its own needs; nothing of the tests' settings goes along."""
    mine = {name: told for name, told in os.environ.items() if not name.startswith(("THUIS_", "DJANGO_"))}
    folder = {
        "THUIS_EMAIL_BACKEND": "thuis.foundation.mail.demo.FolderBackend",
        "THUIS_MAILS_PER_SECOND": "0",
    }
    return {
        **mine, **folder, "THUIS_HOME": str(home), "THUIS_DEMO": "1", "PYTHONPATH": f"{ROOT / 'src'}",
        "DJANGO_SETTINGS_MODULE": "thuis.config.settings", "OPENBLAS_NUM_THREADS": "1", **more,
    }  # fmt: skip


def fill(home, students, **more):
    """A demo institution in an empty home; seconds of processor time, so once per run."""
    command = [THUIS, "demo", "--no-serve", "--students", str(students)]
    subprocess.run(command, env=own_environment(home, **more), check=True, stdout=subprocess.DEVNULL)


class House:
    """`with House(filled) as house:` serves a copy; it answers until it is killed, then after `start`."""

    def __init__(self, filled, home=None, **more):
        self.home = Path(home or tempfile.mkdtemp(prefix="thuis-fault-", dir=MEMORY))
        shutil.copytree(filled, self.home, dirs_exist_ok=True)
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            self.port = listener.getsockname()[1]
        self.environment = own_environment(self.home, **more)
        self.processes = []
        self.log = (self.home.parent / f"{self.home.name}.log").open("wb")

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.kill()
        self.log.close()
        shutil.rmtree(self.home, ignore_errors=True)
        Path(self.log.name).unlink(missing_ok=True)

    def run(self, *command, **more):
        process = subprocess.Popen(
            command,
            env={**self.environment, **more},
            start_new_session=True,
            stdout=self.log,
            stderr=self.log,
        )
        self.processes.append(process)
        return process

    def start(self):
        """The server; returns how long it took until it answered, in seconds."""
        self.pages = self.run(*server(self.port))
        return self.wait_for(lambda: get(self.port, "/help/")[0] == 200)

    def worker(self, *before, **more):
        return self.run(*before, sys.executable, "-m", "thuis.config.worker", **more)

    def thuis(self, *words, **more):
        """A command of the operator, and what it said."""
        return subprocess.run(
            [THUIS, *words], env={**self.environment, **more}, capture_output=True, text=True, timeout=120
        )

    def kill(self, *processes):
        """kill -9, whole groups: a server has its own child."""
        for process in processes or self.processes:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self.processes = [one for one in self.processes if one.poll() is None]

    @staticmethod
    def wait_for(is_so):
        """Until it is so; returns the seconds that took. Above the promise it is an error."""
        return wait_until(is_so, PROMISE)

    def links(self, number):
        """Personal links of the open round, as mails carry them."""
        script = (
            "import django; django.setup()\n"
            "from thuis.rooms.monitor.models import Invitation\n"
            "from thuis.rooms.monitor.queries.rounds import token_of\n"
            f"some = Invitation.objects.filter(round__state='open').order_by('pk')[:{number}]\n"
            "for one in some: print('/m/' + token_of(one) + '/')"
        )
        command = [sys.executable, "-c", script]
        told = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=True)
        return told.stdout.split()

    def rows(self, question, database="thuis", *values):
        """Rows of a database file of this site."""
        with closing(sqlite3.connect(self.home / f"{database}.sqlite3", timeout=30)) as found:
            return found.execute(question, values).fetchall()

    def write(self, question, database="thuis"):
        with closing(sqlite3.connect(self.home / f"{database}.sqlite3", timeout=30)) as found, found:
            found.execute(question)

    def handed_in(self):
        """The answers in the letterbox: who, and what."""
        found = self.rows("SELECT owner, answers FROM responses_letterboxanswers", "responses")
        return [(owner, json.loads(answers)) for owner, answers in found]

    def colleague(self, name, language="nl"):
        """A browser of somebody of the demo's cast, signed in."""
        browser = Visitor(self.port, language)
        browser.get("/demo/")
        status, _, _ = browser.post("/demo/look/", {"who": f"{name}@debrug.example"})
        assert status == 302
        return browser


class Visitor(Browser):
    """A browser that says what it got in full, and sends the token of the form it saw."""

    def __init__(self, port, language="nl"):
        super().__init__(port)
        self.cookies["django_language"] = language
        self.connection.timeout = 120
        self.headers = {}

    def _headers(self, body):
        found = {name: told for name, told in super()._headers(body).items() if name != "Accept-Encoding"}
        return {**found, **self.headers}

    def _send(self, method, path, body):
        try:
            self.connection.request(method, path, body, self._headers(body))
            self.response = self.connection.getresponse()
            content = self.response.read()
        finally:
            self.connection.close()  # a server that is killed keeps no connection
        for line in self.response.headers.get_all("Set-Cookie") or ():
            name, _, value = line.split(";")[0].partition("=")
            self.cookies[name] = value
        return self.response.status, self.response.headers.get("Location", ""), content

    def token(self, path):
        return TOKEN.search(self.get(path)[2])[1].decode()

    def upload(self, path, field, name, content, token="", **form):
        """A form with a file; `token` when the page at `path` was seen before, else it is looked up there."""
        token = token or self.token(path)
        edge = "edge-of-a-part"
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{told}\r\n'.encode()
            for key, told in {**form, "csrfmiddlewaretoken": token}.items()
        ]
        head = f'--{edge}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'
        body = b"".join([*parts, head.encode(), content, f"\r\n--{edge}--\r\n".encode()])
        self.headers = {"Content-Type": f"multipart/form-data; boundary={edge}"}
        try:
            return self._send("POST", path, body)
        finally:
            self.headers = {}


def get(port, path):
    """One answer, without cookies; 0 when there is none."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as found:
            return found.status, found.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()
    except OSError:
        return 0, b""


@contextmanager
def small_disk(megabytes):
    """A disk of its own that can be filled to the brim; None without the right to mount one."""
    folder = Path(tempfile.mkdtemp(prefix="thuis-disk-"))
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder], capture_output=True
    )
    try:
        yield folder if mounted.returncode == 0 else None
    finally:
        subprocess.run(["umount", "-l", folder], capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)
