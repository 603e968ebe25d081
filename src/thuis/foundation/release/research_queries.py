"""Reading requests for research data, and what can be asked."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from thuis.core.errors import NotFound
from thuis.core.questionnaire.model import Module
from thuis.core.research.variables import modules_in
from thuis.core.texts import Text
from thuis.foundation.loading.rounds import ClosedRound
from thuis.foundation.release.queries import latest_release
from thuis.foundation.release.research_models import ResearchRequest
from thuis.foundation.texts.content import CONTENT


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a researcher agrees to, with the version of its words."""

    version: int
    points: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be asked: released rounds, oldest first, and the modules that they asked."""

    rounds: tuple[ClosedRound, ...]
    modules: Mapping[str, Module]


@cache
def agreement() -> Agreement:
    """The words of content/research.toml."""
    found = tomllib.loads((CONTENT / "research.toml").read_text(encoding="utf-8"))
    return Agreement(int(found["version"]), tuple(Text(**point) for point in found["points"]))


def offered(rounds: Sequence[ClosedRound]) -> Offered:
    """Of these closed rounds the released ones: their figures are there to compare with."""
    latest = latest_release()
    released = [one for one in rounds if latest and one.key in latest.round_keys]
    return Offered(tuple(released), modules_in([one.questionnaire for one in reversed(released)]))


def requests() -> tuple[ResearchRequest, ...]:
    """All requests, newest first: a register that every researcher and admin may read."""
    return tuple(ResearchRequest.objects.select_related("requested_by", "decided_by"))


def request_or_404(pk: int) -> ResearchRequest:
    """One request. Raises NotFound."""
    found = ResearchRequest.objects.select_related("requested_by", "decided_by").filter(pk=pk).first()
    if found is None:
        raise NotFound("not-found")
    return found
