"""Reading the reports of mail servers about mail that could not be delivered (RFC 3464)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message
from pathlib import Path

from django.db import transaction

from thuis.foundation.mail.addresses import address_digest
from thuis.foundation.mail.letters import Kinds
from thuis.foundation.mail.models import OutboxMail

State = OutboxMail.State
# Only what had gone out can come back; a queued mail may still arrive.
COULD_BOUNCE = (State.SENT, State.UNCERTAIN)
MESSAGE_ID = re.compile(r"<[^<>\s]+>")
NEW_MAIL = re.compile(rb"(?m)^From \S+.*\r?\n")


@dataclass(frozen=True, slots=True)
class Bounce:
    """One recipient whom a mail server could not reach, for good."""

    recipient: str
    message_id: str
    code: str


def bounces_in(raw: bytes) -> list[Bounce]:
    """What one mail reports; empty when it is no report, or reports a delay only."""
    mail = message_from_bytes(raw, policy=policy.compat32)
    if mail.get_content_type() != "multipart/report":
        return []
    message_id = _original_id(mail)
    return [_bounce(block, message_id) for block in _recipients(mail) if _has_failed(block)]


def _recipients(mail: Message) -> Iterator[Message]:
    """The blocks of message/delivery-status that speak of a recipient."""
    for part in mail.walk():
        if part.get_content_type() == "message/delivery-status" and part.is_multipart():
            blocks = (block for block in part.get_payload() if isinstance(block, Message))
            yield from (block for block in blocks if _address(block))


def _has_failed(block: Message) -> bool:
    return str(block.get("Action", "")).strip().lower() == "failed"


def _bounce(block: Message, message_id: str) -> Bounce:
    status = re.search(r"\d\.\d{1,3}\.\d{1,3}", str(block.get("Status", "")))
    return Bounce(_address(block), message_id, status[0] if status else "")


def _address(block: Message) -> str:
    """The address as we wrote it, else the one that a forward made of it: `rfc822; name@host`."""
    written = str(block.get("Original-Recipient") or block.get("Final-Recipient") or "")
    return written.partition(";")[2].strip().strip("<>").lower()


def _original_id(mail: Message) -> str:
    """The Message-ID of the mail that came back: whole, or only its headers."""
    for part in mail.walk():
        kind = part.get_content_type()
        if kind == "text/rfc822-headers":
            found = message_from_bytes(_payload(part)).get("Message-ID")
        else:
            found = part.get("Message-ID") if part is not mail and _is_returned(mail, part) else None
        if found and (match := MESSAGE_ID.search(str(found))):
            return match[0]
    return ""


def _payload(part: Message) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _is_returned(mail: Message, part: Message) -> bool:
    return any(
        whole.get_content_type() == "message/rfc822" and part in whole.get_payload() for whole in mail.walk()
    )


def mails_in(place: Path) -> Iterator[bytes]:
    """The mails of a file, of an mbox, of a folder of files, or of a Maildir."""
    if place.is_file():
        yield from (mail for mail in NEW_MAIL.split(place.read_bytes()) if mail.strip())
        return
    folders = [place / name for name in ("new", "cur") if (place / name).is_dir()] or [place]
    for folder in folders:
        yield from (path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file())


def note_bounces(raws: Iterable[bytes], kinds: Kinds) -> tuple[int, int]:
    """Mark what came back; returns how many reports were understood, and how many mails they changed."""
    found = [bounce for raw in raws for bounce in bounces_in(raw)]
    return len(found), sum(_note(bounce, kinds) for bounce in found)


@transaction.atomic
def _note(bounce: Bounce, kinds: Kinds) -> bool:
    mail = _mail_of(bounce)
    if mail is None:
        return False
    OutboxMail.objects.filter(pk=mail.pk).update(state=State.BOUNCED, code=bounce.code, recipient="")
    if mail.kind in kinds:
        kinds[mail.kind].told([mail.reference], State.BOUNCED)
    return True


def _mail_of(bounce: Bounce) -> OutboxMail | None:
    """By the mail's own id; a server on the way may have replaced it, then the latest to that address."""
    could = OutboxMail.objects.select_for_update().filter(state__in=COULD_BOUNCE)
    known = OutboxMail.objects.filter(message_id=bounce.message_id)
    if known.exists():
        return could.filter(message_id=bounce.message_id).first()
    return could.filter(recipient_digest=address_digest(bounce.recipient)).order_by("-pk").first()
