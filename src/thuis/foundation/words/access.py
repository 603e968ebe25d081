"""Who reads open answers, and who lets themes and quotes out: never the same person for one thing."""

from typing import Any

from thuis.core.errors import NotAllowed, WrongState
from thuis.foundation.permissions.roles import user_can_read_words, user_can_release_words
from thuis.foundation.responses.models import Quote
from thuis.foundation.words.models import TRANSITIONS, State, WordsRound

READABLE = (State.READING,)
QUOTABLE = (State.SETTLING, State.ASKED, State.RELEASED)


def user_can_become_reader(user: Any, one: WordsRound) -> bool:
    """Take one of the two places."""
    is_free = None in (one.first_id, one.second_id) and one.state in (State.COLLECTED, State.READING)
    return is_free and not one.reader(user) and user_can_read_words(user)


def check_user_can_become_reader(user: Any, one: WordsRound) -> None:
    """Raises NotAllowed: her role reads no texts. WrongState: both places are taken, or reading is over."""
    _check_reads(user)
    if not user_can_become_reader(user, one):
        raise WrongState("words-not-now", state=one.get_state_display())


def user_can_read_texts(user: Any, one: WordsRound) -> bool:
    """Read texts of this round, and say which themes they hold."""
    return bool(one.reader(user)) and one.state in READABLE and user_can_read_words(user)


def check_user_can_read_texts(user: Any, one: WordsRound, states: Any = READABLE) -> None:
    """Raises NotAllowed: she is no reader of this round. WrongState: it is not the time."""
    _check_reads(user)
    if not one.reader(user):
        raise NotAllowed("words-readers-only")
    if one.state not in states:
        raise WrongState("words-not-now", state=one.get_state_display())


def user_can_quote(user: Any, one: WordsRound) -> bool:
    """See texts by theme, and propose a part of one as a quote."""
    return bool(one.reader(user)) and one.state in QUOTABLE and user_can_read_words(user)


def check_user_can_quote(user: Any, one: WordsRound) -> None:
    check_user_can_read_texts(user, one, QUOTABLE)


def user_can_edit_codebook(user: Any, one: WordsRound) -> bool:
    """Change themes: until somebody reads."""
    return one.state == State.COLLECTED and user_can_read_words(user)


def check_user_can_edit_codebook(user: Any, one: WordsRound) -> None:
    _check_reads(user)
    if not user_can_edit_codebook(user, one):
        raise WrongState("words-not-now", state=one.get_state_display())


def user_can_release_themes(user: Any, one: WordsRound) -> bool:
    """Say yes or no to themes that somebody else asked for."""
    return one.state == State.ASKED and one.asked_by_id != user.pk and user_can_release_words(user)


def check_user_can_release_themes(user: Any, one: WordsRound) -> None:
    """Raises NotAllowed: she asked herself, or her role may not. WrongState: nobody asked."""
    if one.asked_by_id == user.pk or not user_can_release_words(user):
        raise NotAllowed("words-another")
    if not user_can_release_themes(user, one):
        raise WrongState("words-not-now", state=one.get_state_display())


def user_can_show_quote(user: Any, one: WordsRound, quote: Quote) -> bool:
    """Say yes or no to a quote that the other reader proposed."""
    is_other = one.reader(user) != quote.reader
    return not quote.shown and is_other and one.state in QUOTABLE and user_can_release_words(user)


def check_user_can_show_quote(user: Any, one: WordsRound, quote: Quote) -> None:
    """Raises NotAllowed: she proposed it, or her role may not. WrongState: it is not the time."""
    if one.reader(user) == quote.reader or not user_can_release_words(user):
        raise NotAllowed("words-another")
    if not user_can_show_quote(user, one, quote):
        raise WrongState("words-not-now", state=one.get_state_display())


def check_can_become(one: WordsRound, state: Any) -> None:
    """Raises WrongState: from where it stands it cannot."""
    if state not in TRANSITIONS.get(one.state, ()):
        raise WrongState("words-not-now", state=one.get_state_display())


def _check_reads(user: Any) -> None:
    if not user_can_read_words(user):
        raise NotAllowed("not-allowed")
