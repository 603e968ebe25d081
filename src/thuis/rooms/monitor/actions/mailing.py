"""Putting the monitor's mails in the outbox, noting what became of them, and mending what went wrong."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from thuis.core.errors import WrongState
from thuis.foundation.accounts.models import User
from thuis.foundation.audit.actions import Actor, record
from thuis.foundation.institution.actions import save_address
from thuis.foundation.mail.actions import Parcel, queue_mails
from thuis.foundation.mail.queries import times_queued
from thuis.rooms.monitor.access import check_round_can
from thuis.rooms.monitor.models import Invitation, InvitationText, Round
from thuis.rooms.monitor.queries.mailing import may_try_again, to_try_again
from thuis.rooms.monitor.queries.rounds import has_ended, invitations_to_address

INVITATION, LOST_LINK = "monitor.invitation", "monitor.lost-link"
INVITATION_TEST = "monitor.invitation-test"
State = Invitation.State


@transaction.atomic
def save_invitation_text(*, text: InvitationText, by: Actor) -> InvitationText:
    """Change the words of an invitation; mail that waits in the outbox gets them too.

    Raises:
        WrongState: the round is over.
    """
    check_round_can(text.round, "invite")
    text.save()
    record("invitation-text.saved", by=by, about=text.round)
    return text


def mail_invitation_test(*, round: Round, to: User) -> None:
    """The invitation to the colleague herself, in both languages; its link leads to the front page."""
    now = timezone.now().strftime("%Y%m%d%H%M%S")
    parcels = [
        Parcel(INVITATION_TEST, round.pk, to.email, language, once=f"{language}-{now}")
        for language in ("nl", "en")
    ]
    queue_mails(parcels, first=True)


@transaction.atomic
def queue_invitations(*, round: Round) -> int:
    """A mail for every invitation that waits for one; returns how many wait. Safe to run again."""
    waiting = round.invitations.filter(state=State.QUEUED)
    rows = list(waiting.values_list("pk", "person__email", "person__language"))
    queue_mails(Parcel(INVITATION, pk, email, language) for pk, email, language in rows)
    return len(rows)


def note_invitation_mail(references: Sequence[int], state: str) -> None:
    """The colleague's page counts invitations by what became of their mail."""
    if state in State.values:
        Invitation.objects.filter(pk__in=references).update(state=state)


@transaction.atomic
def send_again(*, round: Round, by: Actor) -> int:
    """A new mail to everybody whose mail failed or is uncertain; returns how many.

    Who gets one is waiting from then on, so a second press sends nothing.
    """
    _check_not_over(round)
    found = list(to_try_again(round).select_for_update(of=("self",)).select_related("person"))
    _queue_again(found)
    record("invitations.sent-again", by=by, about=round)
    return len(found)


@transaction.atomic
def send_one_again(*, invitation: Invitation, by: Actor) -> None:
    """A new mail to one student whose mail failed or is uncertain.

    Raises:
        WrongState: the round is over, or her mail is on its way already.
    """
    _check_not_over(invitation.round)
    locked = Invitation.objects.select_for_update(of=("self",)).select_related("person").get(pk=invitation.pk)
    if not may_try_again(locked):
        raise WrongState("mail-on-its-way")
    _queue_again([locked])
    record("invitation.sent-again", by=by, about=invitation)


@transaction.atomic
def correct_address(*, invitation: Invitation, email: str, by: Actor) -> None:
    """Another mail address for one student whose mail went wrong; while the round runs, a mail to it."""
    save_address(person=invitation.person, email=email, by=by)
    record("invitation.address-corrected", by=by, about=invitation)
    if invitation.round.state == Round.State.DRAFT:
        Invitation.objects.filter(pk=invitation.pk).update(state=State.MADE)
    elif not has_ended(invitation.round):
        _queue_again([invitation])


def _queue_again(invitations: Sequence[Invitation]) -> None:
    keys = [invitation.pk for invitation in invitations]
    before = times_queued(INVITATION, keys)
    Invitation.objects.filter(pk__in=keys).update(state=State.QUEUED)
    queue_mails(
        Parcel(
            INVITATION,
            each.pk,
            each.person.email,
            each.person.language,
            # the same number of mails before it gives the same word: two people who press at once send one
            once=f"again-{before[each.pk]}" if each.pk in before else "",
        )
        for each in invitations
    )


def _check_not_over(round: Round) -> None:
    if round.state != Round.State.OPEN or has_ended(round):
        raise WrongState("round-cannot", deed="send again", state=round.get_state_display())


def queue_lost_link(*, email: str) -> None:
    """The same link again to whoever has this address and is invited now; at most one mail an hour."""
    hour = timezone.now().strftime("%Y%m%d%H")
    queue_mails(
        (
            Parcel(LOST_LINK, invitation.pk, invitation.person.email, invitation.person.language, once=hour)
            for invitation in invitations_to_address(email)
        ),
        first=True,
    )
