"""Finding a student's own answers: by the pseudonym of a round, or by her trail where she left one."""

from collections.abc import Iterator

from django.db.models import Q

from thuis.foundation.database.rows import rows
from thuis.foundation.pseudonyms.pseudonyms import YEARS, owner, round_purpose, trail
from thuis.foundation.pseudonyms.queries import open_key, pseudonym_key
from thuis.foundation.responses.models import LetterboxAnswers, Response, SubmittedAnswers


def owner_of(student: str, round_key: str) -> str:
    """Her pseudonym in one round; raises WrongState while the second key is not there."""
    return owner(pseudonym_key(round_purpose(round_key)), student, round_key)


def trail_of(student: str) -> str:
    """Her pseudonym over the years; raises WrongState while that second key is not there."""
    return trail(pseudonym_key(YEARS), student)


def own(student: str, round_key: str) -> Q:
    """Which rows of a round are hers."""
    mark = _mark(student, round_key)
    return Q(round_key=round_key, **mark) if mark else Q(pk__in=())


def _mark(student: str, round_key: str) -> dict[str, str]:
    """The column and the pseudonym by which her rows of a round are found.

    When the key of the round is away or destroyed, her trail is all that still leads there.
    """
    if key := open_key(round_purpose(round_key)):
        return {"owner": owner(key, student, round_key)}
    if key := open_key(YEARS):
        return {"trail": trail(key, student)}
    return {}


def the_one(student: str, round_key: str) -> SubmittedAnswers | None:
    """What she handed in in a round, wherever it lies now; None when she did not.

    Raises:
        WrongState: the key of the round is not there and her trail does not lead there: nobody can say.
    """
    mark = _mark(student, round_key)
    found = next((one for one in _marked(mark) if one.round_key == round_key), None)
    if found is None and "owner" not in mark:
        pseudonym_key(round_purpose(round_key))  # raises: it is the key that is missing
    return found


def _marked(mark: dict[str, str]) -> Iterator[SubmittedAnswers]:
    """What lies in the letterbox first; the rest is read only when somebody asks on."""
    for column, pseudonym in mark.items():
        yield from rows(LetterboxAnswers, column, pseudonym)
        yield from rows(Response, column, pseudonym)
