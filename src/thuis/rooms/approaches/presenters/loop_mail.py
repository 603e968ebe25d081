"""The mail to the colleague who owns a plan, written at the moment of sending."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format

from thuis.foundation.mail.letters import Letter
from thuis.foundation.mail.texts import mail_text
from thuis.rooms.approaches.queries.loop import plan_to_mail


def look_again_letter(reference: int, language: str) -> Letter | None:
    """None when the plan ended meanwhile."""
    plan = plan_to_mail(reference)
    if plan is None:
        return None
    with translation.override(language):
        day = date_format(plan.review_on, "j F Y")
    return mail_text("plan-again").letter(
        language,
        name=str(plan.owner),
        title=plan.title_in(language),
        unit=plan.unit.name_in(language),
        day=day,
        address=settings.SITE_ADDRESS + reverse("actions:plan", args=[plan.pk]),
    )
