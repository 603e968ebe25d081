"""The second keys of rounds and of the years: made before, loaded during, destroyed after."""

from thuis.core.errors import NotFound, WrongState
from thuis.foundation.audit.actions import Actor
from thuis.foundation.pseudonyms import actions
from thuis.foundation.pseudonyms.pseudonyms import YEARS, round_purpose
from thuis.foundation.pseudonyms.queries import missing_keys
from thuis.foundation.responses.models import Draft, LetterboxAnswers, Response
from thuis.rooms.monitor.actions.letterbox import hand_in_all_waiting
from thuis.rooms.monitor.models import Round
from thuis.rooms.monitor.queries.rounds import rounds


def make_key(*, name: str, by: Actor, again: bool = False) -> bytes:
    """The second key of a round, or of the `years`; `again` replaces a lost one.

    Raises:
        NotFound: there is no such round.
        WrongState: answers lie under another key already, and `again` was not said.
    """
    if not again and _is_in_use(name):
        raise WrongState("key-too-late")
    return actions.make_key(purpose=purpose_of(name), by=by, again=again)


def load_key(*, name: str, key: bytes, by: Actor) -> None:
    """Load a second key, and put in the letterbox what waited for it."""
    actions.load_key(purpose=purpose_of(name), key=key, by=by)
    for round in rounds().exclude(state=Round.State.DRAFT):
        if name in {round.key, YEARS}:
            hand_in_all_waiting(round=round)


def destroy_key(*, name: str, by: Actor) -> None:
    """Destroy a second key for good.

    Raises:
        WrongState: the round is not closed, or answers still wait for this key.
    """
    if _still_needed(name):
        raise WrongState("key-still-needed")
    actions.destroy_key(purpose=purpose_of(name), by=by)


def check_keys_are_here(round: Round) -> None:
    """A round opens only when students can hand in: with its own second key and that of the years.

    Raises:
        WrongState: a key is not made or not loaded.
    """
    if missing := missing_keys([round_purpose(round.key), YEARS]):
        raise WrongState("round-needs-keys", names=", ".join(_name(purpose) for purpose in missing))


def purpose_of(name: str) -> str:
    """What the key of a name on the command line is for; raises NotFound."""
    if name == YEARS:
        return YEARS
    if not Round.objects.filter(key=name).exists():
        raise NotFound("key-unknown")
    return round_purpose(name)


def _name(purpose: str) -> str:
    return purpose.removeprefix(round_purpose(""))


def _is_in_use(name: str) -> bool:
    if name == YEARS:
        return any(table.objects.exclude(trail="").exists() for table in (Response, LetterboxAnswers))
    return Round.objects.filter(key=name).exclude(state=Round.State.DRAFT).exists()


def _still_needed(name: str) -> bool:
    """The years end when the institution says so; a round's key is needed until its last answer has moved."""
    if name == YEARS:
        return Round.objects.filter(state=Round.State.OPEN).exists()
    is_closed = Round.objects.filter(key=name, state=Round.State.CLOSED).exists()
    waits = Draft.objects.filter(round_key=name, submitted=False).exists()
    return not is_closed or waits or LetterboxAnswers.objects.filter(round_key=name).exists()
