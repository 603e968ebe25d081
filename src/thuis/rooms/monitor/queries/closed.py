"""Closed rounds of which every answer is in: what may be released."""

from thuis.foundation.institution.models import Unit
from thuis.foundation.jobs.models import Job
from thuis.foundation.loading.margins import counted_margins
from thuis.foundation.loading.rounds import ClosedRound
from thuis.foundation.responses.models import Draft, LetterboxAnswers, Response
from thuis.rooms.monitor.models import Round
from thuis.rooms.monitor.queries.cohort import invited_margins
from thuis.rooms.monitor.queries.rounds import questionnaire_of, rounds

EMPTYING = "monitor.empty_letterbox"


def closed_rounds() -> tuple[ClosedRound, ...]:
    """All rounds that are over, oldest first, as plain values."""
    domains = _domains()
    closed = rounds().filter(state=Round.State.CLOSED).order_by("closes_on", "pk")
    return tuple(_closed(round, domains) for round in closed if _is_complete(round))


def _is_complete(round: Round) -> bool:
    """Whether there are answers and none waits: in the letterbox, for a second key, for the last emptying."""
    waiting = Draft.objects.filter(round_key=round.key).exclude(waiting_language="").exclude(submitted=True)
    emptying = Job.objects.filter(
        name=EMPTYING, arguments={"round_id": round.pk}, state__in=(Job.State.WAITING, Job.State.RUNNING)
    )
    in_letterbox = LetterboxAnswers.objects.filter(round_key=round.key)
    if not Response.objects.filter(round_key=round.key).exists():
        return False
    return not (in_letterbox.exists() or waiting.exists() or emptying.exists())


def _closed(round: Round, domains: dict[str, str]) -> ClosedRound:
    return ClosedRound(
        key=round.key,
        title_nl=round.title_nl,
        title_en=round.title_en,
        closed_on=round.closes_on,
        questionnaire=questionnaire_of(round),
        domains=domains,
        enrolled=invited_margins(round) or counted_margins(round.closes_on),
    )


def _domains() -> dict[str, str]:
    """The domain of each programme, by code; a programme right below the institution has none."""
    programmes = Unit.objects.filter(kind=Unit.Kind.PROGRAMME, parent__kind=Unit.Kind.DOMAIN)
    return dict(programmes.values_list("code", "parent__code"))
