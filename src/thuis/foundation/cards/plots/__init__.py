"""Charts as the templates draw them: percent across, pixels down. Words stay outside and never shrink."""

from thuis.core.charts.model import Bars, Chart, Dots, Lines
from thuis.foundation.cards.plots.bars import BarsPlot, bars
from thuis.foundation.cards.plots.dots import DotsPlot, dots
from thuis.foundation.cards.plots.lines import LinesPlot, lines
from thuis.foundation.cards.plots.quadrant import QuadrantPlot, quadrant

Plot = DotsPlot | BarsPlot | LinesPlot | QuadrantPlot


def plot_of(chart: Chart) -> Plot:
    """What the template of this kind of chart draws."""
    if isinstance(chart, Dots):
        return dots(chart)
    if isinstance(chart, Bars):
        return bars(chart)
    return lines(chart) if isinstance(chart, Lines) else quadrant(chart)
