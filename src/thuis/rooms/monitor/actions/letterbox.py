"""Emptying the sealed letterbox: each night, in one shuffled batch, so that order and time tell nothing.

The job runs at a fixed hour and not when somebody hands in, because the list of jobs has times in it. It is
safe to run again at any moment: what moved stays moved, and who finished is worked out anew each time, so a
crash between the two databases is repaired by the next run.
"""

import datetime
import random
import secrets

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from thuis.foundation.jobs.actions import enqueue
from thuis.foundation.jobs.models import Job
from thuis.foundation.pseudonyms.links import draft_digest
from thuis.foundation.pseudonyms.pseudonyms import owner, round_purpose
from thuis.foundation.pseudonyms.queries import key_state, pseudonym_key
from thuis.foundation.responses.models import Draft, Response
from thuis.foundation.responses.sealing import (
    CHUNK,
    forget_traces,
    lock_answers,
    rewrite_answers,
    rewrite_drafts,
)
from thuis.rooms.monitor.actions.answering import hand_in_waiting
from thuis.rooms.monitor.models import Invitation, PageTime, Round
from thuis.rooms.monitor.queries.rounds import token_of
from thuis.rooms.monitor.queries.visits import Visit

EMPTY_LETTERBOX = "monitor.empty_letterbox"
# Two copies of a database from two days show which answers are new and who finished: never fewer than this.
SMALLEST_BATCH = 20
# Hardly anybody answers at this hour, and it exists on the nights when the clock changes.
HOUR = datetime.time(4, 0)
# Whoever was handing in when the round closed has done so by then.
AFTER_CLOSING = datetime.timedelta(minutes=10)
Times = dict[str, list[int]]


def empty_letterbox(*, round: Round, shuffle: random.Random | None = None) -> int:
    """Move a batch, or everything when the round is closed; returns how many answers moved."""
    shuffle = shuffle or secrets.SystemRandom()
    hand_in_all_waiting(round=round, shuffle=shuffle)
    moved, times = _seal(round, shuffle)
    _tell_progress(round, times, shuffle)
    forget_traces()
    return moved


def hand_in_all_waiting(*, round: Round, shuffle: random.Random | None = None) -> None:
    """Put in the letterbox what was handed in while the second key was away, now that it is back."""
    drafts = Draft.objects.filter(round_key=round.key, submitted=False).exclude(waiting_language="")
    waiting = set(drafts.values_list("pk", flat=True))
    if not waiting or not key_state(round_purpose(round.key)).opens:
        return
    invitations = list(round.invitations.select_related("person"))
    (shuffle or secrets.SystemRandom()).shuffle(invitations)
    for invitation in invitations:
        token = token_of(invitation)
        if draft_digest(token) in waiting:
            hand_in_waiting(visit=Visit(token, invitation, round))


def empty_each_night(*, round: Round) -> None:
    """Put the next night in the queue, unless it stands there already."""
    now = timezone.now()
    waiting = Job.objects.filter(name=EMPTY_LETTERBOX, state=Job.State.WAITING, run_after__gt=now)
    if not waiting.filter(arguments={"round_id": round.pk}).exists():
        enqueue(EMPTY_LETTERBOX, run_after=_next_night(now), round_id=round.pk)


def empty_after_closing(*, round: Round) -> None:
    """Once more, for who was handing in at that moment, and in case the first time was cut off."""
    enqueue(EMPTY_LETTERBOX, run_after=timezone.now() + AFTER_CLOSING, round_id=round.pk)


def _next_night(now: datetime.datetime) -> datetime.datetime:
    tomorrow = timezone.localdate(now) + datetime.timedelta(days=1)
    return timezone.make_aware(datetime.datetime.combine(tomorrow, HOUR))


@transaction.atomic(using="responses")
def _seal(round: Round, shuffle: random.Random) -> tuple[int, Times]:
    lock_answers()
    closed = round.state == Round.State.CLOSED
    if closed:
        Draft.objects.filter(round_key=round.key, submitted=False, waiting_language="").delete()
    at_least = 0 if closed else SMALLEST_BATCH
    moved = rewrite_answers(round_key=round.key, at_least=at_least, shuffle=shuffle)
    return moved, rewrite_drafts(round_key=round.key, shuffle=shuffle)


def _tell_progress(round: Round, times: Times, shuffle: random.Random) -> None:
    """While the second key is away nobody can say who finished: that waits for another night."""
    told = _changes(round) if key_state(round_purpose(round.key)).opens else {}
    _write(round, told, times, shuffle)


def _changes(round: Round) -> dict[str, list[int]]:
    """Who started and who finished since last time; somebody who waits in the letterbox has started."""
    told: dict[str, list[int]] = {state: [] for state in Invitation.Progress.values}
    key = pseudonym_key(round_purpose(round.key))
    finished = set(Response.objects.filter(round_key=round.key).values_list("owner", flat=True))
    started = set(Draft.objects.filter(round_key=round.key).values_list("pk", flat=True))
    for invitation in round.invitations.select_related("person").order_by().iterator(CHUNK):
        pseudonym = owner(key, invitation.person.number, round.key)
        state = _progress(pseudonym in finished, draft_digest(token_of(invitation)) in started)
        if state != invitation.progress:
            told[state].append(invitation.pk)
    return told


@transaction.atomic
def _write(round: Round, told: dict[str, list[int]], times: Times, shuffle: random.Random) -> None:
    for state, keys in told.items():
        shuffle.shuffle(keys)
        for start in range(0, len(keys), CHUNK):
            Invitation.objects.filter(pk__in=keys[start : start + CHUNK]).update(progress=state)
    _add_times(round, times)


def _progress(has_finished: bool, has_started: bool) -> str:
    if has_finished:
        return Invitation.Progress.COMPLETED
    return Invitation.Progress.STARTED if has_started else Invitation.Progress.NONE


def _add_times(round: Round, times: Times) -> None:
    """Page times are estimates: those of one night may be lost in a crash, but never counted twice."""
    for page, seconds in times.items():
        PageTime.objects.get_or_create(round=round, page=page)
        PageTime.objects.filter(round=round, page=page).update(
            visits=F("visits") + len(seconds), seconds=F("seconds") + sum(seconds)
        )
