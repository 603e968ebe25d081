"""Keeping a day of the response board, and setting the target of a round."""

from collections.abc import Mapping
from dataclasses import asdict

from django.db import transaction

from thuis.core.errors import WrongState
from thuis.core.fieldwork.board import board
from thuis.core.fieldwork.groups import Place, Tally
from thuis.foundation.audit.actions import Actor, record
from thuis.rooms.monitor.models import BoardLine, Round
from thuis.rooms.monitor.queries.board import day_of_fieldwork, draw_of, tallies_of


def keep_today(*, round: Round) -> None:
    """Keep the lines of today, after the letterbox told who began and who handed in. Safe to run again."""
    keep_day(round=round, day=day_of_fieldwork(round), tallies=tallies_of(round))


@transaction.atomic
def keep_day(*, round: Round, day: int, tallies: Mapping[Place, Tally]) -> None:
    """Keep one day: only what may be shown is stored, so that no page can show more."""
    round.board_lines.filter(day=day).delete()
    lines = board(tallies, draw_of(round))
    BoardLine.objects.bulk_create(BoardLine(round=round, day=day, **asdict(line)) for line in lines)


@transaction.atomic
def set_target(*, round: Round, target: int | None, by: Actor) -> Round:
    """The part of the invited students, in percent, that this round hopes for; None for no target.

    Raises:
        WrongState: the round is over.
    """
    if round.state == Round.State.CLOSED:
        raise WrongState("round-cannot", deed="set the target", state=round.get_state_display())
    round.target = target
    round.save(update_fields=("target",))
    record("round.target-set", by=by, about=round)
    return round
