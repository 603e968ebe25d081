"""Five findings for students, on a public page and on a poster, and the page on which a round is shown.

The rule is the same for every unit and round: first the two largest clear changes since the round before, of
different subjects; then the question that most students agree with and the one that fewest do; then what they
would like help with most; and the mean of each subject until there are five. Units are never put in an order.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from thuis.core.charts.model import Bars, Chart, DotRow, Dots, Told
from thuis.core.disclosure.released import Suppressed
from thuis.core.statistics.beside import Span, verdicts
from thuis.core.statistics.change import Verdict
from thuis.foundation.cards.card import Method
from thuis.foundation.cards.pictures import labels
from thuis.foundation.cards.plots import Plot, plot_of
from thuis.foundation.cards.words import SHARE, interval, with_unit
from thuis.foundation.documents.brand import brand_colour
from thuis.foundation.documents.qr import qr_svg
from thuis.foundation.documents.report import placed
from thuis.foundation.signals.tellings import tellings_about
from thuis.foundation.signals.told_lines import ToldLine, told_line
from thuis.rooms.insights.models import ShownRound
from thuis.rooms.insights.presenters import makers
from thuis.rooms.insights.presenters.figures import matters, point_of, scale_of, span_of, value_of
from thuis.rooms.insights.presenters.methods import METHODS
from thuis.rooms.insights.presenters.names import measure_name, option_name, round_name
from thuis.rooms.insights.presenters.page import HEADLINE
from thuis.rooms.insights.presenters.sources import source_line
from thuis.rooms.insights.presenters.standouts import SCALES
from thuis.rooms.insights.queries import Scene

MOST, CHANGES = 5, 2
MOST_TOLD = 6  # of what happened with the answers; the rest stands on a page of its own
# Questions in which to agree is good, by subject.
GOOD = {
    "belonging": ("SOC01", "SOC02", "HOM01", "ACA01", "ACA02", "ACA03"),
    "inclusion": ("INC01",),
    "wellbeing": ("RES01", "RES02", "RES03"),
}
LEVELS = (
    ("belonging_domain", "belonging"),
    ("wellbeing", "wellbeing"),
    ("engagement", "study"),
    ("inclusion", "inclusion"),
    ("exhaustion", "wellbeing"),
)
NEEDS, NOTHING = "NEED01", "none"
PICTURE = 380.0  # pixels of a drawing on the poster, a third of its width


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence with its chart. `about` is the measure; each is told once."""

    about: str
    sentence: str
    chart: Chart
    subject: str
    method: str


@dataclass(frozen=True, slots=True)
class FindingView:
    key: str
    sentence: str
    plot: Plot
    subject: str
    method: Method


@dataclass(frozen=True, slots=True)
class ResultsPage:
    title: str
    where: str
    answered: int
    findings: tuple[FindingView, ...]
    source: str
    is_preview: bool
    back: str
    told: tuple[ToldLine, ...]


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round that was released, and whether students can read its findings."""

    key: str
    title: str
    since: datetime.datetime | None
    version: int


def findings(scene: Scene) -> tuple[Finding, ...]:
    """At most five, by the rule above; each measure once. Fewer where little is told."""
    found: dict[str, Finding] = {}
    for one in (*_changes(scene), *_agreed(scene), *_needs(scene), *_levels(scene)):
        found.setdefault(one.about, replace(one, chart=replace(one.chart, title=one.sentence)))
    return tuple(islice(found.values(), MOST))


def _changes(scene: Scene) -> Iterator[Finding]:
    """The largest clear changes, of different subjects; corrected for how many were looked at."""
    pairs = [(name, span_of(scene.cell(name, "change"))) for name in SCALES]
    known = [(name, span) for name, span in pairs if span is not None and _was(scene, name) is not None]
    if not known:
        return
    said = verdicts([span for _name, span in known], matters(scale_of(scene, known[0][0])))
    clear = [
        (name, span)
        for (name, span), verdict in zip(known, said, strict=True)
        if verdict in (Verdict.HIGHER, Verdict.LOWER)
    ]
    seen: set[str] = set()
    for name, span in sorted(clear, key=lambda one: -abs(one[1].value)):
        if SCALES[name] not in seen and len(seen) < CHANGES:
            seen.add(SCALES[name])
            yield _change(scene, name, span)


def _was(scene: Scene, name: str) -> float | None:
    return value_of(scene.cell(name, round=scene.rounds[-2])) if len(scene.rounds) > 1 else None


def _change(scene: Scene, name: str, span: Span) -> Finding:
    scale, subject = scale_of(scene, name), SCALES[name]
    before, now = scene.rounds[-2:]
    rows = tuple(
        DotRow(round, point_of(scene, scene.cell(name, round=round)), mine=round == now)
        for round in (before, now)
    )
    chart = Dots("", "", _("Score"), rows, scale, "", subject)
    words = {
        "measure": measure_name(scene, name),
        "was": with_unit(_was(scene, name) or 0.0, scale),
        "now": with_unit(value_of(scene.cell(name)) or 0.0, scale),
        "most": with_unit(scale.high, scale),
    }
    higher = _("%(measure)s went up: from %(was)s to %(now)s of %(most)s.")
    lower = _("%(measure)s went down: from %(was)s to %(now)s of %(most)s.")
    return Finding(name, (higher if span.value > 0 else lower) % words, chart, subject, "change")


def _agreed(scene: Scene) -> Iterator[Finding]:
    """What most students agree with, and what fewest do. Called so only where every question is told."""
    asked = [(item, subject) for subject, items in GOOD.items() for item in items if scene.options(item)]
    found: list[tuple[float, str, str, Bars]] = []
    for item, subject in asked:
        chart = makers.stacked(scene, "", (item,))
        found += [(share, item, subject, chart) for share in makers.uppers(chart).values()]
    if len(found) < 2:
        return
    plain = _("About %(n)s of 100 students agree: “%(item)s”.")
    most = _("You agree most with “%(item)s”: about %(n)s of 100 students.")
    least = _("You agree least with “%(item)s”: about %(n)s of 100 students.")
    all_told, order = len(found) == len(asked), sorted(found, key=lambda one: one[:2])
    for sentence, (share, item, subject, chart) in ((most, order[-1]), (least, order[0])):
        words = {"item": makers.plain(measure_name(scene, item)), "n": round(share)}
        yield Finding(item, (sentence if all_told else plain) % words, chart, subject, "share")


def _needs(scene: Scene) -> Iterator[Finding]:
    """What students would like help with most, with the three that are chosen most."""
    rows = [
        DotRow(option_name(scene, NEEDS, cell.option), point_of(scene, cell))
        for cell in scene.options(NEEDS)
        if cell.option != NOTHING
    ]
    first = sorted((row for row in rows if _value(row)), key=lambda row: -_value(row))[:3]
    if len(first) < 3 or not all(_surely_less(row, first[0]) for row in rows if not _value(row)):
        return
    words = {"answer": first[0].label, "n": round(100 * _value(first[0]))}
    sentence = _("You would like help most with “%(answer)s”: about %(n)s of 100 students.") % words
    yield Finding(NEEDS, sentence, Dots("", "", _("Students"), tuple(first), SHARE), "", "share")


def _surely_less(row: DotRow, first: DotRow) -> bool:
    """Whether an answer without a figure of its own, a band, lies below the first."""
    return isinstance(row.point, Told) and row.point.high <= _value(first)


def _value(row: DotRow) -> float:
    return (row.point.value or 0.0) if isinstance(row.point, Told) else 0.0


def _levels(scene: Scene) -> Iterator[Finding]:
    """The mean of a subject with its interval."""
    for name, subject in LEVELS:
        point, scale = point_of(scene, scene.cell(name)), scale_of(scene, name)
        if isinstance(point, Told) and point.value is not None:
            words = {
                "measure": measure_name(scene, name),
                "value": with_unit(point.value, scale),
                "most": with_unit(scale.high, scale),
                "likely": interval(point.low, point.high, scale),
            }
            sentence = _("%(measure)s: %(value)s of %(most)s, likely %(likely)s.") % words
            row = DotRow(measure_name(scene, name), point)
            yield Finding(
                name, sentence, Dots("", "", _("Score"), (row,), scale, "", subject), subject, "mean"
            )


def results_page(scene: Scene, *, is_preview: bool) -> ResultsPage:
    """The public page of a round."""
    return ResultsPage(
        round_name(scene, scene.round),
        scene.name,
        answered(scene),
        tuple(_view(one) for one in findings(scene)),
        source_line(scene),
        is_preview,
        reverse("results:manage") if is_preview else reverse("results:rounds"),
        tuple(told_line(one, scene.language) for one in tellings_about(scene.round, MOST_TOLD)),
    )


def _view(one: Finding) -> FindingView:
    return FindingView(one.about, one.sentence, plot_of(one.chart), one.subject, METHODS[one.method])


def answered(scene: Scene) -> int:
    """About how many students answered, as it was released; 0 where that is not told."""
    cell = scene.cell(HEADLINE)
    return 0 if cell is None or isinstance(cell.told, Suppressed) else cell.told.n_shown


def round_lines(
    rounds: list[Mapping[str, str]], shown: Mapping[str, ShownRound], language: str
) -> list[RoundLine]:
    """Every round of a release, newest first."""
    return [_line(one["key"], one[language], shown.get(one["key"])) for one in reversed(rounds)]


def _line(key: str, title: str, shown: ShownRound | None) -> RoundLine:
    since, version = (shown.shown_since, shown.release_version) if shown else (None, 0)
    return RoundLine(key, title, since, version)


def poster_values(scene: Scene, is_public: bool) -> dict[str, object]:
    """What the poster prints: five findings about this unit, and where to read on."""
    path = reverse("results:round", args=(scene.round,)) if is_public else reverse("support:help")
    address = settings.SITE_ADDRESS.rstrip("/") + path
    title = _("This is what you told us")
    count = answered(scene)
    return {
        "title": f"{title}: {scene.name}",
        "heading": title,
        "where": scene.name,
        "round": round_name(scene, scene.round),
        "answered": _("About %(n)s students answered. Thank you!") % {"n": count} if count else "",
        "language": scene.language,
        "brand": brand_colour(),
        "institution": scene.places.name("institution", "all"),
        "findings": [_printed(one) for one in findings(scene)],
        "none": _("Too few students answered to tell something that is safe. Help is always near."),
        "next": _("Ask your programme what happens with it."),
        "more": _("More results") if is_public else _("Talk to someone?"),
        "address": address.removeprefix("https://").removeprefix("http://"),
        "qr": qr_svg(address, address),
        "qr_alt": _("QR code that leads to %(address)s") % {"address": address},
        "source": source_line(scene),
    }


def _printed(one: Finding) -> dict[str, str]:
    return {"sentence": one.sentence, "subject": one.subject, **placed(one.chart, labels(), PICTURE)}
