"""Whose figures somebody sees in full, and what she sees beside them. This is the one place that says so.

Every released figure is safe to read; this is about whose business it is. Everybody who sees results sees the
institution, and her own units with every group in them. Beside an own unit stand the units around it (its
domain, the institution) as a reference: one grey figure, never their groups or questions.
"""

from dataclasses import dataclass
from typing import Any

from thuis.core.disclosure.model import EVERYTHING
from thuis.core.errors import NotFound
from thuis.foundation.access.rules import permitted
from thuis.foundation.permissions.roles import (
    user_can_decide_research,
    user_can_export_research,
    user_can_read_words,
    user_can_release_words,
    user_can_see_institution,
)
from thuis.foundation.release.access import Sight, sight_of
from thuis.foundation.release.book import Spot

reads_insights = permitted("reads-insights", user_can_see_institution)
asks_research = permitted("exports-research", user_can_export_research)
reads_words = permitted("reads-words", user_can_read_words)
judges_words = permitted("releases-words", user_can_release_words)
reads_requests = permitted("decides-research", user_can_decide_research)

# Where somebody begins: the widest of her own units.
FIRST = (EVERYTHING, "domain", "programme", "site")


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who reads insights, with what is hers."""

    sight: Sight

    def sees(self, spot: Spot) -> bool:
        return self.sight.covers(spot.unit_kind, {spot.unit})

    def check_sees(self, spot: Spot) -> None:
        """Raises NotFound: a unit of others is not there for her."""
        if not self.sees(spot):
            raise NotFound("not-found")

    @property
    def key(self) -> str:
        """The same for everybody who sees the same."""
        codes = sorted((kind, sorted(found)) for kind, found in self.sight.codes.items())
        return repr((self.sight.whole, self.sight.everything, codes))

    def own_units(self, units: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        """Of all units per kind those that she sees in full."""
        return {
            kind: tuple(code for code in codes if self.sight.covers(kind, {code}))
            for kind, codes in units.items()
        }

    def first_spot(self, units: dict[str, tuple[str, ...]]) -> Spot:
        """Where she lands: the whole when all is hers, otherwise her own unit."""
        if self.sight.everything:
            return Spot()
        own = self.own_units(units)
        found = ((kind, own.get(kind, ())) for kind in FIRST if kind != EVERYTHING)
        return next((Spot(kind, codes[0]) for kind, codes in found if codes), Spot())


def reader_of(user: Any) -> Reader:
    return Reader(sight_of(user))


def everybody() -> Reader:
    """Who reads a public page: the institution as a whole, and none of its units."""
    return Reader(Sight(whole=True, everything=False, codes={}))
