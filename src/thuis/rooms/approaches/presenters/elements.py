"""Page objects: the drawing of all elements, and the page of one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from thuis.core.elements.model import LEVELS, Element, Level, NamedBy
from thuis.rooms.approaches.presenters.rings import Part, parts
from thuis.rooms.approaches.presenters.sources import cited
from thuis.rooms.approaches.presenters.words import Words

LEVEL_NAMES: dict[Level, Words] = {
    "education": _("Education"),
    "extracurricular": _("Beside the lessons"),
    "policy": _("Policy and organisation"),
}
NAMED: dict[NamedBy, Words] = {
    "both": _("Students and staff"),
    "students": _("Students only"),
    "staff": _("Staff only"),
}
# One fill for who named it, the same in drawing, list and key.
FILLS: dict[NamedBy, str] = {"both": "step2", "students": "step1", "staff": "step0"}


@dataclass(frozen=True, slots=True)
class Drawn:
    """An element in the list under the drawing, with its part in it."""

    part: Part
    meaning: str
    named: Words
    fill: str

    @property
    def element(self) -> Element:
        return self.part.element


@dataclass(frozen=True, slots=True)
class Circle:
    level: Level
    name: Words
    rows: tuple[Drawn, ...]


@dataclass(frozen=True, slots=True)
class Shade:
    """A line of the key."""

    fill: str
    words: Words


@dataclass(frozen=True, slots=True)
class RingsPage:
    circles: tuple[Circle, ...]
    key: tuple[Shade, ...]


@dataclass(frozen=True, slots=True)
class ElementPage:
    number: int
    name: str
    level: Words
    meaning: str
    examples: str
    first_step: str
    named: Words
    more_in: str
    source: str
    before: "Door | None"
    after: "Door | None"


@dataclass(frozen=True, slots=True)
class Door:
    """A link to an element by its name."""

    key: str
    name: str


def rings_page(elements: Sequence[Element], language: str) -> RingsPage:
    drawn = [_drawn(part, language) for part in parts(elements, language)]
    circles = (
        Circle(level, LEVEL_NAMES[level], tuple(row for row in drawn if row.element.level == level))
        for level in LEVELS
    )
    return RingsPage(tuple(circles), tuple(Shade(FILLS[who], words) for who, words in NAMED.items()))


def _drawn(part: Part, language: str) -> Drawn:
    who = part.element.named_by
    return Drawn(part, part.element.meaning.in_(language), NAMED[who], FILLS[who])


def element_page(element: Element, elements: Sequence[Element], language: str) -> ElementPage:
    return ElementPage(
        number=element.number,
        name=element.name.in_(language),
        level=LEVEL_NAMES[element.level],
        meaning=element.meaning.in_(language),
        examples=element.examples.in_(language),
        first_step=element.first_step.in_(language),
        named=NAMED[element.named_by],
        more_in=", ".join(element.more_in),
        source=cited(element.source),
        before=_door(elements, element.number - 1, language),
        after=_door(elements, element.number + 1, language),
    )


def _door(elements: Sequence[Element], number: int, language: str) -> Door | None:
    found = next((one for one in elements if one.number == number), None)
    return Door(found.key, found.name.in_(language)) if found else None
