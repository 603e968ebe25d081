"""The everyday words behind each topic, as experts wrote them: what people say when they mean it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from thuis.core.finding.tokens import tokens
from thuis.core.questionnaire.reader import Table, parse_toml, settle
from thuis.core.texts import LANGUAGES, Language

DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Entry:
    """A word, or words that must stand in this order; `meaning` is a topic, a kind or danger."""

    meaning: str
    language: Language
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Everyday:
    """All entries, apart for topics, kinds of offers and danger; and the lines that answer danger."""

    topics: tuple[Entry, ...]
    kinds: tuple[Entry, ...]
    danger: tuple[Entry, ...]
    danger_lines: tuple[str, ...]


def load_everyday(source: str) -> Everyday:
    """The file `support/words.toml`; raises ContentError with every problem."""
    problems: list[str] = []
    table = Table(parse_toml(source), "words", problems)
    danger = table.table(DANGER)
    lines = danger.strings("lines")
    found = Everyday(
        tuple(_all(table.table("topics"))),
        tuple(_all(table.table("kinds"))),
        tuple(_entries(DANGER, danger)),
        lines,
    )
    table.finish()
    settle(problems)
    return found


def _all(table: Table) -> Iterator[Entry]:
    for key in table.names():
        yield from _entries(key, table.table(key))
    table.finish()


def _entries(meaning: str, table: Table) -> Iterator[Entry]:
    for language in LANGUAGES:
        for written in table.strings(language):
            if found := tokens(written):
                yield Entry(meaning, language, found)
            else:
                table.problem(f'"{written}" has no letters; remove it')
    table.finish()


def check_everyday(
    everyday: Everyday, *, topics: Iterable[str], kinds: Iterable[str], lines: Mapping[str, object]
) -> list[str]:
    """Problems that only show beside the rest: topics without words, words without a topic, unknown lines."""
    problems = list(_uncovered("topic", everyday.topics, set(topics)))
    problems += _uncovered("kind", everyday.kinds, set(kinds))
    problems += [
        f'words, danger: line "{key}" does not exist; choose one of {", ".join(lines)}'
        for key in everyday.danger_lines
        if key not in lines
    ]
    return problems


def _uncovered(what: str, entries: Iterable[Entry], known: set[str]) -> Iterator[str]:
    said = {(entry.meaning, entry.language) for entry in entries}
    for meaning in sorted({meaning for meaning, _ in said} - known):
        yield f'words: {what} "{meaning}" does not exist; choose one of {", ".join(sorted(known))}'
    for meaning in sorted(known):
        for language in LANGUAGES:
            if (meaning, language) not in said:
                yield f'words: {what} "{meaning}" has no words in {language}; add some'
