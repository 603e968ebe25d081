"""Whether the scales of a module can be scored."""

from collections.abc import Iterator, Mapping, Sequence

from thuis.core.questionnaire.check import repeated
from thuis.core.questionnaire.model import Item, Kind, Module, Scale
from thuis.core.scoring.methods import METHODS
from thuis.core.scoring.types import Typology


def check_scales(modules: Sequence[Module]) -> list[str]:
    """The problems of every scale, each with module, scale and cure."""
    return [
        f"{module.key}: scale {scale.key}: {problem}"
        for module in modules
        for scale in module.scales
        for problem in _scale_problems(scale, {item.code: item for item in module.items})
    ]


def check_types(typology: Typology, modules: Sequence[Module]) -> list[str]:
    """Both scales of the types are asked of everybody, and run from 0 to 100."""
    scales = {scale.key: scale for module in modules for scale in module.scales}
    return [
        f"types: {name} is no scale of part A with method mean_0_100; correct the name"
        for name in typology.scales
        if name not in scales or scales[name].method != "mean_0_100"
    ]


def _scale_problems(scale: Scale, items: Mapping[str, Item]) -> Iterator[str]:
    yield from _scale_item_problems(scale, items)
    if scale.method not in METHODS:
        yield f'method "{scale.method}" does not exist; choose one of {", ".join(METHODS)}'
    if not 0 < scale.share <= 1:
        yield "share must be above 0 and at most 1"
    if scale.favourable not in {"high", "low"}:
        yield 'favourable must be "high" or "low"'
    yield from _band_problems(scale)


def _scale_item_problems(scale: Scale, items: Mapping[str, Item]) -> Iterator[str]:
    if not scale.items:
        yield "has no items; add them"
    for code in scale.items:
        if code not in items:
            yield f"item {code} does not exist; correct the code"
        elif not _has_numbers(items[code]):
            yield f"item {code} has no numbers to score; remove it"
    for code in scale.reversed:
        if code not in scale.items:
            yield f"item {code} is reversed but not in items; add it or remove it"
    yield from repeated("item", scale.items)


def _band_problems(scale: Scale) -> Iterator[str]:
    lows = [band.low for band in scale.bands]
    if lows[0] != 0:
        yield f"the first band starts at {lows[0]:g}; let it start at 0 so that no score falls out"
    if lows != sorted(set(lows)):
        yield "the bands must rise: order them by low, each with another border"
    yield from repeated("band", [band.key for band in scale.bands])


def _has_numbers(item: Item) -> bool:
    if item.kind is Kind.CHOICE:
        return sum(isinstance(option.value, int) for option in item.options) > 1
    return item.kind in {Kind.GRADE, Kind.NUMBER}
