"""What a questionnaire is made of: frozen values, no behaviour.

Answers of one respondent are a plain dictionary `{item code: answer}`. An answer is an int (choice, grade,
number), a string (text), a list of option codes (multi) or RATHER_NOT. A missing key means 'not answered'.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from thuis.core.texts import Text

RATHER_NOT = "rather-not"

Answer = int | str | list[str]
Answers = Mapping[str, Answer]


class Kind(StrEnum):
    CHOICE = "choice"  # one of an answer scale's options
    GRADE = "grade"  # a whole number from 0 to 10
    MULTI = "multi"  # any of the item's own options
    NUMBER = "number"  # a whole number between `low` and `high`
    TEXT = "text"  # own words, at most `high` characters


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer; `value` is stored for ever, `text` is what people read."""

    value: int | str
    text: Text
    exclusive: bool = False  # 'none of these' empties the other choices of a multi item


@dataclass(frozen=True, slots=True)
class AnswerScale:
    key: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A question with a permanent code; other wording means another version."""

    code: str
    version: int
    kind: Kind
    text: Text
    options: tuple[Option, ...] = ()
    low: int = 0
    high: int = 10
    hint: Text | None = None
    low_label: Text | None = None
    high_label: Text | None = None
    show_if: str = ""
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One theme on one screen."""

    key: str
    subject: str
    title: Text
    intro: Text | None
    items: tuple[str, ...]
    show_if: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A descriptive stretch of a 0-100 score, `low` included, the next band's `low` excluded."""

    key: str
    low: float


@dataclass(frozen=True, slots=True)
class Scale:
    """How items become one score; `share` is the part of the items that must be answered."""

    key: str
    title: Text
    method: str
    items: tuple[str, ...]
    reversed: tuple[str, ...]
    share: float
    bands: tuple[Band, ...]
    favourable: str = "high"  # 'low' where a high score weighs on somebody, as with exhaustion


@dataclass(frozen=True, slots=True)
class Module:
    """A part of a questionnaire with its own pages, items and scales: part A, or one module of part B."""

    key: str
    part: str
    version: int
    title: Text
    intro: Text
    minutes: int
    source: str
    licence: str
    items: tuple[Item, ...]
    pages: tuple[Page, ...]
    scales: tuple[Scale, ...]
    show_if: str = ""
    text_included: bool = True  # False: a licensed pack that still waits for its words


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """The compiled whole that a round freezes: modules in order, part A first."""

    key: str
    version: int
    modules: tuple[Module, ...]
