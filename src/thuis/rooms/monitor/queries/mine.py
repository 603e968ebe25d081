"""What lies here of one student, round by round."""

from dataclasses import dataclass

from django.db.models import Q

from thuis.core.errors import NotFound
from thuis.foundation.pseudonyms.links import draft_digest
from thuis.foundation.pseudonyms.pseudonyms import YEARS, round_purpose
from thuis.foundation.pseudonyms.queries import KeyState, key_state
from thuis.foundation.responses.models import Draft, LetterboxAnswers, Response, SubmittedAnswers
from thuis.rooms.monitor.models import Invitation, Round
from thuis.rooms.monitor.queries.own import own, trail_of
from thuis.rooms.monitor.queries.rounds import rounds, token_of
from thuis.rooms.monitor.queries.visits import Visit


@dataclass(frozen=True, slots=True)
class OwnRound:
    """One round of hers. Her answers are None while they are under way, or when nobody can find them now."""

    round: Round
    answers: SubmittedAnswers | None
    under_way: bool
    key: KeyState
    readable: bool


def own_rounds(visit: Visit) -> tuple[OwnRound, ...]:
    """Every round in which she answered, oldest first, with those that nobody can look into now."""
    asked = set(
        Invitation.objects.filter(person=visit.invitation.person_id).values_list("round_id", flat=True)
    )
    found = (_own_round(visit, round, round.pk in asked) for round in rounds().order_by("opens_on"))
    return tuple(one for one in found if one)


def _own_round(visit: Visit, round: Round, was_asked: bool) -> OwnRound | None:
    if round.state == Round.State.DRAFT:
        return None
    hers, key = own(visit.student, round.key), key_state(round_purpose(round.key))
    answers = LetterboxAnswers.objects.filter(hers).first() or Response.objects.filter(hers).first()
    drafts = Draft.objects.filter(pk__in=draft_keys(visit, round.key)) if was_asked else Draft.objects.none()
    under_way = drafts.filter(submitted=False).exists()
    beyond = not key.opens and drafts.filter(submitted=True).exists()
    if answers is None and not under_way and not beyond:
        return None
    return OwnRound(round, answers, under_way, key, answers is not None and may_read(visit, round, answers))


def may_read(visit: Visit, round: Round, answers: SubmittedAnswers) -> bool:
    """A link opens the letter of its own round, and of others that she linked: it may be in wrong hands."""
    return round.pk == visit.round.pk or bool(answers.trail)


def own_round(visit: Visit, key: str) -> OwnRound:
    """One round of hers; raises NotFound when there is nothing of hers in it."""
    for found in own_rounds(visit):
        if found.round.key == key:
            return found
    raise NotFound("not-found")


def own_letter(visit: Visit, key: str) -> tuple[Round, SubmittedAnswers]:
    """The answers behind a letter that this link may open.

    Raises:
        NotFound: there is no such letter for this link.
    """
    found = own_round(visit, key)
    if found.answers is None or not found.readable:
        raise NotFound("not-found")
    return found.round, found.answers


def hers_everywhere(visit: Visit) -> Q:
    """Which rows are hers, in every round that can be looked into now."""
    hers = Q(trail=trail_of(visit.student)) if key_state(YEARS).opens else Q(pk__in=())
    for key in rounds().values_list("key", flat=True):
        hers |= own(visit.student, key)
    return hers


def draft_keys(visit: Visit, round_key: str = "") -> list[str]:
    """The keys of her drafts, in one round or in all of which her invitation is still there."""
    invitations = Invitation.objects.filter(person=visit.invitation.person_id)
    if round_key:
        invitations = invitations.filter(round__key=round_key)
    return [draft_digest(token_of(invitation)) for invitation in invitations]
