"""The packaged content as values. Read once per run; a mistake names its file."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

from thuis.core.errors import ContentError
from thuis.core.questionnaire.load import load_answer_scales, load_module
from thuis.core.questionnaire.model import AnswerScale, Module

CONTENT = Path(__file__).resolve().parents[2] / "content"
Value = TypeVar("Value")


@cache
def answer_scales() -> dict[str, AnswerScale]:
    """Every answer scale by key."""
    return _read(CONTENT / "questionnaires" / "answers.toml", load_answer_scales)


@cache
def core_modules() -> tuple[Module, ...]:
    """Part A."""
    return (read_module(CONTENT / "questionnaires" / "core.toml"),)


@cache
def all_modules() -> tuple[Module, ...]:
    """Part A and every module of part B that has its words, by name of file."""
    files = sorted((CONTENT / "questionnaires" / "modules").glob("*.toml"))
    return core_modules() + tuple(read_module(path) for path in files)


def read_module(path: Path) -> Module:
    """One module file; raises ContentError with the name of the file in front of each problem."""
    return _read(path, lambda source: load_module(source, answer_scales()))


def _read(path: Path, load: Callable[[str], Value]) -> Value:
    try:
        return load(path.read_text(encoding="utf-8"))
    except ContentError as error:
        place = path.relative_to(CONTENT) if path.is_relative_to(CONTENT) else path.name
        raise ContentError([f"{place}: {problem}" for problem in error.problems]) from error
