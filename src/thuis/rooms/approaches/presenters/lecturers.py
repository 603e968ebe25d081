"""Page objects for lecturers: the self-check, her three for Monday, her own results, and a meeting."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thuis.core.charts.model import Scale
from thuis.core.disclosure.released import Suppressed
from thuis.core.elements.model import Element, Recommendation
from thuis.foundation.cards.words import interval, number
from thuis.rooms.approaches.presenters.elements import Door
from thuis.rooms.approaches.presenters.words import Words
from thuis.rooms.approaches.queries.lecturers import OwnFigure, OwnUnit

POINTS = Scale()  # scores run from 0 to 100
ANSWERS: dict[str, Words] = {
    "no": gettext_lazy("Not yet"),
    "partly": gettext_lazy("Partly"),
    "yes": gettext_lazy("Yes"),
}
MOST_PICKED = 3


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """Answers by recommendation, and those that she wants to try."""

    answers: Mapping[str, str] = field(default_factory=dict)
    picked: tuple[str, ...] = ()

    @property
    def too_many(self) -> bool:
        return len(self.picked) > MOST_PICKED


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    words: Words
    chosen: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One recommendation, with what she answered before in this browser."""

    key: str
    name: str
    question: str
    monday: str
    team: str
    choices: tuple[Choice, ...]
    picked: bool
    elements: tuple[Door, ...]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure in words, or `hidden`: why there is none."""

    name: str
    value: str
    likely: str
    answers: int
    hidden: str


@dataclass(frozen=True, slots=True)
class OwnCard:
    name: str
    round: str
    rows: tuple[FigureRow, ...]
    address: str


@dataclass(frozen=True, slots=True)
class LecturersPage:
    questions: tuple[Question, ...]
    three: tuple[Question, ...]
    own: tuple[OwnCard, ...]
    is_kept: bool
    too_many: bool


def lecturers_page(
    found: Sequence[Recommendation],
    elements: Sequence[Element],
    check: SelfCheck,
    own: Sequence[OwnUnit],
    language: str,
) -> LecturersPage:
    asked = questions(found, elements, check, language)
    return LecturersPage(
        asked,
        () if check.too_many else tuple(one for one in asked if one.picked),
        tuple(_card(one, language) for one in own),
        bool(check.answers or check.picked),
        check.too_many,
    )


def questions(
    found: Sequence[Recommendation], elements: Sequence[Element], check: SelfCheck, language: str
) -> tuple[Question, ...]:
    return tuple(_question(one, elements, check, language) for one in found)


def asked_about(every: Sequence[Question], keys: Collection[str]) -> tuple[Question, ...]:
    """Those that a team chose; all when it chose none."""
    return tuple(one for one in every if one.key in keys) or tuple(every)


def _question(one: Recommendation, elements: Sequence[Element], check: SelfCheck, language: str) -> Question:
    given = check.answers.get(one.key, "")
    return Question(
        one.key,
        one.name.in_(language),
        one.question.in_(language),
        one.monday.in_(language),
        one.team.in_(language),
        tuple(Choice(value, words, value == given) for value, words in ANSWERS.items()),
        one.key in check.picked,
        tuple(Door(each.key, each.name.in_(language)) for each in elements if each.key in one.elements),
    )


def _card(unit: OwnUnit, language: str) -> OwnCard:
    place = {"round": unit.round, "kind": unit.spot.unit_kind, "unit": unit.spot.unit, "tab": "belonging"}
    return OwnCard(
        unit.name.in_(language),
        unit.round,
        tuple(_row(one, language) for one in unit.figures),
        reverse("insights:tab", kwargs=place),
    )


def _row(one: OwnFigure, language: str) -> FigureRow:
    name, told = one.name.in_(language), one.cell.told
    if isinstance(told, Suppressed) or told.estimate is None:
        hidden = _("Not shown: too few answers, or somebody could be recognised.")
        return FigureRow(name, "", "", 0, hidden)
    likely = interval(told.low, told.high, POINTS)
    return FigureRow(name, number(told.estimate, POINTS), likely, told.n_shown, "")
