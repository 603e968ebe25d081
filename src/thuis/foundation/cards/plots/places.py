"""Places on a chart: percent across, from a value on its scale."""

from thuis.core.charts.model import Scale


def percent(value: float) -> str:
    return f"{round(value, 2):g}%"


def at(value: float, scale: Scale) -> str:
    inside = min(max(value, scale.low), scale.high)
    return percent(100 * (inside - scale.low) / (scale.high - scale.low))
