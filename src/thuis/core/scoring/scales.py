"""Scores of one respondent."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from thuis.core.questionnaire.model import Answers, Item, Kind, Questionnaire, Scale
from thuis.core.questionnaire.route import items_of
from thuis.core.scoring.bands import band_of
from thuis.core.scoring.methods import METHODS, Recoded


@dataclass(frozen=True, slots=True)
class Score:
    """A score with how many of its items were answered; without enough answers, value and band are None."""

    key: str
    value: float | None
    answered: int
    of: int
    band: str | None


def score_scale(scale: Scale, items: Mapping[str, Item], answers: Answers) -> Score:
    """The score of one scale by its method. Reversal is low + high - answer, before anything else.

    'Rather not say', a missing answer and options without a number ('does not apply') all count as not
    answered.
    """
    recoded = [
        found
        for code in scale.items
        if (found := _recoded(items[code], answers, code in scale.reversed)) is not None
    ]
    of = len(scale.items)
    if len(recoded) < required(scale.share, of):
        return Score(scale.key, None, len(recoded), of, None)
    # twelve decimals: far below what is shown, and 70 stays 70 after dividing by three
    value = round(METHODS[scale.method](recoded, of), 12)
    return Score(scale.key, value, len(recoded), of, band_of(scale.bands, value))


def score_all(questionnaire: Questionnaire, answers: Answers) -> dict[str, Score]:
    """Every scale of the questionnaire, by key."""
    items = items_of(questionnaire)
    scales = [scale for module in questionnaire.modules for scale in module.scales]
    return {scale.key: score_scale(scale, items, answers) for scale in scales}


def required(share: float, of: int) -> int:
    """How many of `of` items must be answered, at least one; a scale of two needs both."""
    return of if of <= 2 else max(1, math.ceil(share * of - 1e-9))


def _recoded(item: Item, answers: Answers, is_reversed: bool) -> Recoded | None:
    answer = answers.get(item.code)
    low, high = ends(item)
    if not isinstance(answer, int) or not low <= answer <= high:
        return None
    return Recoded(low + high - answer if is_reversed else answer, low, high)


def ends(item: Item) -> tuple[int, int]:
    """The lowest and highest numbered answer; raises ValueError when an item has none."""
    if item.kind is not Kind.CHOICE:
        return item.low, item.high
    numbers = [option.value for option in item.options if isinstance(option.value, int)]
    return min(numbers), max(numbers)
