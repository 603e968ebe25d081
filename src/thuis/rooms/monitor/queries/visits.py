"""A student who came in by her link: her draft, what she handed in, what she answered before."""

from dataclasses import dataclass

from django.http import HttpRequest

from thuis.core.errors import NotFound, WrongState
from thuis.foundation.access.cookies import cookie_name
from thuis.foundation.database.rows import related, row
from thuis.foundation.institution.models import Person
from thuis.foundation.pseudonyms.links import draft_digest, invitation_digest
from thuis.foundation.responses.models import Draft, Response, SubmittedAnswers
from thuis.rooms.monitor.models import Invitation, Round
from thuis.rooms.monitor.queries.own import owner_of, the_one, trail_of
from thuis.rooms.monitor.queries.rounds import rounds

LINK_COOKIE = "monitor-link"


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
        return owner_of(self.student, self.round.key)

    @property
    def trail(self) -> str:
        return trail_of(self.student)

    @property
    def student(self) -> str:
        """Her number; it makes her pseudonyms and goes no further."""
        return self.person.number

    @property
    def person(self) -> Person:
        found: Person = related(self.invitation, "person")
        return found


def visit_of(request: HttpRequest) -> Visit:
    """The student of this request.

    Raises:
        NotFound: no link was used on this device, or the link is unknown.
    """
    known: Visit | None = getattr(request, "monitor_visit", None)
    visit = known or visit_by_token(request.COOKIES.get(cookie_name(LINK_COOKIE), ""))
    request.monitor_visit = visit  # type: ignore[attr-defined]
    return visit


def visit_by_token(token: str) -> Visit:
    if not token:
        raise NotFound("link-missing")
    digest = invitation_digest(token)
    found = row(Invitation, "link_digest", digest, beside="round", without=["questionnaire"])
    if found is None:
        raise NotFound("link-unknown")
    return Visit(token, found, found.round)


def draft_of(visit: Visit, locked: bool = False) -> Draft | None:
    return row(Draft, "key", visit.draft_key, locked=locked)


def started_draft(visit: Visit) -> Draft:
    """The draft of a student who began and has not finished."""
    draft = draft_of(visit)
    return checked_draft(draft)


def checked_draft(draft: Draft | None) -> Draft:
    """The draft, when answering can go on in it.

    Raises:
        WrongState: she has not begun, or she handed in already.
    """
    if draft is None:
        raise WrongState("not-started")
    if draft.submitted:
        raise WrongState("answers-handed-in")
    return draft


def submitted_answers(visit: Visit) -> SubmittedAnswers | None:
    """What this student submitted in this round, wherever it lies now.

    Raises:
        WrongState: the second key of the round is away or destroyed, and no trail leads there.
    """
    return the_one(visit.student, visit.round.key)


def earlier_answers(round: Round, answers: SubmittedAnswers) -> tuple[Round, SubmittedAnswers] | None:
    """Her newest earlier response, when she agreed to link her years, then and now."""
    if not answers.trail:
        return None
    earlier = {found.key: found for found in rounds().filter(opens_on__lt=round.opens_on)}
    linked = Response.objects.filter(trail=answers.trail, round_key__in=earlier)
    newest = max(linked, key=lambda response: earlier[response.round_key].opens_on, default=None)
    return (earlier[newest.round_key], newest) if newest else None
