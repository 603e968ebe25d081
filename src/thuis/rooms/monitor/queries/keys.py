"""How the second key of every round stands, and how many answers wait for it."""

from dataclasses import dataclass

from thuis.foundation.pseudonyms.pseudonyms import YEARS, round_purpose
from thuis.foundation.pseudonyms.queries import KeyState, key_state
from thuis.foundation.responses.models import Draft
from thuis.rooms.monitor.models import Round
from thuis.rooms.monitor.queries.rounds import rounds


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One key. It is needed while its round is open; that of the years while any round is."""

    name: str
    round_state: str
    state: KeyState
    waiting: int
    is_needed: bool


def key_lines() -> tuple[KeyLine, ...]:
    """The key of the years, then of every round, newest first."""
    any_open = rounds().filter(state=Round.State.OPEN).exists()
    years = KeyLine(YEARS, "", key_state(YEARS), 0, any_open)
    return (years, *(_line(round) for round in rounds()))


def _line(round: Round) -> KeyLine:
    waiting = Draft.objects.filter(round_key=round.key, submitted=False).exclude(waiting_language="")
    return KeyLine(
        round.key,
        round.get_state_display(),
        key_state(round_purpose(round.key)),
        waiting.count(),
        round.state == Round.State.OPEN,
    )
