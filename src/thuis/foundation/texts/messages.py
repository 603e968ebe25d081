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
    "server-error": Message(
        _("Something went wrong on our side"),
        _("What you saved before is still there. Try again in a minute."),
    ),
    "answer-impossible": Message(
        _("This answer is not one of the choices"),
        _("Your other answers are kept. Choose one of the answers on the page."),
    ),
    "answer-not-a-number": Message(
        _("This must be a whole number"),
        _("Your other answers are kept. Fill in a number from %(low)s to %(high)s."),
    ),
    "answer-too-long": Message(
        _("This text is too long"),
        _("Use at most %(high)s characters. Yours has %(length)s."),
    ),
    "answer-excludes": Message(
        _("These answers do not go together"),
        _("Your other answers are kept. Take away 'none of these', or take away the rest."),
    ),
}


def message_for(key: str, values: Mapping[str, object]) -> Message:
    """The message of a key with its values filled in."""
    message = MESSAGES[key]
    return Message(str(message.title) % values, str(message.cure) % values)
