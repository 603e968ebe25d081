"""What a kind of mail must bring: how its letter is written, and who is told how it went."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.core.mail import EmailMultiAlternatives
from django.utils.html import linebreaks, urlize
from django.utils.safestring import mark_safe


@dataclass(frozen=True, slots=True)
class Letter:
    """The words of one mail, written at the moment of sending."""

    subject: str
    text: str
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unsaid:
    """No mail goes out, and nothing may tell that: the outbox notes it as every other mail, as sent."""


@dataclass(frozen=True, slots=True)
class Later:
    """Nobody can say yet whether this mail must go; `why` is a code for whoever looks at the queue."""

    why: str


# A reference and a language in, a letter out; None when the mail is no longer wanted.
Written = Letter | Unsaid | Later | None
Compose = Callable[[int, str], Written]
# Called inside the transaction that notes the new state of these references.
Told = Callable[[Sequence[int], str], None]


def _nobody(references: Sequence[int], state: str) -> None:
    """Nobody wants to know."""


@dataclass(frozen=True, slots=True)
class MailKind:
    """One line in the registry of kinds."""

    compose: Compose
    told: Told = _nobody


Kinds = Mapping[str, MailKind]


def as_message(letter: Letter, *, recipient: str, language: str, message_id: str) -> EmailMultiAlternatives:
    """Plain text with the same words as simple HTML beside it."""
    headers = {**letter.headers, "Message-ID": message_id, "Auto-Submitted": "auto-generated"}
    message = EmailMultiAlternatives(letter.subject, letter.text, to=[recipient], headers=headers)
    message.attach_alternative(_html(letter, language), "text/html")
    return message


def _html(letter: Letter, language: str) -> str:
    # urlize escapes every word of the text before it adds its links
    words = linebreaks(mark_safe(urlize(letter.text, autoescape=True)))  # noqa: S308
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    return f'<!doctype html><html lang="{language}"><head>{head}</head><body>{words}</body></html>'
