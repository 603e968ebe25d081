"""Strokes and words of a picture: tokens of the light theme as literal colours, all lengths in pixels."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape as xml

INK, MUTED, LINE, SURFACE, NEUTRAL = "#16202E", "#566273", "#DDD9D0", "#FFFFFF", "#8A93A0"
SUBJECTS = {
    "wellbeing": "#0B6B63",
    "belonging": "#3D4FA1",
    "participation": "#B46A00",
    "inclusion": "#A13A6B",
    "study": INK,
}
BODY, SMALL, TITLE = 13.0, 12.0, 16.0
LEADING = 1.3
HATCH = "thuis-hatch"
HATCHING = (
    f'<defs><pattern id="{HATCH}" width="7" height="7" patternUnits="userSpaceOnUse" '
    f'patternTransform="rotate(45)"><rect width="1.5" height="7" fill="{LINE}"/></pattern></defs>'
)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a picture: its SVG, where it ends, and notes that belong below it."""

    svg: str
    bottom: float
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """How words are set. `halo`: white around the letters, where they stand on a line."""

    size: float = BODY
    fill: str = INK
    bold: bool = False
    anchor: str = "start"
    halo: bool = False

    def attributes(self) -> str:
        said = [
            f' font-size="{n(self.size)}"' * (self.size != BODY),
            f' fill="{self.fill}"' * (self.fill != INK),
            ' font-weight="700"' * self.bold,
            f' text-anchor="{self.anchor}"' * (self.anchor != "start"),
            f' paint-order="stroke" stroke="{SURFACE}" stroke-width="4" stroke-linejoin="round"' * self.halo,
        ]
        return "".join(said)


QUIET = Look(SMALL, MUTED)


def n(value: float) -> str:
    """A length with at most one decimal, never '-0'."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")


def escaped(words: str) -> str:
    """Words as XML; signs that XML cannot hold become spaces."""
    return xml("".join(sign if _allowed(ord(sign)) else " " for sign in words))


def _allowed(code: int) -> bool:
    return code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or code > 0xFFFF


def leading(look: Look) -> float:
    """From one line of words to the next."""
    return round(look.size * LEADING)


def text(x: float, y: float, words: str, look: Look = Look()) -> str:
    """One line with its baseline on `y`."""
    return f'<text x="{n(x)}" y="{n(y)}"{look.attributes()}>{escaped(words)}</text>' if words else ""


def pair(x: float, y: float, first: str, then: str, look: Look) -> str:
    """A line in two weights: the figure and, after a space that never collapses, its interval in grey."""
    quiet = f'<tspan fill="{MUTED}" font-weight="400">\u00a0{escaped(then)}</tspan>' if then else ""
    return f'<text x="{n(x)}" y="{n(y)}"{look.attributes()}>{escaped(first)}{quiet}</text>'


def block(x: float, top: float, lines: Iterable[str], look: Look = Look()) -> str:
    """Lines below each other; the first has its upper edge on `top`."""
    step = leading(look)
    return "".join(text(x, top + look.size + place * step, line, look) for place, line in enumerate(lines))


def line(x1: float, y1: float, x2: float, y2: float, colour: str = LINE, width: float = 1) -> str:
    ends = f'x1="{n(x1)}" y1="{n(y1)}" x2="{n(x2)}" y2="{n(y2)}"'
    return f'<line {ends} stroke="{colour}" stroke-width="{width:g}"/>'


def rect(x: float, y: float, width: float, height: float, fill: str, more: str = "") -> str:
    size = f'width="{n(width)}" height="{n(height)}"'
    return f'<rect x="{n(x)}" y="{n(y)}" {size} fill="{fill}"{more}/>'


def hatched(x: float, y: float, width: float, height: float) -> str:
    return rect(x, y, width, height, f"url(#{HATCH})")


def points(places: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{n(x)},{n(y)}" for x, y in places)


def mark(subject: str, x: float, y: float, colour: str) -> str:
    """● for wellbeing and all that has no subject, ■ belonging, ▲ participation, ◆ inclusion."""
    look = f'fill="{colour}" stroke="{SURFACE}"'
    if subject == "belonging":
        return f'<rect x="{n(x - 4.5)}" y="{n(y - 4.5)}" width="9" height="9" {look}/>'
    if subject == "participation":
        corners = points([(x, y - 5.5), (x + 5.5, y + 4.5), (x - 5.5, y + 4.5)])
    elif subject == "inclusion":
        corners = points([(x, y - 6), (x + 6, y), (x, y + 6), (x - 6, y)])
    else:
        return f'<circle cx="{n(x)}" cy="{n(y)}" r="5" {look}/>'
    return f'<polygon points="{corners}" {look}/>'


def few(x: float, y: float) -> str:
    """The little sign of 'too few', 12 by 12."""
    strokes = ((2.5, 9, 9, 2.5), (2.5, 5, 5, 2.5), (6.5, 9, 9, 6.5))
    path = "".join(f"M{n(x + a)} {n(y + b)}L{n(x + c)} {n(y + d)}" for a, b, c, d in strokes)
    return f'<path d="{path}" stroke="{MUTED}" fill="none"/>'
