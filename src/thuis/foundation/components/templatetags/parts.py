"""Small drawings that stand on many pages: icons and the marks of the subjects."""

from collections.abc import Iterable, Sequence
from html import escape

from django import template
from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from thuis.foundation.cards.plots.bars import Part

register = template.Library()

# A subject is a shape, a colour and always its name; the name is written beside the mark.
MARKS = {
    "wellbeing": '<circle cx="6" cy="6" r="6"/>',
    "belonging": '<rect x=".5" y=".5" width="11" height="11"/>',
    "participation": '<path d="M6 0l6 11.5H0z"/>',
    "inclusion": '<path d="M6-.5L12.5 6 6 12.5-.5 6z"/>',
    "study": '<rect y="3.5" width="12" height="5"/>',
}
NAMES: dict[str, Promise] = {
    "wellbeing": _("Wellbeing"),
    "belonging": _("Belonging"),
    "participation": _("Participation"),
    "inclusion": _("Inclusion"),
    "study": _("Study"),
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """A line icon from the sprite; decoration only, so hidden from screen readers."""
    address = static("components/icons.svg")
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', address, name)


@register.simple_tag
def mark(subject: str) -> SafeString:
    """The shape of a subject."""
    shape = mark_safe(MARKS[subject])  # noqa: S308  # a constant from this file
    return format_html('<svg class="mark" viewBox="0 0 12 12" aria-hidden="true">{}</svg>', shape)


@register.simple_tag
def subject_name(subject: str) -> Promise:
    """The name that always stands beside the mark."""
    return NAMES[subject]


# How it stands, and the icon that goes with it; the word is written beside it.
STATUS_ICONS = {
    "higher": "up",
    "same": "same",
    "lower": "down",
    "few": "few",
    "done": "check",
    "busy": "busy",
    "open": "open",
    "no": "no",
    "warn": "attention",
}


@register.simple_tag
def status_icon(kind: str) -> SafeString:
    """The icon of a state."""
    return icon(STATUS_ICONS[kind])


@register.simple_tag
def steps(part: object, parts: object) -> list[str]:
    """One class per part: done, now, or nothing yet."""
    now, total = int(str(part)), int(str(parts))
    return ["done" if number < now else "now" if number == now else "" for number in range(1, total + 1)]


@register.simple_tag
def table_rows(rows: Iterable[Sequence[str]]) -> SafeString:
    """Rows of figures, each with its name first. No template: a page of results has a thousand cells."""
    return mark_safe("".join(map(_table_row, rows)))  # noqa: S308  # every cell was made safe


def _table_row(row: Sequence[str]) -> str:
    name, *figures = map(escape, row)
    cells = "".join(f'<td class="number">{figure}</td>' for figure in figures)
    return f'<tr><th scope="row">{name}</th>{cells}</tr>'


@register.simple_tag
def answer_parts(parts: Iterable[Part]) -> SafeString:
    """The parts of one bar. No template: a page of questions has a hundred."""
    return mark_safe("".join(map(_answer_part, parts)))  # noqa: S308  # places are ours, words are made safe


def _answer_part(part: Part) -> str:
    drawn = f'<rect class="{part.shade}" x="{part.x}" width="{part.width}" y="6" height="24"/>'
    light = ' class="light"' if part.is_light else ""
    words = f'<text{light} x="{part.middle}" y="22.500">{escape(part.words)}</text>' if part.words else ""
    return drawn + words


@register.filter
def words(text: str) -> list[str]:
    """The words of a text, to loop over a fixed list in a template."""
    return text.split()
