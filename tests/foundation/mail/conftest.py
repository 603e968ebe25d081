"""An outbox, one kind of mail, and a mail server that really speaks SMTP."""

import pytest

from tests.foundation.mail.server import Box, free_port, serve
from thuis.foundation.mail.actions import Parcel, deliver_due, queue_mails
from thuis.foundation.mail.letters import Letter, MailKind
from thuis.foundation.mail.models import OutboxMail


@pytest.fixture
def box(settings):
    """The server's box; the site's settings point at it."""
    box = Box()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", free_port(), 5
    controller = serve(box, settings.EMAIL_PORT)
    yield box
    controller.stop()


@pytest.fixture
def told():
    return []


@pytest.fixture
def kinds(told):
    kind = MailKind(
        lambda reference, language: Letter(f"Hoi {reference}", "Hé, één & <twee>\n.punt\n"),
        lambda references, state: told.append((*references, str(state))),
    )
    return {"test": kind}


@pytest.fixture
def deliver(kinds):
    return lambda **options: deliver_due(kinds, **{"rate": 0, "seconds": 10, **options})


def queue(*numbers, **options):
    queue_mails([Parcel("test", n, f"s{n}@student.debrug.example", "nl") for n in numbers], **options)


def states():
    return dict(OutboxMail.objects.values_list("reference", "state"))
