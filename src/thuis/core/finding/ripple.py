"""The ripple map: what followed what, as boxes from left to right. A list says the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from thuis.core.finding.impact import Effect

WIDE, HIGH = 190, 62  # of a box, in the units of the drawing
ACROSS, DOWN = 46, 16  # between boxes
LETTERS, LINES = 24, 3  # of a line, and lines of a box; the list has every word


@dataclass(frozen=True, slots=True)
class Box:
    """An effect with its place; `lines` are its words as they fit."""

    effect: Effect
    depth: int
    x: int
    y: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Boxes, the lines between them, and how large it all is."""

    boxes: tuple[Box, ...]
    paths: tuple[str, ...]
    width: int
    height: int


def drawn(effects: Sequence[Effect]) -> Drawing:
    """A tree: each effect beside what it followed; an effect without an earlier one begins a row."""
    boxes: dict[int, Box] = {}
    rows = 0
    for effect, depth in in_order(effects):
        after = boxes.get(effect.after or 0)
        is_first = after is not None and not any(box.effect.after == effect.after for box in boxes.values())
        row = after.y if after and is_first else rows * (HIGH + DOWN)
        rows += 0 if after and is_first else 1
        boxes[effect.number] = Box(effect, depth, depth * (WIDE + ACROSS), row, wrapped(effect.words))
    paths = tuple(_path(boxes[box.effect.after], box) for box in boxes.values() if box.effect.after in boxes)
    deepest = max((box.depth for box in boxes.values()), default=0)
    width, height = deepest * (WIDE + ACROSS) + WIDE, rows * (HIGH + DOWN) - DOWN
    return Drawing(tuple(boxes.values()), paths, width, max(height, 0))


def in_order(effects: Sequence[Effect]) -> list[tuple[Effect, int]]:
    """Every effect right after what it followed, with how many steps from the centre it is."""
    known = {effect.number for effect in effects}
    found: list[tuple[Effect, int]] = []

    def follow(after: int | None, depth: int) -> None:
        for effect in effects:
            begins = effect.after if effect.after in known else None
            if begins == after:
                found.append((effect, depth))
                follow(effect.number, depth + 1)

    follow(None, 0)
    return found


def _path(start: Box, end: Box) -> str:
    x, y = start.x + WIDE, start.y + HIGH // 2
    middle, to = x + ACROSS // 2, end.y + HIGH // 2
    return f"M{x} {y}C{middle} {y} {middle} {to} {end.x} {to}"


def wrapped(words: str) -> tuple[str, ...]:
    """Lines that fit in a box; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    for word in words.split():
        if lines and len(lines[-1]) + 1 + len(word) <= LETTERS:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    kept = [line[:LETTERS] for line in lines[:LINES]]
    if len(lines) > LINES:
        kept[-1] = f"{kept[-1][: LETTERS - 1]}…"
    return tuple(kept)
