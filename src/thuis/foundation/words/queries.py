"""Reading where the open answers of a round stand. Texts go to their readers only; see access."""

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from thuis.core.errors import NotFound
from thuis.core.words.codebook import Code, load_codebook
from thuis.core.words.coding import Agreement, agreement, differing, settled, tellable
from thuis.core.words.themes import LEAST
from thuis.foundation.responses.models import OpenText, Quote, TextReading, ToldThemes
from thuis.foundation.texts.content import CONTENT, read_content
from thuis.foundation.words.models import READERS, WordsRound

TOGETHER = 0
Codes = dict[str, frozenset[str]]


@cache
def starter_codebook() -> tuple[Code, ...]:
    """The themes of content/codebook.toml; raises ContentError."""
    return read_content(CONTENT / "codebook.toml", load_codebook)


def check_codebook() -> list[str]:
    """Problems that a reader of the file cannot see: none."""
    starter_codebook()
    return []


def words_rounds() -> tuple[WordsRound, ...]:
    """Every round whose open answers were asked for, newest first."""
    return tuple(WordsRound.objects.select_related("first", "second", "asked_by"))


def words_round_or_404(key: str) -> WordsRound:
    """One of them. Raises NotFound."""
    found = WordsRound.objects.select_related("first", "second", "asked_by").filter(round_key=key).first()
    if found is None:
        raise NotFound("not-found")
    return found


def codes_of(one: WordsRound) -> tuple[Code, ...]:
    """The themes of a round, in its last version."""
    book = one.codebooks.first()
    return book.codes if book else ()


def unread_by(one: WordsRound, reader: int) -> tuple[OpenText, ...]:
    """What a reader still has to read, per question, in an order of her own."""
    texts = OpenText.objects.filter(round_key=one.round_key).exclude(readings__reader=reader)
    return tuple(sorted(texts, key=lambda text: (text.item, _place(reader, text.pk))))


def has_unread(one: WordsRound, reader: int) -> bool:
    return OpenText.objects.filter(round_key=one.round_key).exclude(readings__reader=reader).exists()


def _place(reader: int, pk: str) -> str:
    """Each reader meets the texts in another order, so that tiredness falls on others."""
    return hashlib.sha256(f"{reader}|{pk}".encode()).hexdigest()


def text_or_404(one: WordsRound, pk: str) -> OpenText:
    """A text of this round. Raises NotFound."""
    found = OpenText.objects.filter(round_key=one.round_key, pk=pk).first()
    if found is None:
        raise NotFound("not-found")
    return found


def counts(one: WordsRound) -> tuple[int, dict[int, int], int]:
    """How many texts there are, how many each reader has read, and in how many somebody saw a worry."""
    texts = OpenText.objects.filter(round_key=one.round_key)
    readings = TextReading.objects.filter(text__round_key=one.round_key)
    read = {reader: readings.filter(reader=reader).count() for reader in READERS}
    return texts.count(), read, texts.filter(readings__worry=True).distinct().count()


def readings_of(one: WordsRound, item: str = "") -> dict[int, Codes]:
    """Per reader (0 is together), per text, the themes; of one question or of all."""
    rows = TextReading.objects.filter(text__round_key=one.round_key)
    if item:
        rows = rows.filter(text__item=item)
    found: dict[int, Codes] = {reader: {} for reader in (TOGETHER, *READERS)}
    for reader, text, themes in rows.values_list("reader", "text_id", "themes"):
        found[reader][text] = frozenset(themes)
    return found


def agreements(one: WordsRound, item: str) -> tuple[Agreement, ...]:
    """How far the two agree on each theme in the texts of one question."""
    found = readings_of(one, item)
    return agreement(found[1], found[2], [code.key for code in codes_of(one)])


def unsettled(one: WordsRound) -> dict[str, frozenset[str]]:
    """Texts on which they differ and that were not talked about yet, with the themes."""
    found = readings_of(one)
    open_ = differing(found[1], found[2])
    return {text: themes for text, themes in open_.items() if text not in found[TOGETHER]}


def settled_codes(one: WordsRound, item: str) -> Codes:
    """What counts for each text of a question."""
    found = readings_of(one, item)
    return settled(found[1], found[2], found[TOGETHER])


def tellable_themes(one: WordsRound, item: str) -> tuple[str, ...]:
    return tellable(agreements(one, item))


def kept_questions(one: WordsRound) -> tuple[Mapping[str, Any], ...]:
    """The questions of which texts were collected."""
    return tuple(question for question in one.questions if question["texts"] >= LEAST)


def texts_with(one: WordsRound, item: str, theme: str) -> tuple[OpenText, ...]:
    """The texts of a question in which a theme counts."""
    wanted = [text for text, themes in settled_codes(one, item).items() if theme in themes]
    found = OpenText.objects.in_bulk(wanted)
    return tuple(found[pk] for pk in sorted(found))


def quotes_of(one: WordsRound) -> tuple[Quote, ...]:
    """Every quote of a round, those that wait first."""
    return tuple(Quote.objects.filter(round_key=one.round_key).order_by("shown", "item", "theme", "pk"))


def quote_or_404(one: WordsRound, pk: str) -> Quote:
    """One quote of this round. Raises NotFound."""
    found = Quote.objects.filter(round_key=one.round_key, pk=pk).first()
    if found is None:
        raise NotFound("not-found")
    return found


def themes_told_of(round_key: str) -> tuple[ToldThemes, ...]:
    """What was told of a round, per question."""
    return tuple(ToldThemes.objects.filter(round_key=round_key).order_by("item"))


def quotes_shown(round_key: str) -> Sequence[Quote]:
    """The quotes of a round that everybody with results may read."""
    return tuple(Quote.objects.filter(round_key=round_key, shown=True).order_by("item", "theme", "pk"))


def stamp_of(round_key: str) -> str:
    """Another word as soon as anything that is told of a round changes."""
    quotes = [quote.pk for quote in quotes_shown(round_key)]
    return "|".join([*(told.certificate for told in themes_told_of(round_key)), *quotes])
