"""Working elements, approaches of the library, recommendations for lecturers, shared concepts: as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from thuis.core.texts import Text

Level = Literal["education", "extracurricular", "policy"]
NamedBy = Literal["both", "students", "staff"]
LEVELS: tuple[Level, ...] = get_args(Level)
NAMED_BY: tuple[NamedBy, ...] = get_args(NamedBy)
SECTORS = ("mbo", "hbo", "wo")
AUDIENCES = ("all", "first-year", "higher-years", "international", "working", "staff")
EVALUATED = ("none", "experience", "process", "study")
DIGITAL = ("full", "partly", "none")
EFFORTS = (1, 2, 3)
COSTS = (0, 1, 2, 3)
EVIDENCE = (0, 1, 2, 3, 4)
# The texts of an approach in the order of a page; a proposal may have them in one language first.
WORDS = ("title", "summary", "how", "first_step", "students_part", "initiator", "duration", "scale")


@dataclass(frozen=True, slots=True)
class Element:
    """Something in education that students or staff name as helping. `number` counts over all rings."""

    number: int
    key: str
    level: Level
    named_by: NamedBy
    more_in: tuple[str, ...]
    name: Text
    meaning: Text
    examples: Text
    first_step: Text
    source: str


@dataclass(frozen=True, slots=True)
class Approach:
    """Something that can be done, with what one must know before choosing it.

    `effort` 1 to 3, `cost` 0 to 3, `evidence` 0 to 4; `started` is a month such as 2026-11.
    """

    elements: tuple[str, ...]
    sectors: tuple[str, ...]
    audience: tuple[str, ...]
    effort: int
    cost: int
    evidence: int
    evaluated: str
    digital: str
    started: str
    source: str
    texts: Mapping[str, Text]

    def __getitem__(self, word: str) -> Text:
        return self.texts[word]


@dataclass(frozen=True, slots=True)
class LibraryEntry:
    """An approach of the content, with its name in addresses and the day to read it again."""

    key: str
    review_on: date
    approach: Approach


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What a lecturer can ask herself, one thing for Monday, and a question for a meeting."""

    key: str
    name: Text
    question: Text
    monday: Text
    team: Text
    elements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """A shared word. `see` are other concepts, `model` names a drawing that stands with it."""

    key: str
    name: Text
    meaning: Text
    see: tuple[str, ...]
    model: str
    source: str
