"""What was told of the open answers of a round: themes and quotes, as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thuis.core.texts import Text
from thuis.core.words.themes import Theme
from thuis.foundation.responses.models import Quote, ToldThemes
from thuis.foundation.words.queries import quotes_shown, themes_told_of


@dataclass(frozen=True, slots=True)
class ShownQuote:
    """A part of what one student wrote, and in which language she answered."""

    language: str
    words: str


@dataclass(frozen=True, slots=True)
class ToldTheme:
    """A theme with its figure; without one the two readers did not agree enough."""

    name: Text
    told: Theme | None
    alpha: float | None
    quotes: tuple[ShownQuote, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldQuestion:
    item: str
    question: Text
    themes: tuple[ToldTheme, ...]
    certificate: str


def told_questions(round_key: str) -> tuple[ToldQuestion, ...]:
    """Every question of a round of which themes were told."""
    quotes = quotes_shown(round_key)
    return tuple(_question(one, quotes) for one in themes_told_of(round_key))


def _question(one: ToldThemes, quotes: Sequence[Quote]) -> ToldQuestion:
    mine = [quote for quote in quotes if quote.item == one.item]
    themes = tuple(_theme(theme, mine) for theme in one.told["themes"])
    return ToldQuestion(one.item, Text(**one.told["question"]), themes, one.certificate)


def _theme(theme: Mapping[str, Any], quotes: Sequence[Quote]) -> ToldTheme:
    """A quote never stands under a theme without a figure."""
    figure = theme["told"]
    shown = tuple(ShownQuote(one.language, one.words) for one in quotes if one.theme == theme["key"])
    told = Theme(theme["key"], **figure) if figure else None
    return ToldTheme(Text(**theme["name"]), told, theme["alpha"], shown if told else ())
