"""From hidden traits to answers on the questionnaire.

An ordered answer is the trait seen through noise and cut at equal distances:

    position = LOADING · sign · trait + sqrt(1 - LOADING²) · noise + ease of the item

A grade is 6.7 + 1.6 × position, rounded. About one answer in fifty is 'rather not say', a little more for
sensitive items. Multiple choice and extra modules are drawn with fixed shares.
"""

import numpy as np
from numpy.typing import NDArray

from thuis.core.questionnaire.model import RATHER_NOT, Answer, Item, Kind, Module, Questionnaire
from thuis.core.simulation.traits import TRAITS, Floats

LOADING = 0.78
RATHER_NOT_SHARE, SENSITIVE_SHARE = 0.012, 0.05
MODULE_SHARE = 0.3
# Which trait steers an item, by the letters of its code; a minus sign turns it round.
STEERS: dict[str, tuple[str, int]] = {
    "WEL": ("wellbeing", 1),
    "EXH": ("exhaustion", 1),
    "ENG": ("engagement", 1),
    "DEM": ("demands", 1),
    "PRE": ("pressure", 1),
    "RES": ("resilience", 1),
    "SOC": ("social", 1),
    "HOM": ("home", 1),
    "INC": ("inclusion", 1),
    "ACA": ("academic", 1),
    "STOP": ("home", -1),
}
TURNED = frozenset({"WEL04", "WEL05", "WEL06"})
# How easily students agree, in standard deviations; from the kind of figures Dutch monitors report.
EASE = {
    "WEL01": 0.0, "WEL03": -0.35, "WEL06": -0.3, "EXH01": 0.45, "ENG02": -0.4, "DEM01": 0.4, "DEM02": 0.1,
    "PRE01": 0.5, "RES02": 0.5, "SOC02": 0.35, "INC01": 0.7, "ACA01": -0.5, "ACA02": -0.45, "STOP01": -1.1,
    # offers of the invented college, by how well students know and use them, and how it helped
    "HELP_leercoach": 0.9, "HELP_studentenhuis": 0.2, "HELP_decaan": 0.0, "HELP_psycholoog": -0.2,
    "HELP_vertrouwenspersoon": -0.5, "HELP_buddy": -0.6, "HELPX_buddy": 0.6, "HELPX_psycholoog": 0.3,
    "HELPX_decaan": 0.1, "HELPX_leercoach": -0.2,
}  # fmt: skip
Column = list[Answer | None]


def draw_answers(
    questionnaire: Questionnaire, traits: Floats, random: np.random.Generator
) -> list[dict[str, Answer]]:
    """One dictionary of answers per row of `traits` (n × 10); routing is applied by the caller."""
    rows: list[dict[str, Answer]] = [{} for _ in range(len(traits))]
    for module in questionnaire.modules:
        taking = random.random(len(traits)) < (1 if module.part == "A" else MODULE_SHARE)
        for item in module.items:
            _fill(rows, item, module, traits, taking, random)
    return rows


def _fill(
    rows: list[dict[str, Answer]],
    item: Item,
    module: Module,
    traits: Floats,
    taking: NDArray[np.bool_],
    random: np.random.Generator,
) -> None:
    if item.kind == Kind.TEXT:
        return  # nobody's own words are invented
    silent = random.random(len(rows)) < (SENSITIVE_SHARE if item.sensitive else RATHER_NOT_SHARE)
    column = _column(item, _is_turned(item, module), traits, random)
    for row, answer, takes, hides in zip(rows, column, taking, silent, strict=True):
        if takes and answer is not None:
            row[item.code] = RATHER_NOT if hides else answer


def _is_turned(item: Item, module: Module) -> bool:
    """Items that a scale reverses point the other way."""
    return item.code in TURNED or (
        module.part == "B" and any(item.code in scale.reversed for scale in module.scales)
    )


def _column(item: Item, turned: bool, traits: Floats, random: np.random.Generator) -> Column:
    if item.kind == Kind.MULTI:
        return _several(item, len(traits), random)
    position = _position(item, turned, traits, random)
    if item.kind == Kind.CHOICE:
        return _choices(item, position)
    if item.kind == Kind.GRADE:
        return _whole(6.7 + 1.6 * position, item)
    return _whole(item.low + (item.high - item.low) * (0.3 + 0.12 * position), item)


def _position(item: Item, turned: bool, traits: Floats, random: np.random.Generator) -> Floats:
    trait, sign = _steering(item.code)
    noise = random.standard_normal(len(traits))
    seen = LOADING * (-sign if turned else sign) * traits[:, TRAITS.index(trait)]
    return np.asarray(seen + np.sqrt(1 - LOADING**2) * noise + EASE.get(item.code, 0.0))


def _steering(code: str) -> tuple[str, int]:
    letters = code.rstrip("0123456789")
    return STEERS.get(letters, STEERS.get(letters[-3:], ("wellbeing", 1)))


def _choices(item: Item, position: Floats) -> Column:
    values = [option.value for option in item.options]
    steps = np.floor((position + 2.5) / 5 * len(values)).astype(int)
    return [values[step] for step in np.clip(steps, 0, len(values) - 1)]


def _whole(position: Floats, item: Item) -> Column:
    return [int(value) for value in np.clip(np.rint(position), item.low, item.high)]


def _several(item: Item, number: int, random: np.random.Generator) -> Column:
    """Each option with its own share, falling along the list; nobody ticks means 'none of these'."""
    options = [str(option.value) for option in item.options if not option.exclusive]
    none = [str(option.value) for option in item.options if option.exclusive][:1]
    shares = np.linspace(0.16, 0.03, len(options))
    ticked = random.random((number, len(options))) < shares
    return [[option for option, tick in zip(options, row, strict=True) if tick] or none for row in ticked]
