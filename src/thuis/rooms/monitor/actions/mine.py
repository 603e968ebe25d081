"""What a student takes back: one round, everything, the line over her years, or one consent.

At once, without a colleague, and safe to repeat. Not in the audit chain, as answering is not.
"""

from django.db import transaction
from django.db.models import Q

from thuis.core.consent import YEARS, without
from thuis.core.errors import NotFound
from thuis.foundation.consent.layers import consent_layers
from thuis.foundation.pseudonyms.pseudonyms import YEARS as YEARS_PURPOSE
from thuis.foundation.pseudonyms.pseudonyms import round_purpose
from thuis.foundation.pseudonyms.queries import KeyState, key_state, pseudonym_key
from thuis.foundation.responses.models import Draft, LetterboxAnswers, Response
from thuis.foundation.responses.sealing import lock_answers
from thuis.rooms.monitor.models import Round
from thuis.rooms.monitor.queries.mine import draft_keys, hers_everywhere
from thuis.rooms.monitor.queries.own import own, trail_of
from thuis.rooms.monitor.queries.rounds import rounds
from thuis.rooms.monitor.queries.visits import Visit

TABLES = (LetterboxAnswers, Response)


@transaction.atomic(using="responses")
def erase_round(*, visit: Visit, round_key: str) -> None:
    """Everything of hers in one round goes; while the round is open her link is as new.

    Raises:
        WrongState: she handed in, and the second key that leads there is away or destroyed.
    """
    lock_answers()
    drafts = Draft.objects.filter(pk__in=draft_keys(visit, round_key))
    gone = _erase(own(visit.student, round_key))
    if not gone and not drafts.filter(submitted=False).exists():
        pseudonym_key(round_purpose(round_key))  # raises when she may have answers that nobody can find now
    drafts.delete()


def erase_everything(*, visit: Visit) -> tuple[str, ...]:
    """Every round of hers goes; returns the keys of rounds that cannot be looked into now."""
    for round in rounds():
        if key_state(round_purpose(round.key)).opens or _leads_there(visit, round.key):
            erase_round(visit=visit, round_key=round.key)
    return _away(visit)


def _away(visit: Visit) -> tuple[str, ...]:
    """The rounds in which she may have answers that nobody can find until the second key is back."""
    held = rounds().exclude(state=Round.State.DRAFT).values_list("key", flat=True)
    away = (key for key in held if key_state(round_purpose(key)) is KeyState.AWAY)
    return tuple(key for key in away if not _leads_there(visit, key))


def _leads_there(visit: Visit, round_key: str) -> bool:
    hers, drafts = own(visit.student, round_key), draft_keys(visit, round_key)
    unfinished = Draft.objects.filter(pk__in=drafts, submitted=False)
    return unfinished.exists() or any(table.objects.filter(hers).exists() for table in TABLES)


def _erase(hers: Q) -> int:
    return sum(table.objects.filter(hers).delete()[0] for table in TABLES)


@transaction.atomic(using="responses")
def take_back(*, visit: Visit, layer: str) -> tuple[str, ...]:
    """Withdraw one consent from everything of hers: handed in, waiting or under way.

    Returns the keys of rounds that cannot be looked into now.

    Raises:
        NotFound: there is no such layer.
        WrongState: the years, while their second key is away: her trail cannot be found now.
    """
    if layer not in consent_layers():
        raise NotFound("not-found")
    lock_answers()
    hers = hers_everywhere(visit)
    if layer == YEARS:
        _unlink(visit)
    for table in TABLES:
        for answers in table.objects.filter(hers):
            answers.consents = without(answers.consents, layer)
            answers.save(update_fields=("consents",))
    for draft in Draft.objects.filter(pk__in=draft_keys(visit), submitted=False):
        draft.consents = without(draft.consents, layer)
        draft.save(update_fields=("consents",))
    return _away(visit)


def _unlink(visit: Visit) -> None:
    """Her trail goes from every round, also from those that nothing else leads to."""
    pseudonym_key(YEARS_PURPOSE)
    for table in TABLES:
        for answers in table.objects.filter(trail=trail_of(visit.student)):
            answers.trail, answers.consents = "", without(answers.consents, YEARS)
            answers.save(update_fields=("trail", "consents"))
