"""The sixteen elements as three rings: where each part lies, and how its name follows the arc.

Angles are degrees clockwise from above. Each ring leaves a gap above for its name. On the lower half words
run the other way, so that nobody reads upside down.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi, radians, sin

from thuis.core.elements.model import Element, Level

CENTRE = 370
SEAM = 2  # pixels between two parts
LETTER, LINE = 9.6, 20  # how wide a letter is, how far lines are apart
BADGE = 11


@dataclass(frozen=True, slots=True)
class Ring:
    """From where to where it lies, and half the angle of its gap above."""

    inner: float
    outer: float
    gap: float


RINGS: dict[Level, Ring] = {
    "education": Ring(84, 178, 30),
    "extracurricular": Ring(188, 268, 21),
    "policy": Ring(278, 358, 18),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a name and the arc that it follows."""

    key: str
    words: str
    arc: str


@dataclass(frozen=True, slots=True)
class Part:
    """One element in the drawing."""

    element: Element
    name: str
    outline: str
    lines: tuple[Line, ...]
    x: str
    y: str
    number_y: str  # a little lower than its badge, so that it looks centred


def parts(elements: Sequence[Element], language: str) -> tuple[Part, ...]:
    """Every element in reading order: from the inner ring outwards, clockwise."""
    return tuple(part for level, ring in RINGS.items() for part in _ring(elements, level, ring, language))


def _ring(elements: Sequence[Element], level: Level, ring: Ring, language: str) -> Iterator[Part]:
    own = [one for one in elements if one.level == level]
    wide = (360 - 2 * ring.gap) / len(own)
    for place, element in enumerate(own):
        yield _part(element, ring, ring.gap + place * wide, wide, language)


def _part(element: Element, ring: Ring, first: float, wide: float, language: str) -> Part:
    name, middle = element.name.in_(language), first + wide / 2
    x, y = _point(ring.inner + BADGE + 8, middle)
    outline = _outline(ring, first, first + wide)
    lines = tuple(_lines(element.key, name, ring, first, wide))
    return Part(element, name, outline, lines, f"{x:.1f}", f"{y:.1f}", f"{y + 4.7:.1f}")


def _outline(ring: Ring, first: float, last: float) -> str:
    """A piece of a ring, a seam away from its neighbours."""
    far, near = _seam(ring.outer), _seam(ring.inner)
    a, b = _point(ring.outer, first + far), _point(ring.outer, last - far)
    c, d = _point(ring.inner, last - near), _point(ring.inner, first + near)
    return (
        f"M{a[0]} {a[1]}A{ring.outer} {ring.outer} 0 0 1 {b[0]} {b[1]}"
        f"L{c[0]} {c[1]}A{ring.inner} {ring.inner} 0 0 0 {d[0]} {d[1]}Z"
    )


def _seam(radius: float) -> float:
    """Half a seam as an angle."""
    return SEAM / 2 / radius * 180 / pi


def _lines(key: str, name: str, ring: Ring, first: float, wide: float) -> Iterator[Line]:
    below = 90 < (first + wide / 2) % 360 < 270
    middle = (ring.inner + 2 * BADGE + 12 + ring.outer) / 2
    words = wrapped(name, radians(wide) * middle / LETTER - 1)
    for number, line in enumerate(words):
        step = (number - (len(words) - 1) / 2) * LINE
        # letters stand on their arc: above their feet point inwards, below outwards
        radius = middle + step + 6 if below else middle - step - 6
        yield Line(f"{key}-{number}", line, _arc(round(radius, 1), first + 1, first + wide - 1, below))


def _arc(radius: float, first: float, last: float, below: bool) -> str:
    (a, b), turn = (_point(radius, first), _point(radius, last)), 1
    if below:
        a, b, turn = b, a, 0
    return f"M{a[0]} {a[1]}A{radius} {radius} 0 0 {turn} {b[0]} {b[1]}"


def wrapped(words: str, longest: float) -> tuple[str, ...]:
    """Lines of about `longest` letters; a word is never cut."""
    lines: list[str] = []
    for word in words.split():
        if lines and len(lines[-1]) + 1 + len(word) <= longest:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)


def _point(radius: float, angle: float) -> tuple[float, float]:
    turn = radians(angle)
    return round(CENTRE + radius * sin(turn), 1), round(CENTRE - radius * cos(turn), 1)
