"""A quote is what somebody wrote: parts may be left out and masked, nothing may be changed or added."""

import re

from thuis.core.words.mask import MASKS

LEFT_OUT = "…"
LEAST_THEME = 10  # texts with a theme before one of them may be shown
MOST = 5  # quotes of one theme
# What a reader may put in the place of words: a gap or a mask.
GAP = re.compile("|".join(re.escape(one) for one in (LEFT_OUT, "...", *MASKS)))
EDGE = re.compile(r"\w")


def is_cut_of(quote: str, text: str) -> bool:
    """Whether a quote holds nothing but parts of a text, whole words, in their order."""
    kept = [part for part in (_plain(part) for part in GAP.split(quote)) if part]
    rest, start = _plain(text), 0
    for part in kept:
        at = _find(part, rest, start)
        if at < 0:
            return False
        start = at + len(part)
    return bool(kept)


def _find(part: str, text: str, start: int) -> int:
    """Where a part stands as whole words; -1 where it does not."""
    at = text.find(part, start)
    while at >= 0 and not _is_whole(text, at, at + len(part)):
        at = text.find(part, at + 1)
    return at


def _is_whole(text: str, start: int, end: int) -> bool:
    """No word is cut in two: 'on' is no part of 'unknown', and 'happy' no part of 'unhappy'."""
    return not (_joins(text[start - 1 : start], text[start]) or _joins(text[end - 1], text[end : end + 1]))


def _joins(one: str, other: str) -> bool:
    return bool(EDGE.match(one) and EDGE.match(other))


def _plain(text: str) -> str:
    return " ".join(text.split())
