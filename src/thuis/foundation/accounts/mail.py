"""The mail with a sign-in link, sent after the answer is out, so that the wait tells nothing."""

import logging
from collections.abc import Callable
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from thuis.foundation.accounts.links import token_for
from thuis.foundation.accounts.models import User

logger = logging.getLogger(__name__)


class AnswerFirst(HttpResponse):
    """An answer that does one more thing once the visitor has it."""

    afterwards: Callable[[], None] | None = None

    def close(self) -> None:
        super().close()
        if self.afterwards:
            deed, self.afterwards = self.afterwards, None
            deed()


def sign_in_address(user: User, *, goal: str = "") -> str:
    """The whole address of a new sign-in link."""
    token = token_for(user, goal=goal)
    return settings.SITE_ADDRESS + reverse("sign-in-with-link", kwargs={"token": token})


def send_link(user: User, *, goal: str) -> None:
    """Mail a link in the colleague's own language. A mail server that is down is logged, no address is."""
    with translation.override(user.language):
        text = render_to_string(
            "accounts/mail/link.txt", {"name": user.name, "address": sign_in_address(user, goal=goal)}
        )
        message = EmailMessage(_("Sign in to Thuis"), text, to=[user.email])
    try:
        message.send()
    except (OSError, SMTPException):
        logger.warning("a sign-in link could not be mailed", exc_info=True)
