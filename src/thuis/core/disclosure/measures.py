"""Which figures a questionnaire can give: its scales, and every question that is answered with options.

Two scales that share a question would each get noise of their own, and together tell more than either may. So
a scale is measured only when none of its questions stands in a scale before it. The others are composites:
figures made of released figures, which need no release of their own. A composite is the weighted mean of
whole scales where it holds all their questions, and of single questions elsewhere; each question counts once,
so a scale counts for as many as it has. That asks for a method that is a mean or a sum; a scale with another
method that shares a question is not told.

A question with several answers is a choice: a yes or no per option, with shares and no mean. The mean of
zeros and ones with the noise of a mean would tell how many of ten chose it, and so that nobody did.

Types are a choice of which everybody has one, by the scores of two scales that stand in `of`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from thuis.core.disclosure.model import OF, Measure
from thuis.core.disclosure.rules import MOST_OPTIONS
from thuis.core.questionnaire.model import Answers, Item, Kind, Questionnaire, Scale
from thuis.core.questionnaire.route import items_of
from thuis.core.scoring.methods import METHODS, Recoded
from thuis.core.scoring.scales import ends, score_scale
from thuis.core.scoring.types import Typology

Reader = Callable[[Answers], float | None]


def measures_of(
    questionnaires: Sequence[Questionnaire], typology: Typology | None = None
) -> tuple[Measure, ...]:
    """Every measure of these questionnaires (newest first), scales before items.

    A measure that several of them have is described as the first one has it. A scale is sensitive when one of
    its items is; its cut-off is the border of its lowest band. There are types where both their scales are.
    """
    scales: dict[str, Measure] = {}
    composites: dict[str, Measure] = {}
    items: dict[str, Measure] = {}
    taken: dict[str, Scale] = {}
    for questionnaire in questionnaires:
        known = items_of(questionnaire)
        new = (one for one in _scales(questionnaire) if one.key not in scales.keys() | composites.keys())
        for scale in new:
            asked = [known[code] for code in scale.items]
            if not taken.keys() & set(scale.items):
                scales[scale.key] = _scale_measure(scale, asked)
                taken |= dict.fromkeys(scale.items, scale)
            elif _adds_up(scale, asked):
                composites[scale.key] = _composite_measure(scale, asked, taken, known)
        for item in (item for item in known.values() if item.kind is Kind.MULTI or _has_numbers(item)):
            items.setdefault(item.code, _item_measure(item, taken.get(item.code)))
    types = _types_measure(typology, scales) if typology else ()
    return (*scales.values(), *items.values(), *composites.values(), *types)


def _types_measure(typology: Typology, scales: Mapping[str, Measure]) -> tuple[Measure, ...]:
    of = tuple(scales[name] for name in typology.scales if name in scales)
    choices, sensitive = tuple(kind.key for kind in typology.kinds), any(one.sensitive for one in of)
    made = Measure(typology.key, "choice", 0.0, 1.0, sensitive=sensitive, choices=choices, of=typology.scales)
    return (made,) if len(of) == 2 else ()


def readers_of(
    questionnaire: Questionnaire, measures: Sequence[Measure], typology: Typology | None = None
) -> dict[str, Reader]:
    """Per column of a responses file what reads it from one student's answers; None where there is no number.

    A scale runs over its own range, an item has its raw code, an option is 1 or 0. A measure or option that
    this questionnaire does not have reads as nothing.
    """
    items = items_of(questionnaire)
    found = {scale.key: _scale_reader(scale, items) for scale in _scales(questionnaire)}
    for item in items.values():
        if _has_numbers(item):
            found[item.code] = _number_reader(item)
        elif item.kind is Kind.MULTI:
            names = zip(_choice_measure(item).columns, item.options, strict=True)
            found |= {name: _option_reader(item.code, str(option.value)) for name, option in names}
    found |= _type_readers(typology, found) if typology else {}
    return {name: found.get(name, _nothing) for measure in measures for name in measure.columns}


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


def _choice_measure(item: Item) -> Measure:
    choices = tuple(str(option.value) for option in item.options)
    return Measure(item.code, "choice", 0.0, 1.0, sensitive=item.sensitive, choices=choices)


def _composite_measure(
    scale: Scale, asked: Sequence[Item], taken: Mapping[str, Scale], known: Mapping[str, Item]
) -> Measure:
    """A scale from the scales that lie whole within it, and from the questions that are left."""
    parts: dict[str, float] = {}
    left = dict.fromkeys(scale.items)
    for other in dict.fromkeys(taken[code] for code in scale.items if code in taken):
        sign = _direction(scale, other, known)
        if sign:
            parts[other.key] = sign * len(other.items)
            left = {code: None for code in left if code not in other.items}
    parts |= {code: -1.0 if code in scale.reversed else 1.0 for code in left}
    low, high = (_extreme(scale, asked, place) for place in (0, 1))
    return Measure(
        scale.key, "composite", low, high, sensitive=any(item.sensitive for item in asked),
        of=tuple(parts), weights=tuple(parts.values()),
    )  # fmt: skip


def _direction(scale: Scale, other: Scale, known: Mapping[str, Item]) -> float:
    """1 or -1 when `scale` holds all of `other`, the same way round or all the other way; else 0."""
    whole = set(other.items) <= set(scale.items) and _adds_up(other, [known[code] for code in other.items])
    turned = {(code in scale.reversed) != (code in other.reversed) for code in other.items}
    if not whole or len(turned) > 1:
        return 0.0
    return -1.0 if turned == {True} else 1.0


def _adds_up(scale: Scale, items: Sequence[Item]) -> bool:
    """Whether its score is the mean of where its items stand in their range, drawn out to its own range."""
    alike = len({ends(item) for item in items}) == 1
    return scale.method == "mean_0_100" or (scale.method in ("mean", "sum", "sum_times_4") and alike)


def _item_measure(item: Item, scale: Scale | None) -> Measure:
    if item.kind is Kind.MULTI:
        return _choice_measure(item)
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


def _option_reader(code: str, option: str) -> Reader:
    def read(answers: Answers) -> float | None:
        answer = answers.get(code)
        return float(option in answer) if isinstance(answer, list) else None

    return read


def _type_readers(typology: Typology, scales: Mapping[str, Reader]) -> dict[str, Reader]:
    """Per type 1 for who has it and 0 for who has another; nothing without both scores."""
    first, second = (scales.get(name, _nothing) for name in typology.scales)

    def reader(kind: str) -> Reader:
        def read(answers: Answers) -> float | None:
            found = typology.type_of(first(answers), second(answers))
            return None if found is None else float(found == kind)

        return read

    return {f"{typology.key}{OF}{kind.key}": reader(kind.key) for kind in typology.kinds}


def _nothing(answers: Answers) -> float | None:
    return None
