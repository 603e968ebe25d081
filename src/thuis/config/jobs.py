"""Every kind of background work, by name."""

from collections.abc import Callable

from thuis.config import mail
from thuis.foundation.intake.tasks import TASKS as INTAKE
from thuis.foundation.mail.actions import DELIVER
from thuis.rooms.monitor import tasks as monitor

JOBS: dict[str, Callable[..., None]] = {
    DELIVER: mail.deliver,
    "monitor.send_invitations": monitor.send_invitations,
    "monitor.send_reminder": monitor.send_reminder,
    **INTAKE,
}
