"""Pages about the mail of a round: the words of its invitation, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.paginator import Page
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thuis.foundation.mail.letters import Letter
from thuis.foundation.mail.queries import last_codes
from thuis.rooms.monitor.access import round_can
from thuis.rooms.monitor.actions.mailing import INVITATION
from thuis.rooms.monitor.models import Invitation, InvitationText, Round
from thuis.rooms.monitor.presenters.mail import invitation_sample
from thuis.rooms.monitor.presenters.rounds import Count
from thuis.rooms.monitor.queries.mailing import may_try_again
from thuis.rooms.monitor.queries.rounds import is_open

Words = Promise | str
State = Invitation.State
# What each state of trouble asks of whoever looks at it.
CURES: dict[str, Words] = {
    State.FAILED: _("Look at the address. Is it right? Then send the mail again."),
    State.UNCERTAIN: _("It may have arrived. Sending again can give her the same mail twice."),
    State.BOUNCED: _("Nobody reads mail at this address. Fill in another."),
    State.NO_ADDRESS: _("Fill in an address."),
}


@dataclass(frozen=True, slots=True)
class InvitationPage:
    """The words of an invitation as they will arrive."""

    key: str
    title: str
    dutch: Letter
    english: Letter
    may_change: bool


@dataclass(frozen=True, slots=True)
class TroubledRow:
    """One student whose mail went wrong."""

    pk: int
    name: str
    email: str
    state: str
    code: str
    cure: Words
    may_try_again: bool


@dataclass(frozen=True, slots=True)
class MailPage:
    """How many mails are where, and by name whose went wrong."""

    key: str
    title: str
    counts: tuple[Count, ...]
    rows: tuple[TroubledRow, ...]
    leaf: Page[Invitation]
    to_try_again: int
    may_name: bool


@dataclass(frozen=True, slots=True)
class AddressPage:
    key: str
    title: str
    name: str
    cure: Words


def invitation_page(round: Round, text: InvitationText, language: str) -> InvitationPage:
    return InvitationPage(
        key=round.key,
        title=round.title_in(language),
        dutch=invitation_sample(text, "nl"),
        english=invitation_sample(text, "en"),
        may_change=round_can(round, "invite"),
    )


def mail_page(
    round: Round,
    counts: Mapping[str, int],
    leaf: Page[Invitation],
    to_try_again: int,
    may_name: bool,
    language: str,
) -> MailPage:
    open_now = is_open(round)
    codes = last_codes(INVITATION, [invitation.pk for invitation in leaf])
    return MailPage(
        key=round.key,
        title=round.title_in(language),
        counts=tuple(Count(str(state.label), counts[state]) for state in State if state in counts),
        rows=tuple(_row(invitation, codes.get(invitation.pk, ""), open_now) for invitation in leaf),
        leaf=leaf,
        to_try_again=to_try_again if open_now else 0,
        may_name=may_name,
    )


def _row(invitation: Invitation, code: str, open_now: bool) -> TroubledRow:
    return TroubledRow(
        pk=invitation.pk,
        name=str(invitation.person),
        email=invitation.person.email,
        state=invitation.get_state_display(),
        code=code,
        cure=CURES[invitation.state],
        may_try_again=open_now and may_try_again(invitation),
    )


def address_page(invitation: Invitation, language: str) -> AddressPage:
    return AddressPage(
        key=invitation.round.key,
        title=invitation.round.title_in(language),
        name=str(invitation.person),
        cure=CURES[invitation.state],
    )
