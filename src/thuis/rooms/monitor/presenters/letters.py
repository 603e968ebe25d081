"""The letter as a page and as a document, in the reader's language."""

import datetime
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from thuis.core.feedback.model import DomainPart, Letter, Suggestion
from thuis.core.texts import Text
from thuis.foundation.signals.told_lines import ToldLine
from thuis.rooms.support.public import LineCard, PersonCard, line_card, person_card


@dataclass(frozen=True, slots=True)
class Bar:
    """One plain bar from 0 to 100; mine is thick and in colour, the others are thin and grey."""

    label_key: str  # now or last
    value: int
    mine: bool


@dataclass(frozen=True, slots=True)
class DomainView:
    subject: str
    title: str
    sentences: tuple[str, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class SuggestionView:
    title: str
    text: str
    who: str


@dataclass(frozen=True, slots=True)
class HelperView:
    person: PersonCard
    why: str


@dataclass(frozen=True, slots=True)
class LetterPage:
    """Everything the letter says. `help_first` moves people and lines up, without a word about why."""

    place: str
    title: str
    lead: str
    note: str
    help_first: bool
    domains: tuple[DomainView, ...]
    strengths: tuple[str, ...]
    suggestions: tuple[SuggestionView, ...]
    people: tuple[HelperView, ...]
    people_note: str
    lines: tuple[LineCard, ...]
    checked_on: datetime.date | None
    closes_on: datetime.date
    pdf: str
    erase: str
    told: ToldLine | None = None  # what was done with what students said before

    @property
    def cards(self) -> tuple[PersonCard, ...]:
        return tuple(helper.person for helper in self.people)


def letter_page(
    letter: Letter,
    *,
    place: str,
    language: str,
    closes_on: datetime.date,
    pdf: str = "",
    erase: str = "",
    told: ToldLine | None = None,
) -> LetterPage:
    """The letter in one language; `pdf` and `erase` are the addresses of its two buttons."""
    return LetterPage(
        place=place,
        title=letter.greeting.title.in_(language),
        lead=letter.greeting.lead.in_(language),
        note=letter.greeting.note.in_(language),
        help_first=letter.help_first,
        domains=tuple(_domain(domain, language) for domain in letter.domains),
        strengths=_in(letter.strengths, language),
        suggestions=tuple(_suggestion(suggestion, language) for suggestion in letter.suggestions),
        people=tuple(
            HelperView(person_card(helper.offer, language), helper.why.in_(language))
            for helper in letter.people
        ),
        people_note=letter.people_note.in_(language) if letter.people_note else "",
        lines=tuple(line_card(line, language) for line in letter.lines),
        checked_on=min((helper.offer.checked_on for helper in letter.people), default=None),
        closes_on=closes_on,
        pdf=pdf,
        erase=erase,
        told=told,
    )


def _domain(domain: DomainPart, language: str) -> DomainView:
    bars = [Bar("now", round(domain.score), True)] if domain.score is not None else []
    if bars and domain.last is not None:
        bars.append(Bar("last", round(domain.last), False))
    return DomainView(domain.key, domain.title.in_(language), _in(domain.texts, language), tuple(bars))


def _suggestion(suggestion: Suggestion, language: str) -> SuggestionView:
    who = person_card(suggestion.offer, language).name if suggestion.offer else ""
    return SuggestionView(suggestion.title.in_(language), suggestion.text.in_(language), who)


def _in(texts: Iterable[Text], language: str) -> tuple[str, ...]:
    return tuple(text.in_(language) for text in texts)


def letter_document(page: LetterPage, words: dict[str, str], language: str) -> dict[str, Any]:
    """What the typst template reads: the page as plain values, and its fixed words."""
    values = asdict(page)
    values["checked_on"] = page.checked_on.isoformat() if page.checked_on else ""
    values["closes_on"] = page.closes_on.isoformat()
    for line in values["lines"]:
        line["checked_on"] = line["checked_on"].isoformat()
    return {"page": values, "words": words, "language": language}
