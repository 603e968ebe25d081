"""What a success centre tells of itself, in four rings: reach, quality, meaning, ripple.

No count stands without a story and no story without a number of people; counts below ten are told as such.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from thuis.core.errors import InvalidInput, WrongState

LEAST = 10  # a smaller count is told as 'fewer than ten', also when it is nothing
TENS = 10
CORNERS = ("heard", "way", "belong")
WHOLE = 100
HEIGHT = sqrt(3) / 2  # of a triangle with sides of one


@dataclass(frozen=True, slots=True)
class Fewer:
    """A count that is too small to tell."""

    than: int = LEAST


Count = int | Fewer


def told(number: int) -> Count:
    """A count as it may be told."""
    return number if number >= LEAST else Fewer()


def told_together(numbers: Iterable[int]) -> Count:
    """What is told, added up: what is not told cannot be computed from it."""
    return told(sum(number for number in numbers if number >= LEAST))


@dataclass(frozen=True, slots=True)
class Weights:
    """Where the teller put her story: heard, found my way, belong. Together a hundred."""

    heard: int
    way: int
    belong: int

    def __post_init__(self) -> None:
        """Raises InvalidInput when these are not three parts of a hundred."""
        parts = (self.heard, self.way, self.belong)
        if min(parts) < 0 or sum(parts) != WHOLE:
            raise InvalidInput("story-weights", total=sum(parts))

    @property
    def point(self) -> tuple[float, float]:
        """In a triangle with sides of one: heard left below, way above, belong right below; y goes down."""
        x = (self.belong + self.way / 2) / WHOLE
        return round(x, 4), round(HEIGHT * (1 - self.way / WHOLE), 4)


@dataclass(frozen=True, slots=True)
class ToldStory:
    """A story that a panel chose, with why; `weights` None when the teller left it open."""

    text: str
    language: str
    told_on: date
    typed_by_buddy: bool
    weights: Weights | None
    why: str


@dataclass(frozen=True, slots=True)
class Reach:
    """Visits, questions and people at events in a period, each kind by topic or by event."""

    visits: Mapping[str, int]
    questions: Mapping[str, int]
    attended: int
    events: int

    @property
    def parts(self) -> tuple[int, ...]:
        return (*self.visits.values(), *self.questions.values(), self.attended)

    @property
    def total(self) -> int:
        return sum(self.parts)


@dataclass(frozen=True, slots=True)
class Quality:
    """Whether visitors felt heard: how many said yes, partly and no."""

    yes: int
    partly: int
    no: int

    @property
    def total(self) -> int:
        return self.yes + self.partly + self.no

    @property
    def told(self) -> bool:
        """Shares of fewer than ten answers, or of which one part is a few people, are not told."""
        return self.total >= LEAST

    def share(self, number: int) -> int:
        """Of a hundred, in tens."""
        return round(TENS * number / self.total) * TENS


@dataclass(frozen=True, slots=True)
class Effect:
    """Something that followed, after an earlier one or from the centre itself (None)."""

    number: int
    words: str
    after: int | None


@dataclass(frozen=True, slots=True)
class Impact:
    """The report. It cannot be made with counts and no story, or with stories and no count."""

    first: date
    last: date
    reach: Reach
    quality: Quality
    stories: tuple[ToldStory, ...]
    stories_told: int
    effects: tuple[Effect, ...]

    def __post_init__(self) -> None:
        """Raises WrongState with what is missing."""
        if not self.stories:
            raise WrongState("impact-needs-story")
        if not self.reach.total or self.stories_told < len(self.stories):
            raise WrongState("impact-needs-count")


def topics_told(counts: Mapping[str, int]) -> list[tuple[str, Count]]:
    """Each topic with its count, most first; those that are not told come last, in their own order."""
    rows = [(topic, told(number)) for topic, number in counts.items() if number]
    return sorted(rows, key=lambda row: -row[1] if isinstance(row[1], int) else 0)


def spread_of(stories: Sequence[ToldStory]) -> list[Weights]:
    """The places of all stories that have one."""
    return [story.weights for story in stories if story.weights]
