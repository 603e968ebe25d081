"""Finding a student's own answers: by the pseudonym of a round, or by her trail where she left one."""

from django.db.models import Q

from thuis.foundation.pseudonyms.pseudonyms import YEARS, owner, round_purpose, trail
from thuis.foundation.pseudonyms.queries import key_state, pseudonym_key
from thuis.foundation.responses.models import LetterboxAnswers, Response, SubmittedAnswers


def owner_of(student: str, round_key: str) -> str:
    """Her pseudonym in one round; raises WrongState while the second key is not there."""
    return owner(pseudonym_key(round_purpose(round_key)), student, round_key)


def trail_of(student: str) -> str:
    """Her pseudonym over the years; raises WrongState while that second key is not there."""
    return trail(pseudonym_key(YEARS), student)


def own(student: str, round_key: str) -> Q:
    """Which rows of a round are hers.

    When the key of the round is away or destroyed, her trail is all that still leads there.
    """
    if key_state(round_purpose(round_key)).opens:
        return Q(round_key=round_key, owner=owner_of(student, round_key))
    if key_state(YEARS).opens:
        return Q(round_key=round_key, trail=trail_of(student))
    return Q(pk__in=())


def the_one(student: str, round_key: str) -> SubmittedAnswers | None:
    """What she handed in in a round, wherever it lies now; None when she did not.

    Raises:
        WrongState: the key of the round is not there and her trail does not lead there: nobody can say.
    """
    hers = own(student, round_key)
    found = LetterboxAnswers.objects.filter(hers).first() or Response.objects.filter(hers).first()
    if found is None:
        pseudonym_key(round_purpose(round_key))  # raises when it is the key that is missing
    return found
