"""The chart of a card as a picture that can stand alone: with its place, round and source."""

from thuis.core.charts.model import Chart
from thuis.core.charts.paper import drawn
from thuis.foundation.cards.pictures import WIDTH, labels
from thuis.rooms.insights.presenters.sources import source_line, whose
from thuis.rooms.insights.queries import Scene


def picture_of(scene: Scene, chart: Chart, width: int = WIDTH) -> str:
    """A chart as SVG."""
    return drawn(chart, labels((whose(scene), source_line(scene))), width)
