"""Reminding the owner of a plan: two weeks before the day to look again, and when that day is there."""

from django.db import transaction

from thuis.foundation.mail.actions import Parcel, queue_mails
from thuis.rooms.approaches.models import Plan
from thuis.rooms.approaches.queries.library import today
from thuis.rooms.approaches.queries.loop import plans_to_remind

LOOK_AGAIN = "approaches.look-again"


@transaction.atomic
def remind_owners() -> None:
    """The daily job. The outbox takes each mail once: a plan, its day, and whether that day is there yet."""
    queue_mails(_parcel(plan) for plan in plans_to_remind(today()))


def _parcel(plan: Plan) -> Parcel:
    stage = "now" if plan.review_on <= today() else "soon"
    owner = plan.owner
    address, language = (owner.email, owner.language) if owner else ("", "nl")
    return Parcel(LOOK_AGAIN, plan.pk, address, language, once=f"{plan.review_on.isoformat()}-{stage}")
