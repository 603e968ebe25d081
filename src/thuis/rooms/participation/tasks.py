"""Work for the background: the steps of a file, and the mail with a link."""

from thuis.foundation.mail.letters import Kinds, MailKind
from thuis.rooms.participation.actions.files import role_file_step
from thuis.rooms.participation.actions.links import OWN_ROLES
from thuis.rooms.participation.presenters.mail import own_roles_letter

__all__ = ("MAIL_KINDS", "role_file_step")

MAIL_KINDS: Kinds = {OWN_ROLES: MailKind(own_roles_letter)}
