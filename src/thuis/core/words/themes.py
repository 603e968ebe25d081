"""How many texts hold each theme, told safely: keyed noise, an interval that holds it, bands at the ends.

The same way as a question with several answers (`core/disclosure/choices.py`): one level of noise for all
themes of a question, by the direction in which they together tell most, and at least one text.
"""

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from thuis.core.disclosure.model import Floats
from thuis.core.disclosure.noise import COUNT, cut_variance, draws
from thuis.core.errors import InvalidInput

LEAST = 20  # texts: under that no share is told, nor kept
BAND = 3  # texts: fewer with, or without, a theme is told as a band
OF_SPREAD, CUT, STEP = 1.9, 2.5, 5
Z = 1.959964


@dataclass(frozen=True, slots=True)
class Theme:
    """The share of texts with a theme, from 0 to 1. A band has ends and no share. `n`: texts, by fives."""

    key: str
    share: float | None
    low: float
    high: float
    n: int


def themes_told(
    codes: Mapping[str, frozenset[str]], themes: Sequence[str], *, key: bytes, label: str
) -> tuple[Theme, ...]:
    """The share of every theme in one question of one round.

    Args:
        codes: per text, by its random id, the themes that count.
        themes: all themes of the codebook; one that nobody saw is told as a band.
        key: secret of the releases; the same texts and themes give the same figures.
        label: round and question.

    Raises:
        InvalidInput: fewer than twenty texts.
    """
    if len(codes) < LEAST:
        raise InvalidInput("statistics-too-few", needed=LEAST, found=len(codes))
    texts = sorted(codes)
    seen: Floats = np.array([[theme in codes[text] for theme in themes] for text in texts], dtype=np.float64)
    level, counts = noise_level(seen), seen.sum(axis=0)
    people = np.tile(_people(texts)[:, None], len(themes))
    drawn = [draws(key, f"words|{label}|{theme}", people[:, :1], counts[at : at + 1], CUT)[0, COUNT]
             for at, theme in enumerate(themes)]  # fmt: skip
    return tuple(
        _told(theme, float(count + level * z), level, len(texts))
        for theme, count, z in zip(themes, counts, drawn, strict=True)
    )


def noise_level(seen: Floats) -> float:
    """Texts: max(1, 1.9 √λ), λ the largest eigenvalue of the covariance of the themes (texts × themes)."""
    spread = np.atleast_2d(np.cov(seen, rowvar=False, bias=True))
    return max(1.0, OF_SPREAD * math.sqrt(max(0.0, float(np.linalg.eigvalsh(spread).max()))))


def _people(texts: Sequence[str]) -> "np.ndarray":
    digest = hashlib.sha256("|".join(texts).encode()).digest()
    return np.frombuffer(digest[:16], dtype=">i8").astype(np.int64)


def _told(theme: str, count: float, level: float, n: int) -> Theme:
    """The interval: p ± 1.96 √(p(1−p)/n + noise²/n²). A band's end holds the noise too."""
    about, reach = STEP * round(n / STEP), CUT * level
    if count < BAND:
        return Theme(theme, None, 0.0, min(1.0, (BAND + reach) / n), about)
    if count > n - BAND:
        return Theme(theme, None, max(0.0, 1 - (BAND + reach) / n), 1.0, about)
    share = count / n
    half = Z * math.sqrt(share * (1 - share) / n + cut_variance(CUT) * level**2 / n**2)
    return Theme(theme, share, max(0.0, share - half), min(1.0, share + half), about)
