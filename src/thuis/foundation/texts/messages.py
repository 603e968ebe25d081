"""The words of every user error: what happened, what was kept, what to do."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = Promise | str


@dataclass(frozen=True, slots=True)
class Message:
    """A title that says what happened, and a sentence that says what now."""

    title: Words
    cure: Words


MESSAGES: dict[str, Message] = {
    "not-found": Message(
        _("This page does not exist"),
        _("The address may be old or mistyped. Go back, or start at the beginning."),
    ),
    "not-allowed": Message(
        _("This page is not for you"),
        _("You are signed in, but your role does not open this page. Ask your admin."),
    ),
    "form-expired": Message(
        _("This form was open too long"),
        _("Nothing was lost: what you saved before is still there. Go back, reload the page and try again."),
    ),
    "link-used": Message(
        _("This link no longer works"),
        _("A link works once, for 15 minutes. Ask for a new one on the sign-in page."),
    ),
    "no-sign-up": Message(
        _("You cannot make an account yourself"),
        _("Your admin makes it. Are you a student? You need no account: use the link in your mail."),
    ),
    "no-institution": Message(
        _("There is no institution yet"),
        _("Say its name: add --institution 'Name of the institution'."),
    ),
    "unknown-unit": Message(
        _("There is no unit with the code %(code)s"),
        _("Look up the code of the programme or domain, and try again."),
    ),
    "server-error": Message(
        _("Something went wrong on our side"),
        _("What you saved before is still there. Try again in a minute."),
    ),
}


def message_for(key: str, values: Mapping[str, object]) -> Message:
    """The message of a key with its values filled in."""
    message = MESSAGES[key]
    return Message(str(message.title) % values, str(message.cure) % values)
