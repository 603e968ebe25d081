"""Reading rounds, their frozen questionnaires and their invitations."""

import datetime
from functools import lru_cache

from django.conf import settings
from django.core.cache import cache
from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from thuis.core.errors import NotFound, WrongState
from thuis.core.questionnaire.freeze import from_json
from thuis.core.questionnaire.model import Questionnaire
from thuis.foundation.database.rows import rows
from thuis.foundation.pseudonyms.links import link_token
from thuis.rooms.monitor.models import Invitation, PageTime, Round


def today() -> datetime.date:
    return timezone.localdate()


def rounds() -> QuerySet[Round]:
    """All rounds, newest first, without the heavy questionnaire."""
    return Round.objects.defer("questionnaire")


def round_with_key(key: str) -> Round:
    found = rounds().filter(key=key).first()
    if found is None:
        raise NotFound("not-found")
    return found


def open_rounds() -> QuerySet[Round]:
    return rounds().filter(state=Round.State.OPEN)


def open_round() -> Round | None:
    found = rows(Round, "state", Round.State.OPEN, without=("questionnaire",))
    return max(found, key=lambda one: one.opens_on) if found else None


def check_open(round: Round) -> None:
    """Answering is possible while the round is open and its last day has not passed."""
    if round.state == Round.State.DRAFT or today() < round.opens_on:
        raise WrongState("round-not-open-yet", day=_day(round.opens_on))
    if has_ended(round):
        raise WrongState("round-closed", day=_day(round.closes_on))


def is_open(round: Round) -> bool:
    return round.state == Round.State.OPEN and round.opens_on <= today() <= round.closes_on


def has_ended(round: Round) -> bool:
    """Whether nobody can answer any more: closed by somebody, or past its last day."""
    return round.state == Round.State.CLOSED or today() > round.closes_on


def _day(day: datetime.date) -> str:
    return date_format(day, "j F")


def questionnaire_of(round: Round) -> Questionnaire:
    """The frozen questionnaire; read once per process, because a frozen text never changes."""
    return _frozen(round.key, round.fingerprint)


@lru_cache(maxsize=8)
def _frozen(key: str, fingerprint: str) -> Questionnaire:
    return from_json(Round.objects.values_list("questionnaire", flat=True).get(key=key))


def seconds_per_page(round: Round) -> dict[str, float]:
    """The mean time of each page that at least five students left, in seconds; at most a minute old."""
    return dict(cache.get_or_set(f"page-times-{round.pk}", lambda: _seconds_per_page(round), 60) or {})


def _seconds_per_page(round: Round) -> dict[str, float]:
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


def invitation_to_mail(pk: int) -> Invitation | None:
    """The invitation with person and round, while its round is open and not over."""
    found = Invitation.objects.select_related("person", "round").defer("round__questionnaire").filter(pk=pk)
    invitation = found.first()
    if invitation is None or invitation.round.state != Round.State.OPEN:
        return None
    return invitation if today() <= invitation.round.closes_on else None


def invitations_to_address(email: str) -> list[Invitation]:
    """The invitations to one address, in rounds that can be answered now; capitals do not matter."""
    found = Invitation.objects.select_related("person", "round").defer("round__questionnaire")
    return [
        invitation
        for invitation in found.filter(person__email__iexact=email.strip(), round__state=Round.State.OPEN)
        if is_open(invitation.round)
    ]
