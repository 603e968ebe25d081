"""The chart of a card as a picture that can stand alone: with its place, round and source."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thuis.core.charts.model import Chart
from thuis.core.charts.paper import drawn
from thuis.core.charts.paper.labels import Labels
from thuis.rooms.insights.presenters.sources import source_line, whose
from thuis.rooms.insights.presenters.words import number
from thuis.rooms.insights.queries import Scene

WIDTH = 720  # what a picture is drawn for; PNG is twice as many pixels, sharp on slides and phones


def labels(footer: tuple[str, ...] = ()) -> Labels:
    """The words on paper, in the reader's language."""
    return Labels(
        number=number,
        language=get_language() or "nl",
        hidden=_("not shown"),
        grey=_("grey: {name}"),
        less=_("less than {value}"),
        more=_("more than {value}"),
        footer=footer,
    )


def picture_of(scene: Scene, chart: Chart, width: int = WIDTH) -> str:
    """A chart as SVG."""
    return drawn(chart, labels((whose(scene), source_line(scene))), width)
