"""Documents as blocks: a small part of markdown, enough for statements that people must be able to edit.

`#` headings, paragraphs, `-` lists, `|` tables, and `>` for what a jurist must still check. Nothing inside a
line has a meaning.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from thuis.core.errors import ContentError

PLACEHOLDER = re.compile(r"\{\{(\w+)\}\}")
HEADING = re.compile(r"(#{1,3}) (.+)")
LIST, CHECK, ROW = "- ", "> ", "|"


@dataclass(frozen=True, slots=True)
class Block:
    """One block. `kind` is heading, paragraph, list, table or check; a table's first row is its head."""

    kind: str
    text: str = ""
    level: int = 0
    items: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def fill_in(source: str, facts: Mapping[str, str]) -> str:
    """The text with every `{{fact}}` filled in; raises ContentError for a fact that does not exist."""
    if unknown := sorted(set(PLACEHOLDER.findall(source)) - set(facts)):
        raise ContentError(
            [f'"{name}" is no fact; choose one of {", ".join(sorted(facts))}' for name in unknown]
        )
    return PLACEHOLDER.sub(lambda found: facts[found[1]], source)


def read_prose(source: str) -> tuple[Block, ...]:
    """The blocks of a text; an empty line ends each."""
    chunks = re.split(r"\n\s*\n", source.strip())
    return tuple(block for chunk in chunks for block in _blocks(chunk.strip().split("\n")))


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table as text; a bar inside a cell would end it, so it becomes a slash."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "/") for cell in line) + " |" for line in lines)


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    """A heading may stand directly above what it heads."""
    while lines and (heading := HEADING.fullmatch(lines[0])):
        yield Block("heading", heading[2].strip(), level=len(heading[1]))
        lines = lines[1:]
    if lines:
        yield _block(lines)


def _block(lines: Sequence[str]) -> Block:
    if all(line.startswith(LIST) for line in lines):
        return Block("list", items=tuple(line.removeprefix(LIST).strip() for line in lines))
    if all(line.startswith(CHECK) for line in lines):
        return Block("check", " ".join(line.removeprefix(CHECK).strip() for line in lines))
    if all(line.startswith(ROW) for line in lines):
        rows = [tuple(cell.strip() for cell in line.strip(" |").split(ROW)) for line in lines]
        return Block("table", rows=(rows[0], *rows[2:]))
    return Block("paragraph", " ".join(line.strip() for line in lines))
