"""Collecting open answers, and two people who read them. Texts lie with the answers; who reads does not."""

import datetime
import secrets
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from thuis.core.errors import InvalidInput, WrongState
from thuis.core.words.codebook import Code, to_plain
from thuis.core.words.mask import masked, masked_by_hand, name_words
from thuis.core.words.themes import LEAST
from thuis.foundation.audit.actions import record
from thuis.foundation.institution.models import Person
from thuis.foundation.loading.rounds import ClosedRound
from thuis.foundation.loading.words import Written, text_items, written_in
from thuis.foundation.permissions.roles import check_user_can_read_words
from thuis.foundation.responses.models import OpenText, Quote, TextReading
from thuis.foundation.responses.sealing import DATABASE, forget_traces
from thuis.foundation.words.access import (
    check_can_become,
    check_user_can_become_reader,
    check_user_can_edit_codebook,
    check_user_can_read_texts,
)
from thuis.foundation.words.models import READERS, Codebook, State, WordsRound
from thuis.foundation.words.queries import TOGETHER, codes_of, has_unread, starter_codebook, unsettled

MOST_THEMES = 20


@transaction.atomic
def collect_words(*, round: ClosedRound, by: Any) -> WordsRound:
    """Put the texts of a closed round together, once: masked, shuffled, apart from everything else.

    A question with fewer than twenty texts is left where it is.

    Raises:
        NotAllowed: her role reads no texts. WrongState: it was done already.
        InvalidInput: the round has no open questions.
    """
    check_user_can_read_words(by)
    items = text_items(round.questionnaire)
    if not items:
        raise InvalidInput("words-no-questions")
    if WordsRound.objects.filter(round_key=round.key).exists():
        raise WrongState("words-once")
    texts = _enough(written_in(round))
    made = WordsRound.objects.create(
        round_key=round.key,
        title_nl=round.title_nl,
        title_en=round.title_en,
        state=State.COLLECTED if texts else State.TOO_FEW,
        questions=[
            {
                "item": item.code,
                "nl": item.text.nl,
                "en": item.text.en,
                "texts": sum(text.item == item.code for text in texts),
            }
            for item in items
        ],
        collected_on=timezone.localdate(),
    )
    Codebook.objects.create(round=made, version=1, themes=to_plain(starter_codebook()))
    record("words.collected" if texts else "words.too-few", by=by, about=f"round:{round.key}")
    _write(round.key, texts)
    return made


def _enough(written: Iterable[Written]) -> list[Written]:
    """The texts of questions that have enough of them, in an order that says nothing."""
    found = list(written)
    number = Counter(one.item for one in found)
    kept = [one for one in found if number[one.item] >= LEAST]
    secrets.SystemRandom().shuffle(kept)
    return kept


def _write(round_key: str, texts: Sequence[Written]) -> None:
    names = name_words(
        [f"{one[0]} {one[1]}" for one in Person.objects.values_list("given_name", "family_name")]
    )
    rows = [
        OpenText(
            id=secrets.token_hex(16),
            round_key=round_key,
            item=one.item,
            language=one.language,
            text=masked(one.text, names),
        )
        for one in texts
    ]
    with transaction.atomic(using=DATABASE):
        OpenText.objects.filter(round_key=round_key).delete()  # of a collection that was cut off
        OpenText.objects.bulk_create(rows)


@transaction.atomic
def save_code(*, one: WordsRound, code: Code, by: Any) -> Codebook:
    """Add a theme, or change the one with the same key; makes a next version.

    Raises:
        NotAllowed, WrongState: see check_user_can_edit_codebook. InvalidInput: there are enough themes.
    """
    codes = {each.key: each for each in codes_of(one)} | {code.key: code}
    if len(codes) > MOST_THEMES:
        raise InvalidInput("words-too-many-themes", most=MOST_THEMES)
    return _next_version(one, tuple(codes.values()), by)


@transaction.atomic
def remove_code(*, one: WordsRound, key: str, by: Any) -> Codebook:
    """Take a theme out; makes a next version. Raises as `save_code`."""
    return _next_version(one, tuple(code for code in codes_of(one) if code.key != key), by)


def _next_version(one: WordsRound, codes: Sequence[Code], by: Any) -> Codebook:
    current = locked(one)
    check_user_can_edit_codebook(by, current)
    last = current.codebooks.first()
    version = last.version + 1 if last else 1
    book = Codebook.objects.create(round=current, version=version, themes=to_plain(codes))
    record("words.codebook-saved", by=by, about=f"round:{one.round_key}")
    return book


@transaction.atomic
def become_reader(*, one: WordsRound, by: Any) -> WordsRound:
    """Take a place as reader; from the first on the codebook stays as it is.

    Raises:
        NotAllowed, WrongState: see check_user_can_become_reader.
    """
    current = locked(one)
    check_user_can_become_reader(by, current)
    if current.first_id is None:
        current.first = by
    else:
        current.second = by
    current.state = State.READING
    current.save()
    record("words.reader", by=by, about=f"round:{one.round_key}")
    return current


@transaction.atomic
def keep_reading(
    *,
    one: WordsRound,
    text: OpenText,
    themes: Collection[str],
    hide: Collection[str] = (),
    worry: bool = False,
    by: Any,
) -> None:
    """What a reader saw in a text. `hide`: words in it that point at somebody; they go for everybody.

    Raises:
        NotAllowed, WrongState: see check_user_can_read_texts. InvalidInput: words that are not in the text.
    """
    current = locked(one)
    check_user_can_read_texts(by, current)
    reader = current.reader(by)
    known = [code.key for code in codes_of(current) if code.key in themes]
    with transaction.atomic(using=DATABASE):
        if hide:
            _hide(current, text, hide, by)
        values = {"themes": known, "worry": worry}
        TextReading.objects.update_or_create(text=text, reader=reader, defaults=values)
    if not any(has_unread(current, each) for each in READERS):
        become(current, State.SETTLING)
        record("words.read", by=by, about=f"round:{one.round_key}")


def _hide(one: WordsRound, text: OpenText, hide: Collection[str], by: Any) -> None:
    text.text = masked_by_hand(text.text, hide)
    text.save(update_fields=("text",))
    record("words.masked", by=by, about=f"round:{one.round_key}")


@transaction.atomic
def settle_text(*, one: WordsRound, text: OpenText, themes: Collection[str], by: Any) -> None:
    """What the two decided of the themes on which they differed.

    Raises:
        NotAllowed, WrongState: see check_user_can_read_texts.
    """
    current = locked(one)
    check_user_can_read_texts(by, current, (State.SETTLING,))
    open_ = unsettled(current).get(text.pk)
    if open_ is not None:
        decided = sorted(open_ & set(themes))
        TextReading.objects.create(text=text, reader=TOGETHER, themes=decided)


def close_words(*, one: WordsRound, by: Any) -> None:
    """Finish: every text goes, with what was seen in it, and quotes that nobody approved.

    Raises:
        NotAllowed: her role reads no texts. WrongState: it was closed already.
    """
    with transaction.atomic():
        current = locked(one)
        check_user_can_read_words(by)
        become(current, State.CLOSED)
        record("words.closed", by=by, about=f"round:{one.round_key}")
        with transaction.atomic(using=DATABASE):
            OpenText.objects.filter(round_key=one.round_key).delete()
            Quote.objects.filter(round_key=one.round_key, shown=False).delete()
    forget_traces()


def forget_words(*, before: datetime.date) -> int:
    """Texts and quotes that were collected before a day go; returns of how many rounds."""
    over = WordsRound.objects.filter(collected_on__lt=before)
    keys = [key for key in over.values_list("round_key", flat=True) if _forget(key)]
    over.filter(round_key__in=keys).exclude(state=State.TOO_FEW).update(state=State.CLOSED)
    return len(keys)


def _forget(key: str) -> int:
    with transaction.atomic(using=DATABASE):
        return sum(table.objects.filter(round_key=key).delete()[0] for table in (OpenText, Quote))


def locked(one: WordsRound) -> WordsRound:
    """The row as it stands now; nobody else changes it before this transaction ends."""
    return WordsRound.objects.select_for_update().get(pk=one.pk)


def become(one: WordsRound, state: State) -> None:
    """The next state. Raises WrongState."""
    check_can_become(one, state)
    one.state = state
    one.save(update_fields=("state", "asked_by"))
