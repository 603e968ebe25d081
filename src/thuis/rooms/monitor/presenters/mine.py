"""Everything of hers on one page: letters, a line over the years, and what she agreed to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thuis.core.consent import LAYERS, YEARS, ConsentLayer, has_agreed
from thuis.core.feedback.model import LetterRules
from thuis.core.questionnaire.model import Answer, Item
from thuis.core.scoring.scales import score_all
from thuis.foundation.pseudonyms.queries import KeyState
from thuis.foundation.responses.models import SubmittedAnswers
from thuis.rooms.monitor.models import Round
from thuis.rooms.monitor.queries.mine import OwnRound
from thuis.rooms.monitor.queries.rounds import questionnaire_of

Words = Promise | str
HIGH, LOW = 8, 108  # where 100 and 0 lie in the picture, in pixels from above


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One round: how it stands, and what she can do with it; an empty address is no button."""

    title: str
    state: Words
    letter: str
    pdf: str
    erase: str


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    when: str
    value: int


@dataclass(frozen=True, slots=True)
class Trend:
    """One subject over the years; `sentence` says the same as the picture."""

    subject: str
    title: str
    sentence: str
    cells: tuple[tuple[str, str], ...]
    dots: tuple[Dot, ...]

    @property
    def points(self) -> str:
        return " ".join(f"{dot.x},{dot.y}" for dot in self.dots)


@dataclass(frozen=True, slots=True)
class LayerLine:
    title: str
    text: str
    agreed: bool
    address: str


@dataclass(frozen=True, slots=True)
class MinePage:
    rounds: tuple[RoundLine, ...]
    when: tuple[str, ...]
    trends: tuple[Trend, ...]
    layers: tuple[LayerLine, ...]
    links_years: bool


def mine_page(
    rounds: Sequence[OwnRound], layers: Sequence[ConsentLayer], rules: LetterRules, language: str
) -> MinePage:
    """The page in one language; nothing of hers is an empty page that says so."""
    told = [one for one in rounds if one.answers is not None]
    linked = [one for one in told if one.readable]
    lines = tuple(_layer_line(layer, told, language) for layer in layers if _was_asked(layer, told))
    return MinePage(
        rounds=tuple(_round_line(one, language) for one in reversed(rounds)),
        when=tuple(_when(one.round) for one in linked),
        trends=_trends(linked, rules, language) if len(linked) > 1 else (),
        layers=lines,
        links_years=any(has_agreed(one.answers.consents, YEARS) for one in told if one.answers),
    )


def _round_line(one: OwnRound, language: str) -> RoundLine:
    key = one.round.key
    return RoundLine(
        title=one.round.title_in(language),
        state=_state(one),
        letter=reverse("monitor:mine-letter", args=[key]) if one.readable else "",
        pdf=reverse("monitor:mine-pdf", args=[key]) if one.readable else "",
        erase=reverse("monitor:mine-erase", args=[key]) if one.answers or one.under_way else "",
    )


def _state(one: OwnRound) -> Words:
    if one.answers is not None:
        return _("Handed in") if one.readable else _("Not linked. Your link of that year opens the letter.")
    if one.under_way:
        return _("Not handed in yet")
    if one.key is KeyState.DESTROYED:
        return _("Nobody can find these answers any more, not you either. The second key was destroyed.")
    return _("We cannot look into this round now. Its second key is not on the server. Try again later.")


def _trends(linked: Sequence[OwnRound], rules: LetterRules, language: str) -> tuple[Trend, ...]:
    scores = [domain_scores(one, rules) for one in linked]
    when = [_when(one.round) for one in linked]
    return tuple(
        _trend(domain.key, domain.title.in_(language), when, [found[domain.key] for found in scores])
        for domain in rules.domains
        if sum(found[domain.key] is not None for found in scores) > 1
    )


def domain_scores(one: OwnRound, rules: LetterRules) -> dict[str, int | None]:
    """Each subject of the letter with its score from 0 to 100; None where she did not answer enough."""
    given = one.answers.answers if one.answers else {}
    scores = score_all(questionnaire_of(one.round), given)
    found = {domain.key: scores.get(domain.scale) for domain in rules.domains}
    return {key: round(s.value) if s and s.value is not None else None for key, s in found.items()}


def _trend(subject: str, title: str, when: Sequence[str], values: Sequence[int | None]) -> Trend:
    step = 100 / (len(values) - 1)
    dots = tuple(
        Dot(round(place * step, 1), round(LOW - value * (LOW - HIGH) / 100, 1), when[place], value)
        for place, value in enumerate(values)
        if value is not None
    )
    said = ", ".join(f"{day} {value}" for day, value in zip(when, values, strict=True) if value is not None)
    cells = tuple(
        (day, "–" if value is None else str(value)) for day, value in zip(when, values, strict=True)
    )
    return Trend(subject, title, said, cells, dots)


def _when(round: Round) -> str:
    return date_format(round.opens_on, "M Y")


def _was_asked(layer: ConsentLayer, told: Sequence[OwnRound]) -> bool:
    return any(one.answers is not None and layer.key in one.answers.consents for one in told)


def _layer_line(layer: ConsentLayer, told: Sequence[OwnRound], language: str) -> LayerLine:
    agreed = any(one.answers is not None and has_agreed(one.answers.consents, layer.key) for one in told)
    address = reverse("monitor:mine-take-back", args=[layer.key]) if agreed else ""
    return LayerLine(layer.title.in_(language), layer.text.in_(language), agreed, address)


@dataclass(frozen=True, slots=True)
class Question:
    """Asking twice: what will happen, what it cannot undo, and the two buttons."""

    title: Words
    sentences: tuple[Words, ...]
    yes: Words


def own_file(rounds: Sequence[OwnRound], language: str) -> dict[str, Any]:
    """Everything of hers that can be read with this link, for a machine: questions, answers, consents."""
    return {
        "format": "thuis-mine-1",
        "layers": list(LAYERS),
        "rounds": [
            _round_file(one.round, one.answers, language) for one in rounds if one.answers and one.readable
        ],
    }


def _round_file(round: Round, answers: SubmittedAnswers, language: str) -> dict[str, Any]:
    items = {item.code: item for module in questionnaire_of(round).modules for item in module.items}
    return {
        "round": round.key,
        "title": round.title_in(language),
        "programme": answers.programme,
        "site": answers.site,
        "study_year": answers.study_year,
        "form": answers.form,
        "language": answers.language,
        "consents": answers.consents,
        "answers": [_answer_file(items[code], given, language) for code, given in answers.answers.items()],
    }


def _answer_file(item: Item, given: Answer, language: str) -> dict[str, Any]:
    chosen = given if isinstance(given, list) else [given]
    words = [option.text.in_(language) for option in item.options if option.value in chosen]
    return {"code": item.code, "question": item.text.in_(language), "answer": given, "in_words": words}
