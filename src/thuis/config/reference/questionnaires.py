"""Every question in Dutch and English, with its code, answers, pages and scales."""

from collections.abc import Iterator
from pathlib import Path

from thuis.config.reference.markdown import code, page, table
from thuis.core.questionnaire.model import Item, Kind, Module, Option
from thuis.foundation.texts import content

INTRO = (
    "Codes are permanent. Other wording makes a new version of an item and breaks its trend line visibly. "
    "'Rather not say' is offered with every question."
)


def questionnaires_page(root: Path) -> str:
    """docs/reference/questionnaires.md"""
    modules = [*content.all_modules(), *content.packs().values()]
    parts = [part for module in modules for part in _module(module)]
    return page("Questionnaires", INTRO, _answer_scales(), *parts)


def _answer_scales() -> str:
    scales = content.answer_scales().values()
    rows = [(code(scale.key), _labels(scale.options, "nl"), _labels(scale.options, "en")) for scale in scales]
    return "## Answer scales\n\n" + table(["Key", "Dutch", "English"], rows)


def _labels(options: tuple[Option, ...], language: str) -> str:
    return " · ".join(f"{option.value} {option.text.in_(language)}" for option in options)


def _module(module: Module) -> Iterator[str]:
    yield f"## {module.title.en} (`{module.key}`)"
    yield f"*{module.title.nl}* · part {module.part} · version {module.version} · about {module.minutes} min"
    yield f"{module.intro.en} Source: {module.source}. Licence: {module.licence}."
    yield table(["Code", "Dutch", "English", "Answers", "Shown if"], [_item(item) for item in module.items])
    pages = [
        (code(page.key), page.title.nl, page.title.en, ", ".join(page.items), code(page.show_if))
        for page in module.pages
    ]
    yield table(["Page", "Dutch", "English", "Items", "Shown if"], pages)
    if module.scales:
        yield table(
            ["Scale", "Title", "Method", "Items (R = reversed)", "Least answered", "Bands from"],
            _scales(module),
        )


def _item(item: Item) -> tuple[str, str, str, str, str]:
    dutch, english = item.text.nl or "(licensed)", item.text.en or "(licensed)"
    return code(item.code), dutch, english, _answers(item), code(item.show_if)


def _answers(item: Item) -> str:
    for scale in content.answer_scales().values():
        if item.options == scale.options:
            return code(scale.key)
    if item.options:
        several = "several of: " if item.kind is Kind.MULTI else "one of: "
        return several + ", ".join(option.text.en for option in item.options)
    return (
        f"own words, at most {item.high} characters"
        if item.kind is Kind.TEXT
        else f"{item.low} to {item.high}"
    )


def _scales(module: Module) -> Iterator[tuple[str, str, str, str, str, str]]:
    for scale in module.scales:
        items = ", ".join(f"{each} (R)" if each in scale.reversed else each for each in scale.items)
        bands = ", ".join(f"{band.key} {band.low:g}" for band in scale.bands)
        least = "all" if len(scale.items) <= 2 else f"{scale.share:.0%}"
        yield code(scale.key), f"{scale.title.nl} / {scale.title.en}", scale.method, items, least, bands
