"""Reading rounds, invitations, drafts and letters."""

import datetime
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from thuis.core.errors import NotFound, WrongState
from thuis.core.questionnaire.freeze import from_json
from thuis.core.questionnaire.model import Questionnaire
from thuis.foundation.pseudonyms.links import draft_digest, invitation_digest, link_token
from thuis.foundation.pseudonyms.pseudonyms import owner, trail
from thuis.foundation.responses.models import Draft, LetterboxAnswers, Response, SubmittedAnswers
from thuis.rooms.monitor.models import Invitation, PageTime, Round

LINK_COOKIE = "monitor-link"


def today() -> datetime.date:
    return timezone.localdate()


@dataclass(frozen=True, slots=True)
class Visit:
    """A student who came in by her link: the invitation, her round, and where her answers lie."""

    token: str
    invitation: Invitation
    round: Round

    @property
    def draft_key(self) -> str:
        return draft_digest(self.token)

    @property
    def owner(self) -> str:
        return owner(settings.PSEUDONYM_KEY, _student(self.invitation), self.round.key)

    @property
    def trail(self) -> str:
        return trail(settings.PSEUDONYM_KEY, _student(self.invitation))


def _student(invitation: Invitation) -> str:
    return invitation.person.number


def rounds() -> QuerySet[Round]:
    """All rounds, newest first, without the heavy questionnaire."""
    return Round.objects.defer("questionnaire")


def round_with_key(key: str) -> Round:
    found = rounds().filter(key=key).first()
    if found is None:
        raise NotFound("not-found")
    return found


def open_round() -> Round | None:
    return rounds().filter(state=Round.State.OPEN).first()


def visit_of(request: HttpRequest) -> Visit:
    """The student of this request.

    Raises:
        NotFound: no link was used on this device, or the link is unknown.
    """
    known: Visit | None = getattr(request, "monitor_visit", None)
    visit = known or visit_by_token(request.COOKIES.get(LINK_COOKIE, ""))
    request.monitor_visit = visit  # type: ignore[attr-defined]
    return visit


def visit_by_token(token: str) -> Visit:
    found = (
        Invitation.objects.select_related("round", "person")
        .defer("round__questionnaire")
        .filter(link_digest=invitation_digest(token))
        .first()
        if token
        else None
    )
    if found is None:
        raise NotFound("link-unknown" if token else "link-missing")
    return Visit(token, found, found.round)


def check_open(round: Round) -> None:
    """Answering is possible while the round is open and its last day has not passed."""
    if round.state == Round.State.DRAFT or today() < round.opens_on:
        raise WrongState("round-not-open-yet", day=_day(round.opens_on))
    if round.state == Round.State.CLOSED or today() > round.closes_on:
        raise WrongState("round-closed", day=_day(round.closes_on))


def is_open(round: Round) -> bool:
    return round.state == Round.State.OPEN and round.opens_on <= today() <= round.closes_on


def _day(day: datetime.date) -> str:
    from django.utils.formats import date_format

    return date_format(day, "j F")


def questionnaire_of(round: Round) -> Questionnaire:
    """The frozen questionnaire; read once per process, because a frozen text never changes."""
    return _frozen(round.key, round.fingerprint)


@lru_cache(maxsize=8)
def _frozen(key: str, fingerprint: str) -> Questionnaire:
    return from_json(Round.objects.values_list("questionnaire", flat=True).get(key=key))


def draft_of(visit: Visit) -> Draft | None:
    return Draft.objects.filter(pk=visit.draft_key).first()


def started_draft(visit: Visit) -> Draft:
    """The draft of a student who began and has not finished."""
    draft = draft_of(visit)
    if draft is None or draft.submitted:
        raise WrongState("answers-handed-in" if draft else "not-started")
    return draft


def submitted_answers(visit: Visit) -> SubmittedAnswers | None:
    """What this student submitted in this round, wherever it lies now."""
    return _of_owner(LetterboxAnswers, visit) or _of_owner(Response, visit)


def _of_owner(table: type[LetterboxAnswers] | type[Response], visit: Visit) -> SubmittedAnswers | None:
    return table.objects.filter(owner=visit.owner, round_key=visit.round.key).first()


def earlier_answers(visit: Visit, answers: SubmittedAnswers) -> tuple[Round, SubmittedAnswers] | None:
    """Her newest earlier response, when she agreed to link her years, then and now."""
    if not answers.trail:
        return None
    earlier = {found.key: found for found in rounds().filter(opens_on__lt=visit.round.opens_on)}
    linked = Response.objects.filter(trail=answers.trail, round_key__in=earlier)
    newest = max(linked, key=lambda response: earlier[response.round_key].opens_on, default=None)
    return (earlier[newest.round_key], newest) if newest else None


def seconds_per_page(round: Round) -> dict[str, float]:
    """The mean time of each page that at least five students left, in seconds."""
    times = PageTime.objects.filter(round=round, visits__gte=5)
    return {time.page: time.seconds / time.visits for time in times}


def invitation_counts(round: Round) -> dict[str, int]:
    """How many invitations are in each state."""
    rows = round.invitations.values_list("state").annotate(number=Count("pk"))
    return dict(rows.order_by())


def token_of(invitation: Invitation) -> str:
    """The link of an invitation; derived, never stored."""
    return link_token(
        settings.LINK_KEY, f"{invitation.round_id}|{invitation.person_id}", invitation.generation
    )
