"""The worked examples of tests/spec as pages that a psychologist can check by hand."""

import tomllib
from pathlib import Path
from typing import Any

from thuis.config.reference.markdown import code, page, table
from thuis.core.questionnaire.model import Scale
from thuis.foundation.texts import content

ROUTING = (
    "Which pages somebody meets. Part A always, then the chosen modules of part B. A page without a visible "
    "question is skipped. Silence (no answer, or 'rather not say') never shows anything: a comparison with "
    "it is unknown, and unknown does not hold. Every row is executed as a test."
)
SCORING = (
    "Answers become a score: reversed items turn around (lowest + highest − answer), each answer goes to "
    "0-100, and the score is their mean. A score needs the stated part of its items; a scale of two needs "
    "both. A dash is no answer. Every row is executed as a test."
)


def routing_page(root: Path) -> str:
    """docs/reference/routing.md"""
    rows = [
        (case["story"], _list(case.get("chosen", [])), _answers(case), _list(case["pages"]), _kept(case))
        for case in _cases(root, "routing")
    ]
    return page("Routing", ROUTING, table(["Story", "Chosen", "Answers", "Pages", "Kept at submit"], rows))


def scoring_page(root: Path) -> str:
    """docs/reference/scoring.md"""
    modules = [*content.all_modules(), *content.packs().values()]
    scales = [scale for module in modules for scale in module.scales]
    cases = _cases(root, "scoring")
    return page("Scoring", SCORING, *(_scale(scale, cases) for scale in scales))


def letter_examples(root: Path) -> str:
    """The worked examples of the letter, as a table."""
    rows = [
        (
            case["story"],
            _answers(case),
            "yes" if case.get("help_first") else "no",
            _list(case["domains"]),
            _list(case["tips"]),
        )
        for case in _cases(root, "letter")
    ]
    return table(["Story", "Answers", "Help first", "Belonging, wellbeing, study", "To try"], rows)


def _scale(scale: Scale, cases: list[dict[str, Any]]) -> str:
    items = [f"{each} (R)" if each in scale.reversed else each for each in scale.items]
    rows = [
        (*case["answers"].split(), case["score"], case["band"])
        for case in cases
        if case["scale"] == scale.key
    ]
    heading = f"## {scale.title.en} (`{scale.key}`, {scale.method})"
    return f"{heading}\n\n{table([*items, 'Score', 'Band'], rows)}"


def _cases(root: Path, name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = tomllib.loads((root / "tests" / "spec" / f"{name}.toml").read_text())[
        "cases"
    ]
    return cases


def _answers(case: dict[str, Any]) -> str:
    return ", ".join(f"{code(item)} = {answer}" for item, answer in case.get("answers", {}).items())


def _kept(case: dict[str, Any]) -> str:
    return _list(case["kept"]) if "kept" in case else "all"


def _list(names: list[str]) -> str:
    return ", ".join(names)
