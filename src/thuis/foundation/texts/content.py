"""The packaged content as values. Read once per run; a mistake names its file."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

from thuis.core.errors import ContentError
from thuis.core.feedback.load import load_help_lines, load_letter_rules
from thuis.core.feedback.model import HelpLine, LetterRules
from thuis.core.questionnaire.load import load_answer_scales, load_module, load_pack_texts, with_texts
from thuis.core.questionnaire.model import AnswerScale, Module
from thuis.core.scoring.types import Typology, load_typology

CONTENT = Path(__file__).resolve().parents[2] / "content"
QUESTIONNAIRES = CONTENT / "questionnaires"
Value = TypeVar("Value")


@cache
def answer_scales() -> dict[str, AnswerScale]:
    """Every answer scale by key."""
    return read_content(QUESTIONNAIRES / "answers.toml", load_answer_scales)


@cache
def core_modules() -> tuple[Module, ...]:
    """Part A."""
    return (read_module(QUESTIONNAIRES / "core.toml"),)


@cache
def all_modules() -> tuple[Module, ...]:
    """Part A and every module of part B that has its words, by name of file."""
    return core_modules() + tuple(read_module(path) for path in sorted(QUESTIONNAIRES.glob("modules/*.toml")))


@cache
def packs() -> dict[str, Module]:
    """The keys of licensed scales by name; they hold no words and cannot be compiled as they are."""
    found = [read_module(path) for path in sorted(QUESTIONNAIRES.glob("packs/*.toml"))]
    return {module.key: module for module in found}


def pack_with_texts(key: str, texts: Path) -> Module:
    """A licensed scale with the words of a file that the institution holds; raises ContentError."""
    if key not in packs():
        raise ContentError([f'pack "{key}" does not exist; choose one of {", ".join(packs())}'])
    words, labels = read_content(texts, load_pack_texts)
    return with_texts(packs()[key], words, labels)


@cache
def letter_rules() -> LetterRules:
    """What the feedback letter says to whom."""
    return read_content(CONTENT / "feedback" / "letter.toml", load_letter_rules)


@cache
def help_lines() -> tuple[HelpLine, ...]:
    """National help, in the order of the page."""
    return read_content(CONTENT / "feedback" / "lines.toml", load_help_lines)


@cache
def typology() -> Typology:
    """Into which types students are counted."""
    return read_content(CONTENT / "types.toml", load_typology)


def read_module(path: Path) -> Module:
    """One module file; raises ContentError."""
    return read_content(path, lambda source: load_module(source, answer_scales()))


def read_content(path: Path, load: Callable[[str], Value]) -> Value:
    """What a file holds; raises ContentError with the name of the file in front of each problem."""
    try:
        return load(path.read_text(encoding="utf-8"))
    except ContentError as error:
        place = path.relative_to(CONTENT) if path.is_relative_to(CONTENT) else path.name
        raise ContentError([f"{place}: {problem}" for problem in error.problems]) from error
