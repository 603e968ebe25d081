"""Work for the background: reminding whoever owns a plan."""

from thuis.foundation.mail.letters import Kinds, MailKind
from thuis.rooms.approaches.actions.loop_remind import LOOK_AGAIN, remind_owners
from thuis.rooms.approaches.presenters.loop_mail import look_again_letter

__all__ = ("MAIL_KINDS", "remind_owners")

MAIL_KINDS: Kinds = {LOOK_AGAIN: MailKind(look_again_letter)}
