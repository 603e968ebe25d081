"""What a feedback letter is made of: the rules that experts write, the help there is, and the letter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from thuis.core.texts import Text

Change = Literal["more", "less", "same", "none"]


@dataclass(frozen=True, slots=True)
class Offer:
    """Help of the institution. Empty `sites`, `programmes` or `languages` mean: for all of them."""

    code: str
    kind: str
    name: Text
    text: Text
    person: str
    sites: tuple[str, ...]
    programmes: tuple[str, ...]
    languages: tuple[str, ...]
    topics: tuple[str, ...]
    where: Text
    hours: Text
    phone: str
    mail: str
    book_url: str
    map_url: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class HelpLine:
    """National help that is there for everybody; `topics` empty means: stands in every letter."""

    key: str
    name: Text
    text: Text
    phone: str
    url: str
    languages: tuple[str, ...]
    topics: tuple[str, ...]
    source: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reader studies and in which language they read."""

    site: str
    programme: str
    language: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A text that is said when its expression holds."""

    when: str
    text: Text


@dataclass(frozen=True, slots=True)
class BandTexts:
    """What is said of one band, and how it compares with last time."""

    now: Text
    more: Text
    less: Text
    same: Text


@dataclass(frozen=True, slots=True)
class DomainRules:
    key: str
    scale: str
    title: Text
    silent: Text
    bands: Mapping[str, BandTexts]
    details: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class SuggestionRule:
    key: str
    when: str
    topic: str
    title: Text
    text: Text


@dataclass(frozen=True, slots=True)
class Greeting:
    """How a letter starts: the heading, the first line and what this letter is."""

    title: Text
    lead: Text
    note: Text


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why somebody is named in the letter; `asked` and `tip` have a {topic}."""

    asked: Text
    tip: Text
    new: Text
    near: Text
    everyone: Text


@dataclass(frozen=True, slots=True)
class LetterRules:
    """Everything experts decide about the letter. `change_from` is in points of the 0-100 score."""

    change_from: float
    distress: str
    distress_topics: tuple[str, ...]
    greeting: Greeting
    greeting_distress: Greeting
    domains: tuple[DomainRules, ...]
    strengths: tuple[Rule, ...]
    strength_always: Text
    suggestions: tuple[SuggestionRule, ...]
    topics: Mapping[str, Text]
    reasons: Reasons
    nobody_here: Text
    nobody_at_all: Text


@dataclass(frozen=True, slots=True)
class DomainPart:
    """One domain in the letter; without a score there is an honest sentence instead of a bar."""

    key: str
    title: Text
    score: float | None
    last: float | None
    band: str | None
    change: Change
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to try, with the offer that fits it best when there is one."""

    key: str
    topic: str
    title: Text
    text: Text
    offer: Offer | None


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody who can help, and why they stand in this letter."""

    offer: Offer
    why: Text


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter in both languages. `help_first` puts people and lines above everything else.

    `people_note` explains what is missing when nobody at the reader's own site fits.
    """

    help_first: bool
    greeting: Greeting
    domains: tuple[DomainPart, ...]
    strengths: tuple[Text, ...]
    suggestions: tuple[Suggestion, ...]
    people: tuple[Helper, ...]
    people_note: Text | None
    lines: tuple[HelpLine, ...]
