"""The mail of a round: the words of its invitation, and whose mail went wrong."""

from django.core.cache import cache
from django.db.models import QuerySet

from thuis.core.errors import NotFound
from thuis.foundation.mail.texts import mail_text
from thuis.rooms.monitor.models import Invitation, InvitationText, Round
from thuis.rooms.monitor.queries.rounds import open_round

State = Invitation.State
SUBJECT_SECONDS = 60
# What a new attempt can mend by itself, and what needs another address first.
AGAIN = (State.FAILED, State.UNCERTAIN)
OTHER_ADDRESS = (State.BOUNCED, State.NO_ADDRESS)
TROUBLED = (*AGAIN, *OTHER_ADDRESS)


def invitation_text_of(round: Round) -> InvitationText:
    """The invitation's own words, or those that every round starts with."""
    return InvitationText.objects.filter(round=round).first() or _first_words(round)


def _first_words(round: Round) -> InvitationText:
    words = mail_text("invitation-words")
    return InvitationText(
        round=round,
        subject_nl=words.subject.nl,
        subject_en=words.subject.en,
        text_nl=words.text.nl.strip(),
        text_en=words.text.en.strip(),
    )


def invitation_subject(language: str) -> str:
    """What to search one's mail for: that of the round that is open, else the usual; at most a minute old."""
    key = f"invitation-subject-{language}"
    return str(cache.get_or_set(key, lambda: _subject(language), SUBJECT_SECONDS))


def _subject(language: str) -> str:
    round = open_round()
    words = invitation_text_of(round) if round else _first_words(Round())
    return words.subject_nl if language == "nl" else words.subject_en


def troubled_invitations(round: Round) -> QuerySet[Invitation]:
    """Whose mail went wrong, by name."""
    rows = round.invitations.filter(state__in=TROUBLED).select_related("person")
    return rows.order_by("person__family_name", "person__given_name", "pk")


def troubled_invitation(round: Round, pk: int) -> Invitation:
    """One of them. Raises NotFound, also for an invitation whose mail went well."""
    found = troubled_invitations(round).filter(pk=pk).first()
    if found is None:
        raise NotFound("not-found")
    return found


def may_try_again(invitation: Invitation) -> bool:
    """Whether the same address is worth another mail."""
    return invitation.state in AGAIN and bool(invitation.person.email)


def to_try_again(round: Round) -> QuerySet[Invitation]:
    """Everybody whose mail failed or is uncertain, and who has an address."""
    return round.invitations.filter(state__in=AGAIN).exclude(person__email="")
