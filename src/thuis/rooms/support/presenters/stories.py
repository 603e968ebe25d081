"""Stories, the triangle, the ripple map and the report of a centre."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thuis.core.finding.impact import (
    HEIGHT,
    Count,
    Fewer,
    Impact,
    Quality,
    ToldStory,
    Weights,
    spread_of,
    told,
    told_together,
    topics_told,
)
from thuis.core.finding.ripple import ACROSS, HIGH, WIDE, Drawing, drawn, in_order
from thuis.foundation.documents.brand import brand_colour
from thuis.foundation.institution.queries import institution
from thuis.foundation.texts.content import letter_rules
from thuis.rooms.support.models import SupportOffer

SIDE, MARGIN = 200, 40  # of the triangle, and around it for its words


@dataclass(frozen=True, slots=True)
class Dot:
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class TriangleView:
    """The drawing with a dot for each story, and the same in words."""

    outline: str
    dots: tuple[Dot, ...]
    width: int
    height: int
    left: int
    middle: int
    right: int
    below: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoryView:
    text: str
    language: str
    told_on: datetime.date
    typed_by_buddy: bool
    place: str
    why: str


@dataclass(frozen=True, slots=True)
class EffectLine:
    """An effect in the list: its words, and what it followed."""

    number: int
    words: str
    after: str
    depth: int


@dataclass(frozen=True, slots=True)
class RippleView:
    drawing: Drawing
    lines: tuple[EffectLine, ...]
    wide: int = WIDE
    high: int = HIGH
    across: int = ACROSS


@dataclass(frozen=True, slots=True)
class CountRow:
    words: str
    count: str


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The four rings in words. `n` says out of how many stories these were chosen."""

    centre: str
    first: datetime.date
    last: datetime.date
    total: str
    visits: tuple[CountRow, ...]
    questions: tuple[CountRow, ...]
    events: str
    quality: str
    stories: tuple[StoryView, ...]
    n: str
    triangle: TriangleView | None
    ripple: RippleView | None


def report_page(impact: Impact, centre: SupportOffer, language: str) -> ReportPage:
    reach = impact.reach
    return ReportPage(
        centre=centre.in_("name", language),
        first=impact.first,
        last=impact.last,
        total=count_in_words(told_together(reach.parts), total=True),
        visits=_rows(topics_told(reach.visits), language),
        questions=_rows(topics_told(reach.questions), language),
        events=_events(told(reach.attended), reach.events) if reach.events else "",
        quality=quality_in_words(impact.quality),
        stories=tuple(_story(story) for story in impact.stories),
        n=count_in_words(told(impact.stories_told)),
        triangle=triangle_view(spread_of(impact.stories)),
        ripple=ripple_view(impact.effects),
    )


def count_in_words(count: Count, *, total: bool = False) -> str:
    """'34', 'at least 120' for a total, or 'fewer than 10'."""
    if isinstance(count, Fewer):
        return _("fewer than %(n)s") % {"n": count.than}
    return _("at least %(n)s") % {"n": count} if total else str(count)


def _rows(counts: Iterable[tuple[str, Count]], language: str) -> tuple[CountRow, ...]:
    topics = letter_rules().topics
    return tuple(CountRow(topics[key].in_(language), count_in_words(count)) for key, count in counts)


def _events(people: Count, events: int) -> str:
    words = {"people": count_in_words(people), "events": events}
    return (
        ngettext("%(people)s people at %(events)s event", "%(people)s people at %(events)s events", events)
        % words
    )


def quality_in_words(quality: Quality) -> str:
    """How many felt heard, in tens of a hundred; of fewer than ten answers nothing is told."""
    if not quality.told:
        return _("Fewer than 10 visitors said whether they felt heard. That is too few to tell.")
    words = {"share": quality.share(quality.yes), "n": quality.total}
    return _("About %(share)s of 100 visitors who answered felt heard. %(n)s answered.") % words


def _story(story: ToldStory) -> StoryView:
    place = weights_in_words(story.weights) if story.weights else ""
    return StoryView(story.text, story.language, story.told_on, story.typed_by_buddy, place, story.why)


def weights_in_words(weights: Weights) -> str:
    words = {"heard": weights.heard, "way": weights.way, "belong": weights.belong}
    return _("heard %(heard)s, found my way %(way)s, belong %(belong)s") % words


def triangle_view(places: Sequence[Weights]) -> TriangleView | None:
    """The triangle as a drawing; nothing when no story was placed."""
    if not places:
        return None
    points = [place.point for place in places]
    below = MARGIN + round(SIDE * HEIGHT)
    dots = tuple(Dot(f"{MARGIN + SIDE * x:.1f}", f"{MARGIN + SIDE * y:.1f}") for x, y in points)
    middle, right = MARGIN + SIDE // 2, MARGIN + SIDE
    return TriangleView(
        outline=f"M{MARGIN} {below}L{middle} {MARGIN}L{right} {below}Z",
        dots=dots,
        width=SIDE + 2 * MARGIN,
        height=below + MARGIN,
        left=MARGIN,
        middle=middle,
        right=right,
        below=below,
        words=tuple(weights_in_words(place) for place in places),
    )


def ripple_view(effects: Sequence[Any]) -> RippleView | None:
    """The map as boxes and as a list; nothing when nothing was noted."""
    if not effects:
        return None
    words = {effect.number: effect.words for effect in effects}
    lines = tuple(
        EffectLine(effect.number, effect.words, words.get(effect.after or 0, ""), depth)
        for effect, depth in in_order(effects)
    )
    return RippleView(drawn(effects), lines)


# --- on paper ----------------------------------------------------------------------------------------------


def report_document(page: ReportPage, *, public: bool, language: str) -> dict[str, Any]:
    """What the template `centre-report` reads."""
    top = institution()
    return {
        "language": language,
        "brand": brand_colour(),
        "institution": top.name_in(language) if top else "Thuis",
        "words": _report_words(page, public=public),
        "total": capfirst(_("%(total)s times somebody came or asked something.") % {"total": page.total}),
        "visits": [[row.words, row.count] for row in page.visits],
        "questions": [[row.words, row.count] for row in page.questions],
        "events": page.events,
        "quality": page.quality,
        "stories": [_story_on_paper(story) for story in page.stories],
        "triangle": _triangle_svg(page.triangle) if page.triangle else "",
        "effects": [
            {"words": line.words, "after": line.after, "depth": line.depth}
            for line in (page.ripple.lines if page.ripple else ())
        ],
    }


def _report_words(page: ReportPage, *, public: bool) -> dict[str, str]:
    days = {"first": date_format(page.first, "j F Y"), "last": date_format(page.last, "j F Y")}
    return {
        "title": _("What %(centre)s meant") % {"centre": page.centre},
        "period": _("%(first)s to %(last)s") % days,
        "public": "" if public else _("For colleagues: some stories may not be passed on."),
        "reach": _("Reach"),
        "quality": _("Quality"),
        "meaning": _("Meaning"),
        "ripple": _("Ripple"),
        "visits": _("Visits"),
        "questions": _("Questions"),
        "why": _("Why the panel chose this"),
        "typed": _("told to a buddy who typed it"),
        "chosen": _("Chosen by a panel of students and colleagues, out of %(n)s stories.") % {"n": page.n},
        "triangle": _("Where tellers put their stories: heard, found my way or belong."),
        "followed": _("after"),
        "small": _("Counts below 10 are told as “fewer than 10”. Totals leave them out."),
        "map": _("What people noticed after one another. It shows no proof that one thing led to the other."),
    }


def _story_on_paper(story: StoryView) -> dict[str, Any]:
    return {
        "text": story.text,
        "day": date_format(story.told_on, "F Y"),
        "typed": story.typed_by_buddy,
        "place": story.place,
        "why": story.why,
    }


def _triangle_svg(view: TriangleView) -> str:
    """The drawing alone; its corners are named beside it on paper."""
    dots = "".join(f'<circle cx="{dot.x}" cy="{dot.y}" r="6" fill="#0B6B63"/>' for dot in view.dots)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {view.width} {view.height}">'
        f'<path d="{view.outline}" fill="none" stroke="#7F8896"/>{dots}</svg>'
    )
