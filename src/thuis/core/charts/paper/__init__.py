"""A chart on paper: one SVG for reports and downloads, in the grammar of the page and in literal colours."""

from thuis.core.charts.paper.labels import Labels, described
from thuis.core.charts.paper.sheet import drawn

__all__ = ["Labels", "described", "drawn"]
