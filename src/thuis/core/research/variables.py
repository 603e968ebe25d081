"""Which variables the modules of a questionnaire give, and how each is read from one student's answers.

Own words are never a variable: they can name somebody. A number (hours, minutes) is told in bands, since an
unusual one is a fingerprint. An answer that is a word gets a code; the codebook says which.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from thuis.core.questionnaire.model import RATHER_NOT as SAID_RATHER_NOT
from thuis.core.questionnaire.model import Answers, Item, Kind, Module, Option, Questionnaire, Scale
from thuis.core.questionnaire.route import items_of
from thuis.core.research.model import NOT_ANSWERED, RATHER_NOT, Value, Variable
from thuis.core.scoring.scales import score_scale
from thuis.core.texts import Text

Reader = Callable[[Answers], Value]
BANDS = 8  # of a number
FIRST_WORD = 101  # the code of the first answer that is a word
NOT_A_NAME = re.compile(r"\W")
YES_NO: tuple[tuple[Value, Text], ...] = (
    (0, Text("niet gekozen", "not chosen")),
    (1, Text("gekozen", "chosen")),
)


def modules_in(questionnaires: Sequence[Questionnaire]) -> dict[str, Module]:
    """Every module that has something to give, by key; of several versions the newest (first)."""
    found: dict[str, Module] = {}
    for questionnaire in questionnaires:
        for module in questionnaire.modules:
            if any(item.kind is not Kind.TEXT for item in module.items):
                found.setdefault(module.key, module)
    return found


def variables_of(questionnaires: Sequence[Questionnaire], modules: Collection[str]) -> tuple[Variable, ...]:
    """Items and then scales of these modules, described as the newest questionnaire (first) has them."""
    found: dict[str, Variable] = {}
    for questionnaire in questionnaires:
        scales = _scales(questionnaire, modules)
        counts_in = {
            code: tuple(one.key for one in scales if code in one.items) for code in items_of(questionnaire)
        }
        for module, item in _items(questionnaire, modules):
            for one in _item_variables(module, item, counts_in[item.code]):
                found.setdefault(one.name, one)
        for scale in scales:
            found.setdefault(scale.key, _scale_variable(scale, questionnaire, counts_in))
    return tuple(sorted(found.values(), key=lambda one: one.kind == "number"))


def readers_of(questionnaire: Questionnaire, modules: Collection[str]) -> dict[str, Reader]:
    """Per variable what reads it. A variable that this questionnaire does not have is not there."""
    found: dict[str, Reader] = {}
    for _module, item in _items(questionnaire, modules):
        found |= _item_readers(item)
    items = items_of(questionnaire)
    return found | {one.key: _scale_reader(one, items) for one in _scales(questionnaire, modules)}


def _items(questionnaire: Questionnaire, modules: Collection[str]) -> Iterator[tuple[Module, Item]]:
    for module in questionnaire.modules:
        if module.key in modules:
            yield from ((module, item) for item in module.items if item.kind is not Kind.TEXT)


def _scales(questionnaire: Questionnaire, modules: Collection[str]) -> list[Scale]:
    """The scales of which every item is among these modules."""
    here = {item.code for _module, item in _items(questionnaire, modules)}
    every = (scale for module in questionnaire.modules for scale in module.scales)
    return [scale for scale in every if here.issuperset(scale.items)]


def _item_variables(module: Module, item: Item, scales: tuple[str, ...]) -> list[Variable]:
    source = Text(
        f"{module.title.nl}; vraag {item.code}, versie {item.version}",
        f"{module.title.en}; question {item.code}, version {item.version}",
    )
    if item.kind is Kind.MULTI:
        return [
            Variable(_option_name(item, one), label, "code", YES_NO, item.sensitive, scales, source)
            for one in item.options
            for label in [Text(f"{item.text.nl} {one.text.nl}", f"{item.text.en} {one.text.en}")]
        ]
    return [Variable(item.code, item.text, "code", _values(item), item.sensitive, scales, source)]


def _option_name(item: Item, option: Option) -> str:
    return NOT_A_NAME.sub("_", f"{item.code}_{option.value}")


def _values(item: Item) -> tuple[tuple[Value, Text], ...]:
    if item.kind is Kind.CHOICE:
        return tuple((code, option.text) for code, option in zip(_codes(item), item.options, strict=True))
    if item.kind is Kind.GRADE:
        ends = ((item.low, item.low_label), (item.high, item.high_label))
        return tuple((code, said) for code, said in ends if said)
    width = _band_width(item)
    lows = range(item.low, item.high + 1, width)
    bands = ((low, f"{low}-{min(low + width - 1, item.high)}") for low in lows)
    return tuple((low, Text(words, words)) for low, words in bands)


def _codes(item: Item) -> list[int]:
    """A numbered answer keeps its number; words are numbered in the order of the question."""
    places = enumerate(item.options, start=FIRST_WORD)
    return [option.value if isinstance(option.value, int) else place for place, option in places]


def _band_width(item: Item) -> int:
    return -(-(item.high - item.low + 1) // BANDS)


def _scale_variable(
    scale: Scale, questionnaire: Questionnaire, counts_in: Mapping[str, tuple[str, ...]]
) -> Variable:
    items = items_of(questionnaire)
    others = (other for code in scale.items for other in counts_in[code] if other != scale.key)
    return Variable(
        scale.key,
        scale.title,
        "number",
        sensitive=any(items[code].sensitive for code in scale.items),
        with_it=tuple(dict.fromkeys([*scale.items, *others])),
        source=Text(f"schaal van {', '.join(scale.items)}", f"scale of {', '.join(scale.items)}"),
    )


def _item_readers(item: Item) -> dict[str, Reader]:
    if item.kind is Kind.MULTI:
        return {_option_name(item, one): _option_reader(item.code, str(one.value)) for one in item.options}
    if item.kind is Kind.CHOICE:
        codes = dict(zip((option.value for option in item.options), _codes(item), strict=True))
        return {item.code: _answer_reader(item.code, codes)}
    width = _band_width(item) if item.kind is Kind.NUMBER else 1
    numbers = {value: value - (value - item.low) % width for value in range(item.low, item.high + 1)}
    return {item.code: _answer_reader(item.code, numbers)}


def _answer_reader(code: str, told: Mapping[Any, int]) -> Reader:
    def read(answers: Answers) -> Value:
        answer = answers.get(code)
        if answer == SAID_RATHER_NOT:
            return RATHER_NOT
        return NOT_ANSWERED if isinstance(answer, list) else told.get(answer, NOT_ANSWERED)

    return read


def _option_reader(code: str, option: str) -> Reader:
    def read(answers: Answers) -> Value:
        answer = answers.get(code)
        if isinstance(answer, list):
            return int(option in answer)
        return RATHER_NOT if answer == SAID_RATHER_NOT else NOT_ANSWERED

    return read


def _scale_reader(scale: Scale, items: Mapping[str, Item]) -> Reader:
    def read(answers: Answers) -> Value:
        value = score_scale(scale, items, answers).value
        return NOT_ANSWERED if value is None else round(value, 2)

    return read
