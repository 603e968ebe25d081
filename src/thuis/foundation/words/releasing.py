"""Themes and quotes on their way out: one person asks, another agrees, and what is told stays so."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from thuis.core.errors import InvalidInput
from thuis.core.words.quoting import LEAST_THEME, MOST, is_cut_of
from thuis.core.words.themes import Theme, themes_told
from thuis.foundation.audit.actions import record
from thuis.foundation.permissions.roles import check_user_can_release_words
from thuis.foundation.responses.models import OpenText, Quote, ToldThemes
from thuis.foundation.responses.sealing import DATABASE
from thuis.foundation.words.access import (
    check_user_can_quote,
    check_user_can_read_texts,
    check_user_can_release_themes,
    check_user_can_show_quote,
)
from thuis.foundation.words.actions import become, locked
from thuis.foundation.words.models import State, WordsRound
from thuis.foundation.words.queries import (
    agreements,
    codes_of,
    kept_questions,
    settled_codes,
    tellable_themes,
    texts_with,
)


@transaction.atomic
def ask_release(*, one: WordsRound, by: Any) -> WordsRound:
    """A reader asks that the themes are told. What the two did not settle counts for none.

    Raises:
        NotAllowed: she is no reader. WrongState: not both have read everything.
    """
    current = locked(one)
    check_user_can_read_texts(by, current, (State.SETTLING,))
    current.asked_by = by
    become(current, State.ASKED)
    record("words.asked", by=by, about=f"round:{one.round_key}")
    return current


@transaction.atomic
def refuse_themes(*, one: WordsRound, by: Any) -> WordsRound:
    """Back to the readers. Raises as `release_themes`."""
    current = locked(one)
    check_user_can_release_themes(by, current)
    current.asked_by = None
    become(current, State.SETTLING)
    record("words.refused", by=by, about=f"round:{one.round_key}")
    return current


@transaction.atomic
def release_themes(*, one: WordsRound, by: Any) -> WordsRound:
    """Tell the themes of every question: for the institution as a whole, with noise, once and for ever.

    Raises:
        NotAllowed: she asked herself, or her role may not. WrongState: nobody asked.
    """
    current = locked(one)
    check_user_can_release_themes(by, current)
    become(current, State.RELEASED)
    record("words.released", by=by, about=f"round:{one.round_key}")
    with transaction.atomic(using=DATABASE):
        ToldThemes.objects.filter(round_key=one.round_key).delete()  # of a release that was cut off
        for question in kept_questions(current):
            _tell(current, question)
    return current


def _tell(one: WordsRound, question: Mapping[str, Any]) -> None:
    item = question["item"]
    told = {"question": {"nl": question["nl"], "en": question["en"]}, "themes": _themes(one, item)}
    ToldThemes.objects.create(
        round_key=one.round_key,
        item=item,
        told=told,
        certificate=certificate_of(one.round_key, item, told),
        made_on=timezone.localdate(),
    )


def _themes(one: WordsRound, item: str) -> list[dict[str, Any]]:
    """Every theme of the codebook; one on which the two did not agree enough has no figure.

    Agreement has one decimal: more would tell exact numbers of texts.
    """
    key, label = bytes.fromhex(settings.RELEASE_KEY), f"{one.round_key}|{item}"
    wanted = tellable_themes(one, item)
    found = themes_told(settled_codes(one, item), wanted, key=key, label=label) if wanted else ()
    told = {theme.key: theme for theme in found}
    alphas = {each.theme: each.alpha for each in agreements(one, item)}
    return [
        {
            "key": code.key,
            "name": {"nl": code.name.nl, "en": code.name.en},
            "told": _figure(told[code.key]) if code.key in told else None,
            "alpha": round(alphas[code.key] or 0.0, 1) if code.key in told else None,
        }
        for code in codes_of(one)
    ]


def _figure(theme: Theme) -> dict[str, float | None]:
    return {"share": theme.share, "low": theme.low, "high": theme.high, "n": theme.n}


def certificate_of(round_key: str, item: str, told: Mapping[str, Any]) -> str:
    """A digest over everything that was told of a question: shows that it did not change."""
    said = json.dumps({"round": round_key, "item": item, "told": told}, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


@transaction.atomic
def propose_quote(*, one: WordsRound, text: OpenText, theme: str, words: str, by: Any) -> Quote:
    """Propose a part of a text as a quote under a theme. Only leaving out and masking, no other words.

    Raises:
        NotAllowed, WrongState: see check_user_can_quote.
        InvalidInput: the words are not in the text; the theme is not told, too small or has enough quotes.
    """
    check_user_can_quote(by, one)
    _check_theme(one, text, theme)
    if not is_cut_of(words, text.text):
        raise InvalidInput("words-not-a-part")
    quote = Quote.objects.create(
        id=secrets.token_hex(16),
        round_key=one.round_key,
        item=text.item,
        theme=theme,
        language=text.language,
        words=" ".join(words.split()),
        reader=one.reader(by),
    )
    record("words.quote-proposed", by=by, about=f"round:{one.round_key}")
    return quote


def _check_theme(one: WordsRound, text: OpenText, theme: str) -> None:
    """A quote never stands for a few: its theme is told and has ten texts, at most five of them shown."""
    with_it = texts_with(one, text.item, theme)
    if theme not in tellable_themes(one, text.item) or len(with_it) < LEAST_THEME:
        raise InvalidInput("words-theme-too-small", least=LEAST_THEME)
    if text.pk not in {each.pk for each in with_it}:
        raise InvalidInput("words-theme-not-here")
    if Quote.objects.filter(round_key=one.round_key, item=text.item, theme=theme).count() >= MOST:
        raise InvalidInput("words-quotes-enough", most=MOST)


@transaction.atomic
def show_quote(*, one: WordsRound, quote: Quote, by: Any) -> Quote:
    """Show a quote that somebody else proposed.

    Raises:
        NotAllowed, WrongState: see check_user_can_show_quote.
    """
    check_user_can_show_quote(by, one, quote)
    quote.shown = True
    quote.save(update_fields=("shown",))
    record("words.quote-shown", by=by, about=f"round:{one.round_key}")
    return quote


@transaction.atomic
def withdraw_quote(*, one: WordsRound, quote: Quote, by: Any) -> None:
    """Take a quote away, shown or not; its words are gone at once. Raises NotAllowed."""
    check_user_can_release_words(by)
    quote.delete()
    record("words.quote-withdrawn", by=by, about=f"round:{one.round_key}")
