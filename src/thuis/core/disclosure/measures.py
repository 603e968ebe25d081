"""Which figures a questionnaire can give: its scales, and every question that is answered with a number.

Two scales that share a question would each get noise of their own, and together tell more than either may. So
a scale joins only when none of its questions stands in a scale before it. The question itself is told anyway,
and a figure that is made of released figures needs no release.

Multiple choice is not among them yet. An option is 0 or 1, and a mean of those with the noise of a mean tells
how many of ten chose it, and so that nobody did; it needs a measure that only has shares.
"""

from collections.abc import Callable, Iterator, Sequence

from thuis.core.disclosure.model import Measure
from thuis.core.disclosure.rules import MOST_OPTIONS
from thuis.core.questionnaire.model import Answers, Item, Kind, Questionnaire, Scale
from thuis.core.questionnaire.route import items_of
from thuis.core.scoring.methods import METHODS, Recoded
from thuis.core.scoring.scales import ends, score_scale

Reader = Callable[[Answers], float | None]


def measures_of(questionnaires: Sequence[Questionnaire]) -> tuple[Measure, ...]:
    """Every measure of these questionnaires (newest first), scales before items.

    A measure that several of them have is described as the first one has it. A scale is sensitive when one of
    its items is; its cut-off is the border of its lowest band.
    """
    scales: dict[str, Measure] = {}
    items: dict[str, Measure] = {}
    taken: dict[str, Scale] = {}
    for questionnaire in questionnaires:
        known = items_of(questionnaire)
        for scale in _scales(questionnaire):
            if scale.key not in scales and not taken.keys() & set(scale.items):
                scales[scale.key] = _scale_measure(scale, [known[code] for code in scale.items])
                taken |= dict.fromkeys(scale.items, scale)
        for item in filter(_has_numbers, known.values()):
            items.setdefault(item.code, _item_measure(item, taken.get(item.code)))
    return (*scales.values(), *items.values())


def readers_of(questionnaire: Questionnaire, measures: Sequence[Measure]) -> tuple[Reader, ...]:
    """Per measure what reads it from one student's answers; None where there is no number.

    A scale runs over its own range, an item has its raw code. A measure that this questionnaire does not have
    reads as nothing.
    """
    items = items_of(questionnaire)
    found = {scale.key: _scale_reader(scale, items) for scale in _scales(questionnaire)}
    found |= {item.code: _number_reader(item) for item in items.values() if _has_numbers(item)}
    return tuple(found.get(measure.name, _nothing) for measure in measures)


def _scales(questionnaire: Questionnaire) -> Iterator[Scale]:
    return (scale for module in questionnaire.modules for scale in module.scales)


def _scale_measure(scale: Scale, items: Sequence[Item]) -> Measure:
    low, high = (_extreme(scale, items, place) for place in (0, 1))
    return Measure(
        name=scale.key,
        kind="scale",
        low=low,
        high=high,
        cut=scale.bands[1].low if len(scale.bands) > 1 else None,
        sensitive=any(item.sensitive for item in items),
    )


def _extreme(scale: Scale, items: Sequence[Item], place: int) -> float:
    """The lowest (0) or highest (1) score that the method can give."""
    codes = [Recoded(ends(item)[place], *ends(item)) for item in items]
    return METHODS[scale.method](codes, len(codes))


def _item_measure(item: Item, scale: Scale | None) -> Measure:
    low, high = ends(item)
    return Measure(
        name=item.code,
        kind="item",
        low=low,
        high=high,
        sensitive=item.sensitive,
        options=tuple(range(low, high + 1)) if high - low < MOST_OPTIONS else (),
        part_of=scale.key if scale else "",
        reversed=scale is not None and item.code in scale.reversed,
    )


def _has_numbers(item: Item) -> bool:
    if item.kind is Kind.CHOICE:
        return sum(isinstance(option.value, int) for option in item.options) > 1
    return item.kind in (Kind.GRADE, Kind.NUMBER)


def _scale_reader(scale: Scale, items: dict[str, Item]) -> Reader:
    return lambda answers: score_scale(scale, items, answers).value


def _number_reader(item: Item) -> Reader:
    low, high = ends(item)

    def read(answers: Answers) -> float | None:
        answer = answers.get(item.code)
        return answer if isinstance(answer, int) and low <= answer <= high else None

    return read


def _nothing(answers: Answers) -> float | None:
    return None
