"""Many questions at once: corrected p values."""

import numpy as np
from numpy.typing import ArrayLike

from thuis.core.statistics.arrays import Floats, check_option, column


def holm(p: ArrayLike) -> Floats:
    """Adjusted p values, shape (m,), that keep the chance of any false alarm: for planned questions.

    Running maximum of (m - i + 1) × p₍ᵢ₎, at most 1 (Holm 1979). Agrees with R `p.adjust("holm")`.
    """
    found = _chances(p)
    order = np.argsort(found, kind="stable")
    stepped = np.maximum.accumulate(found[order] * np.arange(len(found), 0, -1))
    return _back(np.minimum(stepped, 1), order)


def benjamini_hochberg(p: ArrayLike) -> Floats:
    """Adjusted p values, shape (m,), that keep the share of false alarms among the alarms: for screening.

    Running minimum from above of m / i × p₍ᵢ₎ (Benjamini & Hochberg 1995). Agrees with R `p.adjust("BH")`.
    """
    found = _chances(p)
    order = np.argsort(found, kind="stable")
    scaled = found[order] * len(found) / np.arange(1, len(found) + 1)
    return _back(np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1), order)


def _chances(p: ArrayLike) -> Floats:
    found = column(p)
    check_option("p", bool(((found >= 0) & (found <= 1)).all()))
    return found


def _back(ordered: Floats, order: np.ndarray[tuple[int, ...], np.dtype[np.intp]]) -> Floats:
    found = np.empty_like(ordered)
    found[order] = ordered
    return found
