"""Descriptive stretches of a score."""

from collections.abc import Sequence

from thuis.core.questionnaire.model import Band


def band_of(bands: Sequence[Band], value: float | None) -> str | None:
    """The key of the band that holds `value`; its own low border counts, the next one's does not."""
    if value is None:
        return None
    held = [band.key for band in bands if band.low <= value]
    return held[-1] if held else None
