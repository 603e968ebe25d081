"""Shades of answers: one ramp with a pale middle, that a colour-blind reader sees too."""

from collections.abc import Sequence

from thuis.core.charts.paper.ink import INK, SURFACE

RAMP = ("#8C510A", "#D8B365", "#E6E3DC", "#7FBFB5", "#01665E")
PLAIN = ("#4A5666", "#DDE1E6")  # without an order: greys from dark to pale


def shades(count: int, ordered: bool = True) -> tuple[str, ...]:
    """One shade for each answer, the same strength on both sides; an even count has no pale middle."""
    if not ordered:
        return tuple(_between(*PLAIN, place / max(count - 1, 1)) for place in range(count))
    half = count // 2
    less = [_between(RAMP[0], RAMP[1], place / max(half - 1, 1)) for place in range(half)]
    more = [_between(RAMP[4], RAMP[3], place / max(half - 1, 1)) for place in range(half)]
    return (*less, *RAMP[2:3] * (count % 2), *reversed(more))


def on(shade: str) -> str:
    """Ink or white, whichever stands out more on a shade (contrast of WCAG 2.2)."""
    light = _luminance(shade)
    with_ink = (light + 0.05) / (_luminance(INK) + 0.05)
    return INK if with_ink >= 1.05 / (light + 0.05) else SURFACE


def _rgb(colour: str) -> list[int]:
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]


def _between(first: str, last: str, part: float) -> str:
    mixed: Sequence[int] = [round(a + (b - a) * part) for a, b in zip(_rgb(first), _rgb(last), strict=True)]
    return "#" + "".join(f"{one:02X}" for one in mixed)


def _luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [one / 255 for one in _rgb(colour)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
