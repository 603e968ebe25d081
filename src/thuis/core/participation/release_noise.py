"""Keyed noise on numbers of people: one draw per set of people, whatever the set is called."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from thuis.core.disclosure.noise import draws
from thuis.core.participation.release_model import RULES, ReleaseRules

LABEL = "participation"
PEOPLE, HOURS, TENTH = 0, 1, 2  # which draw of a set is for what


@dataclass(frozen=True, slots=True)
class Noise:
    """`key`: the secret of this institution, at most 64 bytes."""

    key: bytes
    rules: ReleaseRules = RULES

    def of(self, people: Iterable[str], purpose: int = PEOPLE) -> float:
        """A draw in standard deviations, cut at ±`cut`. The same people always get the same one."""
        told = "\n".join(sorted(people)).encode()
        digest = hashlib.blake2b(told, key=self.key, digest_size=16).digest()
        halves = [[int.from_bytes(digest[at : at + 8], "big") >> 1] for at in (0, 8)]
        found = draws(self.key, LABEL, np.array(halves, dtype=np.int64), np.zeros(1), self.rules.cut)
        return float(found[0, purpose])

    def count(self, people: Iterable[str]) -> float:
        """The number of people with noise."""
        known = frozenset(people)
        return len(known) + self.rules.spread * self.of(known)
