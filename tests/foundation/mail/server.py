"""A real mail server on this machine that can refuse, drop, delay and go away."""

import re
import socket
import threading
import time
from email import message_from_bytes

from aiosmtpd.controller import Controller

MESSAGE_ID = re.compile(rb"(?im)^message-id:\s*(<[^>]+>)")


class Box:
    """Keeps what it accepted. `answers` gives a recipient's refusal; `drop` breaks at that moment."""

    def __init__(self):
        self.accepted = []
        self.senders = []
        self.answers = {}
        self.sender_answer = None
        self.drop = ""
        self.delay = 0.0
        self.lock = threading.Lock()

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.sender_answer:
            return self.sender_answer
        envelope.mail_from = address
        self.senders.append(address)
        return "250 ok"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.drop == "rcpt":
            server.transport.abort()
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server, session, envelope):
        if self.drop == "before":
            server.transport.abort()
            return "250 ok"
        if self.delay:
            time.sleep(self.delay)
        with self.lock:
            self.accepted.append(envelope.content)
        if self.drop == "after":
            server.transport.abort()
        return "250 ok"

    @property
    def ids(self):
        return [MESSAGE_ID.search(content)[1].decode() for content in self.accepted]

    @property
    def messages(self):
        return [message_from_bytes(content) for content in self.accepted]


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def serve(box, port):
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    return controller
