"""Which released cells somebody may read. All are safe to read; this is about whose business they are."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from thuis.core.disclosure.model import EVERYTHING
from thuis.foundation.institution.models import Unit
from thuis.foundation.institution.queries import codes_of
from thuis.foundation.permissions.roles import SEE_RESULTS, user_can_see_institution


@dataclass(frozen=True, slots=True)
class Sight:
    """What one person sees: the whole, perhaps everything in it, and units by kind and code."""

    whole: bool
    everything: bool
    codes: Mapping[str, frozenset[str]]

    def covers(self, unit_kind: str, unit: Collection[str]) -> bool:
        """Whether a cell is among it. Of members that are told together one is enough: the rest stays hidden.

        A site holds students of many programmes, so it is for who sees them all.
        """
        if unit_kind == EVERYTHING:
            return self.whole
        return self.everything or bool(self.codes.get(unit_kind, frozenset()) & set(unit))


def sight_of(user: Any) -> Sight:
    """What a user sees today; the same rule as `user_can_see_results`, for all units at once."""
    codes = codes_of(user, SEE_RESULTS, timezone.localdate())
    return Sight(user_can_see_institution(user), Unit.Kind.INSTITUTION in codes, codes)
