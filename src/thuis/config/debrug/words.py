"""Open answers of the last round: invented, read by two colleagues, and told as themes with two quotes."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from thuis.config.debrug.content import read
from thuis.core.consent import WORDS, Consents, said
from thuis.foundation.accounts.models import User
from thuis.foundation.consent.layers import consent_layers
from thuis.foundation.responses.models import OpenText, Response
from thuis.foundation.words import actions, releasing
from thuis.foundation.words.models import WordsRound
from thuis.foundation.words.queries import unread_by, unsettled
from thuis.rooms.monitor.public import closed_rounds

WROTE, LEAST = 90, 60  # students who let two colleagues read what they wrote; fewer make no demo of it
SECOND_TOO = 0.3  # how many of them say two things
OVERLOOKED = 0.06  # themes that the second reader does not see
FIRST, SECOND, DECIDES = "ruben@debrug.example", "rosa@debrug.example", "ineke@debrug.example"
QUOTED = (("contact", "docenten die tijd voor je nemen"), ("students", "de sfeer in de klas"))
Said = Mapping[str, Any]


def write_words(year: int, random: np.random.Generator) -> int:
    """Texts, who read them and what was told; returns how many students wrote."""
    bank: Sequence[Said] = read("words")["said"]
    rows = list(Response.objects.filter(round_key=f"{year}").order_by("owner")[:WROTE])
    if len(rows) < LEAST:
        return 0
    for row in rows:
        row.consents = _and_words(row.consents)
        row.answers |= {item: _text(bank, item, row.language, random) for item in ("OPE01", "OPE02")}
    Response.objects.bulk_update(rows, ("consents", "answers"))
    _tell(year, bank, random)
    return len(rows)


def _and_words(consents: Consents) -> Consents:
    layers = [layer for layer in consent_layers().values() if layer.key == WORDS]
    return {**consents, **said(layers, {WORDS})}


def _text(bank: Sequence[Said], item: str, language: str, random: np.random.Generator) -> str:
    """One or two things that a student says."""
    known = [one for one in bank if one["item"] == item]
    number = 2 if random.random() < SECOND_TOO else 1
    chosen = random.choice(len(known), number, replace=False)
    return ". ".join(str(known[one][language]).capitalize() for one in chosen)


def _tell(year: int, bank: Sequence[Said], random: np.random.Generator) -> None:
    first, second, decides = (User.objects.get(email=one) for one in (FIRST, SECOND, DECIDES))
    round = next(one for one in closed_rounds() if one.key == f"{year}")
    one = actions.collect_words(round=round, by=first)
    for reader in (first, second):
        one = actions.become_reader(one=one, by=reader)
    _read(one, first, bank, 0.0, random)
    _read(one, second, bank, OVERLOOKED, random)
    for pk, themes in unsettled(one).items():
        actions.settle_text(one=one, text=OpenText.objects.get(pk=pk), themes=themes, by=first)
    one = releasing.release_themes(one=releasing.ask_release(one=one, by=first), by=decides)
    for theme, words in QUOTED:
        _quote(one, theme, words, first, second)


def _read(
    one: WordsRound, reader: User, bank: Sequence[Said], overlooked: float, random: np.random.Generator
) -> None:
    for text in unread_by(one, one.reader(reader)):
        themes = [theme for theme in _themes(text, bank) if random.random() >= overlooked]
        actions.keep_reading(one=one, text=text, themes=themes, by=reader)


def _themes(text: OpenText, bank: Sequence[Said]) -> list[str]:
    """Of everything in the bank that stands in the text."""
    written = text.text.casefold()
    found = [one["themes"] for one in bank if one[text.language].casefold() in written]
    return sorted({theme for themes in found for theme in themes})


def _quote(one: WordsRound, theme: str, words: str, first: User, second: User) -> None:
    """The first reader proposes a part of a text, the second shows it; none where nobody wrote it."""
    text = next((one for one in OpenText.objects.order_by("pk") if words in one.text.casefold()), None)
    if text is not None:
        start = text.text.casefold().index(words)
        part = text.text[start : start + len(words)]
        quote = releasing.propose_quote(one=one, text=text, theme=theme, words=part, by=first)
        releasing.show_quote(one=one, quote=quote, by=second)
