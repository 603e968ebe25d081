"""What is not told: a hatched place with the reason in it."""

from thuis.core.charts.measure import width_of, wrapped
from thuis.core.charts.paper.ink import SMALL, SURFACE, Look, Part, block, few, hatched, leading, rect

_LOOK = Look(SMALL)
_SIGN = 18.0  # the little sign and the air after it
_AIR = 8.0


def reason(x: float, top: float, width: float, words: str, least: float = 0.0) -> Part:
    """A hatched place of at least `least` high; at most four lines of reason, on white."""
    lines = wrapped(words, width - 2 * _AIR - _SIGN - 8, SMALL, most=4)
    step = leading(_LOOK)
    height = max(least, step * len(lines) + 12)
    first = top + (height - step * len(lines)) / 2
    left = x + _AIR
    wide = max((width_of(line, SMALL) for line in lines), default=0.0)
    ground = rect(left, first - 2, _SIGN + wide + 8, step * len(lines) + 4, SURFACE)
    signs = few(left + 3, first + 2) + block(left + _SIGN, first, lines, _LOOK)
    return Part(hatched(x, top, width, height) + ground + signs, top + height)
