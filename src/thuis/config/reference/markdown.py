"""Markdown tables."""

from collections.abc import Iterable, Sequence

GENERATED = "<!-- Made by `thuis docs reference`. Change the source, not this page. -->"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table; cells lose line breaks and escape their bars."""
    lines = [_row(head), _row(["---"] * len(head)), *(_row(row) for row in rows)]
    return "\n".join(lines)


def page(title: str, *parts: str) -> str:
    """A page with its title, the warning that it is generated, and its parts."""
    return "\n\n".join([f"# {title}", GENERATED, *parts]) + "\n"


def code(words: str) -> str:
    return f"`{words}`" if words else ""


def _row(cells: Sequence[object]) -> str:
    return "| " + " | ".join(" ".join(str(cell).split()).replace("|", "\\|") for cell in cells) + " |"
