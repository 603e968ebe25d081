"""Mailing a student the link to her own roles."""

from django.utils import timezone

from thuis.foundation.mail.actions import Parcel, queue_mails
from thuis.rooms.participation.queries.visits import students_with_address

OWN_ROLES = "participation.own-roles"


def queue_own_link(*, email: str) -> None:
    """A link to whoever has this address; at most one mail in ten minutes."""
    moment = timezone.now().strftime("%Y%m%d%H%M")[:-1]
    queue_mails(
        (
            Parcel(OWN_ROLES, person.pk, person.email, person.language, once=moment)
            for person in students_with_address(email)
        ),
        first=True,
    )
