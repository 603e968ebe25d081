"""Work of this room for the background, and its kinds of mail."""

from collections.abc import Callable

from thuis.foundation.mail.letters import MailKind
from thuis.rooms.support.actions.offers import LOOK_AGAIN, ask_to_look_again
from thuis.rooms.support.presenters.mail import look_again_letter
from thuis.rooms.support.queries.offers import today

MAIL_KINDS: dict[str, MailKind] = {LOOK_AGAIN: MailKind(look_again_letter)}


def look_after_offers() -> None:
    """Once a day: whoever keeps an offer is asked whether it is still true."""
    ask_to_look_again(on=today())


TASKS: dict[str, Callable[..., None]] = {"support.look_after_offers": look_after_offers}
DAILY = tuple(TASKS)
