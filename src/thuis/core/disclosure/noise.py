"""Keyed noise: the same people with the same sum always get the same draw, so asking again tells nothing.

Each draw comes from BLAKE2b with a secret key over what the cell is made of. Formula for one draw: u is 64
bits of the digest as a number between 0 and 1, z = Φ⁻¹(Φ(−c) + u·(Φ(c) − Φ(−c))), a standard normal cut at
±c (c = 2.5). Its variance is 1 − 2cφ(c)/(2Φ(c) − 1) = 0.911.
"""

import hashlib
import math

import numpy as np
from scipy.special import ndtr, ndtri

from thuis.core.disclosure.model import Floats, Integers, Measure, NoiseLevels

DRAWS = 8  # one digest of 64 bytes gives eight numbers
SUM, BELOW, COUNT, FIRST_OPTION = 0, 1, 2, 3


def draws(key: bytes, label: str, people: Integers, sums: Floats, cut: float) -> Floats:
    """Cut standard normal draws, cells × 8, for cells of known people and sum.

    Args:
        key: the secret of this institution, at most 64 bytes.
        label: what the draw is for: round and measure.
        people: added record keys of who is in each cell, 2 × cells.
        sums: the exact sums in each cell, cells or measures × cells; a changed answer changes the draw.
        cut: where the normal distribution is cut off, in standard deviations.
    """
    exact = ("|".join(f"{one:.6f}" for one in cell) for cell in np.atleast_2d(sums).T.tolist())
    texts = (f"{label}|{a}|{b}|{s}" for a, b, s in zip(*people.tolist(), exact, strict=True))
    digests = b"".join(hashlib.blake2b(text.encode(), key=key, digest_size=64).digest() for text in texts)
    uniform = (np.frombuffer(digests, dtype=">u8").astype(np.float64) + 0.5) / 2.0**64
    low, high = ndtr(-cut), ndtr(cut)
    normal: Floats = ndtri(low + uniform * (high - low)).reshape(-1, DRAWS)
    return normal


def cut_variance(cut: float) -> float:
    """The variance of a standard normal that is cut at ±cut."""
    density = math.exp(-cut * cut / 2) / math.sqrt(2 * math.pi)
    return 1.0 - 2.0 * cut * density / (2.0 * float(ndtr(cut)) - 1.0)


def level(measure: Measure, spread: float, rules: NoiseLevels) -> float:
    """The standard deviation of the noise on a sum of this measure, in its own points."""
    return max(rules.of_range * measure.range, rules.of_spread * spread)


def item_noise(scale: Floats, own: Floats, room: float) -> Floats:
    """Draws for the items of one scale, cells × items: the draw of the scale, plus rests that add up to zero.

    With noise of their own, the mean over items would average the noise away. And with less than the whole
    draw of the scale, scale minus items would tell the draw itself.

    Args:
        scale: the draw of the scale, per cell.
        own: draws of the items, cells × items.
        room: how large the rest of one item is, in draws.
    """
    items = own.shape[1]
    if items < 2:
        return np.repeat(scale[:, None], items, axis=1)
    rest = (own - own.mean(axis=1, keepdims=True)) / math.sqrt(1 - 1 / items)
    mixed: Floats = scale[:, None] + room * rest
    return mixed


def option_noise(on_sum: Floats, values: Floats, own: Floats, count: float) -> Floats:
    """Noise on the number of answers per option, options × cells, that agrees with the noise on the sum.

    The noise adds up to nothing over the options, and weighted by their values to the noise on the sum, so
    the mean of the released distribution is the released mean and tells nothing new. What is left free gets
    draws of its own: `own`, cells × options.
    """
    centred = values - values.mean()
    along = np.outer(centred, on_sum) / max(float(centred @ centred), 1e-12)
    basis = np.stack([np.ones_like(values), centred])
    free = own[:, : len(values)].T
    free = free - np.linalg.pinv(basis) @ (basis @ free)
    room = 1 - 2 / len(values)
    return along + (free * (count / math.sqrt(room)) if room > 0 else 0.0)
