"""From what a browser sends to an answer, or a refusal. Whatever arrives may be hostile."""

import re
import unicodedata
from collections.abc import Sequence

from thuis.core.errors import InvalidInput
from thuis.core.questionnaire.model import RATHER_NOT, Answer, Answers, Item, Kind, Option, Questionnaire
from thuis.core.questionnaire.route import walk

WHOLE = re.compile(r"-?[0-9]{1,9}", re.ASCII)
LONGEST_CODE = 80


def read_answer(item: Item, raw: str | list[str]) -> Answer:
    """The answer that `raw` stands for.

    An empty text or an empty list is returned as such and means 'not answered'. Raises InvalidInput with
    key `answer-impossible`, `answer-not-a-number`, `answer-too-long` or `answer-excludes`.
    """
    if item.kind is Kind.MULTI:
        return _several(item, [raw] if isinstance(raw, str) else raw)
    one = _single(raw)
    if one == RATHER_NOT:
        return RATHER_NOT
    if item.kind is Kind.TEXT:
        return _words(item, one)
    return _chosen(item, one).value if item.kind is Kind.CHOICE else _number(item, one)


def is_answered(answer: Answer | None) -> bool:
    """Whether there is an answer to count: not missing, not empty, not 'rather not say'."""
    return answer is not None and answer not in ("", [], RATHER_NOT)


def clean_answers(
    questionnaire: Questionnaire, answers: Answers, chosen_modules: Sequence[str] | None = None
) -> dict[str, Answer]:
    """What may be kept at submit: answers to questions on the route, without empty ones.

    Without `chosen_modules` every module counts as chosen.
    """
    chosen = [module.key for module in questionnaire.modules] if chosen_modules is None else chosen_modules
    asked = [item for _page, items in walk(questionnaire, chosen, answers) for item in items]
    return {item.code: answers[item.code] for item in asked if answers.get(item.code, "") not in ("", [])}


def _single(raw: str | list[str]) -> str:
    if isinstance(raw, str):
        return raw
    if len(raw) != 1:
        raise InvalidInput("answer-impossible")
    return raw[0]


def _chosen(item: Item, raw: str) -> Option:
    for option in item.options:
        if str(option.value) == raw:
            return option
    raise InvalidInput("answer-impossible")


def _number(item: Item, raw: str) -> int:
    written = raw.strip()[:LONGEST_CODE]
    if not WHOLE.fullmatch(written):
        raise InvalidInput("answer-not-a-number", low=item.low, high=item.high)
    if not item.low <= int(written) <= item.high:
        raise InvalidInput("answer-not-a-number", low=item.low, high=item.high)
    return int(written)


def _several(item: Item, raw: Sequence[str]) -> Answer:
    if len(raw) > len(item.options) + 1:
        raise InvalidInput("answer-impossible")
    if RATHER_NOT in raw:
        return _alone(raw, RATHER_NOT)
    chosen = [_chosen(item, each) for each in raw]
    if any(option.exclusive for option in chosen) and len(set(raw)) > 1:
        raise InvalidInput("answer-excludes")
    # the order of the question, whatever the order of the boxes; a box sent twice counts once
    return [str(option.value) for option in item.options if option in chosen]


def _alone(raw: Sequence[str], answer: str) -> str:
    if set(raw) != {answer}:
        raise InvalidInput("answer-excludes")
    return answer


def _words(item: Item, raw: str) -> str:
    words = raw.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(words) > item.high:
        raise InvalidInput("answer-too-long", high=item.high, length=len(words))
    # control characters and lone surrogates cannot be stored in every database
    if any(unicodedata.category(each) in {"Cc", "Cs"} and each not in "\n\t" for each in words):
        raise InvalidInput("answer-impossible")
    return words
