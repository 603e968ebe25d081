"""What stands around the site: mail, the worker, copies, the clock."""

import shutil
import smtplib
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import Error
from django.utils import timezone

from thuis.config.operations.backup import PARTS, WORK, keys_folder, last_backup
from thuis.config.operations.beat import worker_is_alive
from thuis.config.operations.checks.finding import Finding, unless
from thuis.config.operations.restore import STAGE
from thuis.foundation.audit.queries import last_event
from thuis.foundation.jobs.models import Job

PATIENCE = 5  # seconds
FRESH = timedelta(hours=26)
# No clock runs before the day that this was written.
WRITTEN = datetime(2026, 11, 22, tzinfo=UTC)
LITTLE = timedelta(minutes=5)


def check_mail() -> list[Finding]:
    """Says EHLO and goes; no mail is sent and no password is shown."""
    own = unless(
        not settings.DEFAULT_FROM_EMAIL.endswith("@localhost"),
        "Mail goes out as thuis@localhost, and nobody can answer it.",
        "Set THUIS_MAIL_FROM and THUIS_CONTACT.",
    )
    if "smtp" not in settings.EMAIL_BACKEND:
        return [*own, Finding("Mail does not go out at all.", "Unset THUIS_EMAIL_BACKEND.")]
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    server = smtplib.SMTP_SSL if settings.EMAIL_USE_SSL else smtplib.SMTP
    try:
        with server(settings.EMAIL_HOST, settings.EMAIL_PORT, timeout=PATIENCE) as line:
            greeted = 200 <= line.ehlo()[0] < 300  # noqa: PLR2004  # what SMTP calls success
    except (OSError, smtplib.SMTPException):
        greeted = False
    cure = "Look at THUIS_SMTP_HOST, THUIS_SMTP_PORT and THUIS_SMTP_SECURITY. Mail waits until then."
    return [*own, *unless(greeted, f"The mail server {where} does not answer.", cure)]


def check_worker() -> list[Finding]:
    return unless(
        worker_is_alive(),
        "The background worker does not move: no mail goes out, and answers stay in the letterbox.",
        "Start the service of `thuis work`, and look at its log.",
    )


def check_jobs() -> list[Finding]:
    try:
        failed = sorted(set(Job.objects.filter(state=Job.State.FAILED).values_list("name", "error")))
    except Error:
        return []  # said already, under databases
    return unless(
        not failed,
        f"Work was given up: {', '.join(f'{name} ({error})' for name, error in failed)}.",
        "It is tried no more. Mend what the kind of error says, and tell who waits for it.",
        must=False,
    )


def check_backup() -> list[Finding]:
    last = last_backup()
    missing = [part for part in PARTS if not (keys_folder() / f"{part}.pub").exists()]
    if missing:
        words = "Copies have no key yet, so none can be made."
        return [Finding(words, "Run `thuis backup keys` with a folder elsewhere, and carry that away.")]
    fresh = last is not None and timezone.now() - last < FRESH
    return unless(
        fresh,
        f"The last copy is of {last:%Y-%m-%d %H:%M}." if last else "No copy was ever made.",
        "Let a timer run `thuis backup` every night, after four o'clock.",
    )


def check_unfinished() -> list[Finding]:
    """A copy or restore that was killed leaves its folder; the next copy clears its own."""
    home = Path(settings.HOME)
    return [
        *unless(
            not (home / STAGE).exists(),
            "A restore was cut off half-way.",
            "Stop Thuis, empty THUIS_HOME except secrets and backup-keys, and restore again.",
        ),
        *unless(
            not (home / WORK).exists(),
            "A copy is being made, or was cut off.",
            "Wait for it; else run `thuis backup` again.",
            must=False,
        ),
    ]


def check_clock() -> list[Finding]:
    now = timezone.now()
    cure = "Set the clock, and let the system keep it (NTP). Links and rounds go by it."
    return [
        *unless(now > WRITTEN, f"The clock says {now:%Y-%m-%d}, before this version was made.", cure),
        *unless(
            _last_deed() < now + LITTLE,
            "The last deed in the log is of after now: the clock went back.",
            cure,
        ),
        *unless(_is_kept(), "Nothing keeps the clock of this server right.", cure, must=False),
    ]


def _last_deed() -> datetime:
    try:
        last = last_event()
    except Error:
        return WRITTEN
    return last.at if last else WRITTEN


def _is_kept() -> bool:
    """What systemd says; where it says nothing, nothing is wrong."""
    program = shutil.which("timedatectl")
    if program is None:
        return True
    asked = [program, "show", "--property=NTPSynchronized", "--value"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=PATIENCE)  # noqa: S603
    return done.stdout.strip() != "no"
