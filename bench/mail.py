"""Mail for 30,000 students: into the outbox, and out of it to a mail server on this machine."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence

from bench.report import Figure

QUEUED, SENT = 30_000, 3_000


def figures(scale: int) -> Sequence[Figure]:
    """Server and sender each in a process of its own, as they are in a college."""
    server = subprocess.Popen(
        [sys.executable, "-m", "bench.mail", "server"],
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
        text=True,
    )
    assert server.stdout
    port = server.stdout.readline().strip()
    try:
        with tempfile.TemporaryDirectory(prefix="thuis-bench-") as home:
            smtp = {"THUIS_SMTP_HOST": "127.0.0.1", "THUIS_SMTP_PORT": port}
            environment = {**os.environ, **smtp, "THUIS_HOME": home}
            command = [sys.executable, "-m", "bench.mail", str(scale)]
            answer = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    finally:
        received = server.communicate("stop\n", timeout=20)[0].split()[-1]
    queued, sent = (float(word) for word in answer.stdout.split()[-2:])
    return [
        Figure("queue", queued, "s", "≤ 30" if scale == 1 else "", QUEUED * scale),
        Figure("into the outbox", QUEUED * scale / queued, "/s", ""),
        Figure("out of the outbox", SENT * scale / sent, "/s", "≥ 200"),
        Figure("doubled or lost", abs(int(received) - SENT * scale), "", "≤ 0"),
    ]


def serve() -> None:
    """Accept everything, count it, and print the count when told to stop."""
    from aiosmtpd.controller import Controller
    from tests.foundation.mail.server import Box, free_port

    box, port = Box(), free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    print(port, flush=True)
    sys.stdin.readline()
    controller.stop()
    print(len(set(box.ids)) if len(set(box.ids)) == len(box.ids) else -1)


def measure(scale: int) -> None:
    """Print the seconds of queueing and those of sending."""
    from thuis.config.commands.serve import prepare
    from thuis.config.secrets import create_missing_secrets

    create_missing_secrets()
    os.environ["DJANGO_SETTINGS_MODULE"] = "thuis.config.settings"
    prepare()
    from thuis.foundation.mail.actions import Parcel, deliver_due, queue_mails
    from thuis.foundation.mail.letters import MailKind
    from thuis.foundation.mail.models import OutboxMail
    from thuis.foundation.mail.texts import mail_text

    values = {"name": "Sanne", "address": "http://localhost:8000/m/" + "a" * 26 + "/", "day": "29 maart"}
    values |= {"subject": "Hoe gaat het met je?", "text": "Het duurt ongeveer vijf minuten."}
    kinds = {"bench": MailKind(lambda _, language: mail_text("invitation").letter(language, **values))}
    began = time.perf_counter()
    queue_mails(Parcel("bench", n, f"s{n}@student.debrug.example", "nl") for n in range(QUEUED * scale))
    queued = time.perf_counter() - began
    last = OutboxMail.objects.order_by("pk")[SENT * scale].pk
    OutboxMail.objects.filter(pk__gte=last).update(state=OutboxMail.State.CANCELLED)
    began = time.perf_counter()
    deliver_due(kinds, rate=0, seconds=3600)
    print(queued, time.perf_counter() - began)


if __name__ == "__main__":
    serve() if sys.argv[1] == "server" else measure(int(sys.argv[1]))
