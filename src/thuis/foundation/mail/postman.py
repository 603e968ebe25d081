"""Handing one mail to the mail server, knowing exactly whether it took it.

Django's own `send()` cannot tell a connection that broke before the mail was handed over from one that
broke after. The first may be tried again, the second never: so the last dot is sent by itself.
"""

import re
import smtplib
import socket
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.message import sanitize_address

OK, FORWARDED, GO_ON, CLOSING = 250, 251, 354, 421
AT_LINE_START = re.compile(rb"(?m)^\.")


@dataclass(frozen=True, slots=True)
class Outcome:
    """`state` is what the outbox notes; `server_gone` says that the next mail need not be tried now."""

    state: str
    code: str = ""
    server_gone: bool = False


SENT = Outcome("sent")
UNKNOWN = Outcome("uncertain", "lost-connection", server_gone=True)


class Postman:
    """`with Postman() as postman:` one connection, opened at the first mail."""

    def __init__(self) -> None:
        self._backend: Any = get_connection()
        self._is_open = False

    def __enter__(self) -> "Postman":
        return self

    def __exit__(self, *_: object) -> None:
        if self._is_open:
            self._backend.fail_silently = True
            self._backend.close()

    def deliver(self, message: EmailMultiAlternatives) -> Outcome:
        """Never raises for what a mail server does."""
        try:
            self._open()
        except OSError as error:  # SMTPException is one: refused, no TLS, wrong password
            return _gone(error)
        server = getattr(self._backend, "connection", None)
        if not isinstance(server, smtplib.SMTP):
            return self._deliver_plainly(message)
        return hand_over(server, message)

    def _open(self) -> None:
        if not self._is_open:
            self._backend.open()
            self._is_open = True
            server = getattr(self._backend, "connection", None)
            if isinstance(server, smtplib.SMTP) and server.sock:
                # the last dot goes by itself: without this it waits 40 ms for the answer to what went before
                server.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def _deliver_plainly(self, message: EmailMultiAlternatives) -> Outcome:
        """A backend that is no mail server: the demo's folder, the outbox of tests."""
        try:
            self._backend.send_messages([message])
        except OSError as error:
            return _gone(error)
        return SENT


def hand_over(server: smtplib.SMTP, message: EmailMultiAlternatives) -> Outcome:
    """One mail over an open connection, up to the server's answer to the last dot."""
    try:
        body = _written(message)
        if refused := _envelope(server, message.to[0]):
            return refused
        server.send(AT_LINE_START.sub(b"..", body).rstrip(b"\r\n") + b"\r\n")
    except ValueError:  # an address or header that no mail can carry
        _start_over(server)
        return Outcome("failed", "address")
    except OSError as error:
        return _gone(error)
    try:
        server.send(b".\r\n")
        code, _ = server.getreply()
    except OSError:
        return UNKNOWN
    return SENT if code == OK else _refused(code)


def _written(message: EmailMultiAlternatives) -> bytes:
    written: Any = message.message()  # Django's own kind of message, which knows `linesep`
    return bytes(written.as_bytes(linesep="\r\n"))


def _envelope(server: smtplib.SMTP, recipient: str) -> Outcome | None:
    """Announce the mail; None when the server is ready for its body."""
    server.ehlo_or_helo_if_needed()
    code, _ = server.mail(settings.MAIL_BOUNCES_TO)
    if code != OK:
        # the sender is refused: no fault of this recipient, so no mail may fail by it
        return Outcome("queued", str(code), server_gone=True)
    code, _ = server.rcpt(sanitize_address(recipient, "utf-8"))
    if code not in {OK, FORWARDED}:
        _start_over(server)
        return _refused(code)
    code, _ = server.docmd("DATA")
    return None if code == GO_ON else _refused(code)


def _start_over(server: smtplib.SMTP) -> None:
    """RSET; whether the server is still there shows at the next mail."""
    try:
        server.rset()
    except smtplib.SMTPServerDisconnected:
        return


def _refused(code: int) -> Outcome:
    """5xx is for good; anything else may go better later."""
    if 500 <= code < 600:
        return Outcome("failed", str(code))
    return Outcome("queued", str(code), server_gone=code == CLOSING)


def _gone(error: OSError) -> Outcome:
    return Outcome("queued", type(error).__name__, server_gone=True)
