"""The pages of a student who answers: frozen, in one language, with nothing left to look up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from thuis.core.consent import ASKED_FIRST, ASKED_WITH_EXTRA, CORE, EXTRA, ConsentLayer, has_agreed
from thuis.core.errors import UserError
from thuis.core.questionnaire.model import (
    RATHER_NOT,
    Answer,
    Answers,
    Item,
    Kind,
    Option,
    Page,
    Questionnaire,
)
from thuis.core.questionnaire.route import pages_for, walk
from thuis.foundation.consent.layers import consent_layers, layers_about, layers_of
from thuis.foundation.responses.models import Draft
from thuis.foundation.texts.messages import message_for
from thuis.rooms.monitor.models import Round

# Until five students left a page, its time is guessed: reading a theme, then deciding per item.
SECONDS_PER_PAGE, SECONDS_PER_ITEM = 5, 6


@dataclass(frozen=True, slots=True)
class OptionView:
    value: str
    label: str
    checked: bool


@dataclass(frozen=True, slots=True)
class ItemView:
    """One question as it stands on the page; `template` draws its kind."""

    code: str
    text: str
    hint: str
    template: str
    options: tuple[OptionView, ...]
    rather_not: bool
    saved: bool
    value: str
    low: int
    high: int
    low_label: str
    high_label: str
    error: str


@dataclass(frozen=True, slots=True)
class Progress:
    part: int
    parts: int
    minutes: int
    steps: tuple[str, ...]  # done, now or empty, for the drawn line


@dataclass(frozen=True, slots=True)
class QuestionPage:
    key: str
    subject: str
    title: str
    intro: str
    items: tuple[ItemView, ...]
    progress: Progress
    back: str
    action: str
    is_last: bool
    closes_on: object
    has_errors: bool = False

    @property
    def is_untouched(self) -> bool:
        """Nothing of hers stands on it: it is the same for everybody who comes this way."""
        return not any(item.saved or item.error for item in self.items)


@dataclass(frozen=True, slots=True)
class ModuleChoice:
    key: str
    title: str
    intro: str
    minutes: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Path:
    """The pages a student meets, each with its visible items, given what she answered."""

    steps: tuple[tuple[Page, tuple[Item, ...]], ...]
    answers: Answers

    @property
    def keys(self) -> list[str]:
        return [page.key for page, _items in self.steps]

    @property
    def first(self) -> Page:
        return self.steps[0][0]

    def page(self, key: str) -> Page | None:
        return next((page for page, _items in self.steps if page.key == key), None)

    def items(self, page: Page) -> tuple[Item, ...]:
        return next(items for step, items in self.steps if step.key == page.key)

    def after(self, page: Page) -> Page | None:
        position = self.keys.index(page.key) + 1
        return self.steps[position][0] if position < len(self.steps) else None

    def before(self, page: Page) -> Page | None:
        position = self.keys.index(page.key)
        return self.steps[position - 1][0] if position else None


def path_for(questionnaire: Questionnaire, modules: Sequence[str], answers: Answers) -> Path:
    return Path(tuple((page, tuple(items)) for page, items in walk(questionnaire, modules, answers)), answers)


def question_page(
    path: Path,
    page: Page,
    *,
    round: Round,
    language: str,
    seconds: Mapping[str, float],
    may_choose_more: bool,
    errors: Mapping[str, UserError] | None = None,
) -> QuestionPage:
    """The page object of one theme."""
    before = path.before(page)
    return QuestionPage(
        key=page.key,
        subject=page.subject,
        title=page.title.in_(language),
        intro=page.intro.in_(language) if page.intro else "",
        items=tuple(item_view(item, path.answers, language, errors or {}) for item in path.items(page)),
        progress=progress(path, page, seconds),
        back=reverse("monitor:page", args=[before.key]) if before else reverse("monitor:welcome"),
        action=reverse("monitor:page", args=[page.key]),
        is_last=not may_choose_more and path.after(page) is None,
        closes_on=round.closes_on,
        has_errors=bool(errors),
    )


def progress(path: Path, page: Page, seconds: Mapping[str, float]) -> Progress:
    """'Part 2 of 6, about 3 minutes left': this page and all after it, in whole minutes, at least one."""
    position, total = path.keys.index(page.key), len(path.steps)
    left = sum(_seconds(later, len(items), seconds) for later, items in path.steps[position:])
    steps = ["done"] * position + ["now"] + [""] * (total - position - 1)
    return Progress(position + 1, total, max(1, round(left / 60)), tuple(steps))


def _seconds(page: Page, items: int, measured: Mapping[str, float]) -> float:
    return measured.get(page.key, SECONDS_PER_PAGE + SECONDS_PER_ITEM * items)


def item_view(item: Item, answers: Answers, language: str, errors: Mapping[str, UserError]) -> ItemView:
    answer = answers.get(item.code)
    return ItemView(
        code=item.code,
        text=item.text.in_(language),
        hint=item.hint.in_(language) if item.hint else "",
        template=f"monitor/_{item.kind}.html",
        options=_options(item, answer, language),
        rather_not=answer == RATHER_NOT,
        saved=answer is not None,
        value=_value(answer),
        low=item.low,
        high=item.high,
        low_label=item.low_label.in_(language) if item.low_label else "",
        high_label=item.high_label.in_(language) if item.high_label else "",
        error=_words(errors.get(item.code)),
    )


def _value(answer: Answer | None) -> str:
    if answer is None or answer == RATHER_NOT:
        return ""
    return ",".join(answer) if isinstance(answer, list) else str(answer)


def _words(error: UserError | None) -> str:
    return str(message_for(error.key, error.values).title) if error else ""


def _options(item: Item, answer: Answer | None, language: str) -> tuple[OptionView, ...]:
    if item.kind == Kind.GRADE:
        grades = range(item.low, item.high + 1)
        return tuple(OptionView(str(grade), str(grade), answer == grade) for grade in grades)
    return tuple(
        OptionView(str(option.value), option.text.in_(language), _is_chosen(option, answer))
        for option in item.options
    )


def _is_chosen(option: Option, answer: Answer | None) -> bool:
    return option.value in answer if isinstance(answer, list) else option.value == answer


def module_choices(
    questionnaire: Questionnaire, chosen: Sequence[str], answers: Answers, language: str
) -> tuple[ModuleChoice, ...]:
    """The extra modules of this round that this student can meet."""
    return tuple(
        ModuleChoice(
            module.key,
            module.title.in_(language),
            module.intro.in_(language),
            module.minutes,
            module.key in chosen,
        )
        for module in questionnaire.modules
        if module.part == "B" and pages_for(questionnaire, [module.key], answers)
    )


@dataclass(frozen=True, slots=True)
class LayerBox:
    """One consent to give or leave."""

    key: str
    title: str
    text: str
    agreed: bool


def layer_box(layer: ConsentLayer, draft: Draft | None, language: str) -> LayerBox:
    agreed = bool(draft and has_agreed(draft.consents, layer.key))
    return LayerBox(layer.key, layer.title.in_(language), layer.text.in_(language), agreed)


@dataclass(frozen=True, slots=True)
class MorePage:
    """The choice of extra modules, whether those answers count, and what else may be done with them."""

    choices: tuple[ModuleChoice, ...]
    extra: LayerBox
    boxes: tuple[LayerBox, ...]
    closes_on: object


def more_page(
    choices: tuple[ModuleChoice, ...], layers: Sequence[ConsentLayer], round: Round, language: str
) -> MorePage:
    boxes = tuple(layer_box(layer, None, language) for layer in layers)
    return MorePage(choices, layer_box(consent_layers()[EXTRA], None, language), boxes, round.closes_on)


def layers_beside(questionnaire: Questionnaire, choices: Sequence[ModuleChoice]) -> tuple[ConsentLayer, ...]:
    """The layers that are asked beside these extra modules, by the kinds of their questions."""
    offered = {choice.key for choice in choices}
    kinds = {item.kind for one in questionnaire.modules if one.key in offered for item in one.items}
    return layers_about(ASKED_WITH_EXTRA, kinds)


@dataclass(frozen=True, slots=True)
class WelcomePage:
    title: str
    minutes: int
    closes_on: object
    begun: bool
    core: LayerBox
    boxes: tuple[LayerBox, ...]


def welcome_page(
    round: Round,
    questionnaire: Questionnaire,
    draft: Draft | None,
    language: str,
    seconds: Mapping[str, float],
) -> WelcomePage:
    """What it is, how long it takes, what happens with the answers; before anything is asked."""
    path = path_for(questionnaire, [], draft.answers if draft else {})
    return WelcomePage(
        title=round.title_in(language),
        minutes=progress(path, path.first, seconds).minutes,
        closes_on=round.closes_on,
        begun=draft is not None,
        core=layer_box(consent_layers()[CORE], draft, language),
        boxes=tuple(
            layer_box(layer, draft, language) for layer in layers_of(ASKED_FIRST) if layer.key != CORE
        ),
    )


def first_extra_page(path: Path, questionnaire: Questionnaire) -> Page | None:
    """The first page of part B on this path."""
    extra = {page.key for module in questionnaire.modules if module.part == "B" for page in module.pages}
    return next((page for page, _items in path.steps if page.key in extra), None)
