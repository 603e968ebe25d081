"""Reading what a page needs from one release: one unit, perhaps one group, in one round and before."""

import datetime
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

from thuis.core.disclosure.model import EVERYTHING, JOIN
from thuis.core.disclosure.released import Cell
from thuis.core.errors import NotFound
from thuis.foundation.institution.models import Site, Unit
from thuis.foundation.release.book import Book, Spot, book_of
from thuis.foundation.release.models import Release
from thuis.foundation.release.queries import Shape, latest_release, shape_of
from thuis.foundation.release.relations_file import UnitKey, UnitRelations, relations_of_release
from thuis.foundation.words.told import ToldQuestion, told_questions
from thuis.rooms.insights.access import Reader
from thuis.rooms.insights.models import PickedCard, ReportBatch, ShownRound
from thuis.rooms.participation.public import TakingPart, taking_part

AGAINST = ("domain", EVERYTHING)  # what a figure may stand beside, nearest first
PANEL = "panel"


@dataclass(frozen=True, slots=True)
class Places:
    """Names of units and sites, and in which domain a programme lies."""

    names: Mapping[tuple[str, str], str]
    domains: Mapping[str, str]

    def name(self, kind: str, code: str) -> str:
        return self.names.get((kind, code), code)


@dataclass(frozen=True)
class Scene:
    """Everything that the cards of one page are made from. Figures come from the book alone."""

    release: Release
    book: Book
    shape: Shape
    places: Places
    reader: Reader
    spot: Spot
    round: str
    against: str
    language: str
    related: Mapping[UnitKey, UnitRelations] = field(default_factory=dict)
    written: Callable[[], tuple[ToldQuestion, ...]] = tuple  # read only where somebody asks
    taking_part: Callable[[], TakingPart | None] = lambda: None  # the same

    def cell(
        self, measure: str, statistic: str = "mean", *, spot: Spot | None = None, round: str = ""
    ) -> Cell | None:
        return self.book.cell(spot or self.spot, round or self.round, measure, statistic)

    def options(self, item: str, *, spot: Spot | None = None, round: str = "") -> tuple[Cell, ...]:
        """The shares of the answers to one question."""
        return self.book.cells(spot or self.spot, round or self.round, item, "answer_share")

    def codes(self, item: str) -> tuple[str, ...]:
        """Every answer that a question has here, also those that are told together; none when not asked."""
        told = self.book.options(self.spot, self.round, item, "answer_share")
        return tuple(code for option in told for code in option.split(JOIN))

    @property
    def key(self) -> str:
        """The same for every page on which nothing can differ: release, place, reader, language and names."""
        asked = (self.spot, self.round, self.against, self.language)
        names = (sorted(self.places.names.items()), sorted(self.places.domains.items()))
        said = repr((self.release.certificate_digest, self.reader.key, asked, names))
        return hashlib.sha256(said.encode()).hexdigest()

    def relations(self, spot: Spot) -> UnitRelations | None:
        """How measures go together in a unit in this round; of everybody in it, or not at all."""
        return None if spot.filter_kind else self.related.get((self.round, spot.unit_kind, spot.unit))

    @cached_property
    def rounds(self) -> tuple[str, ...]:
        """The rounds up to this one, oldest first."""
        keys = self.release.round_keys
        return keys[: keys.index(self.round) + 1]

    @cached_property
    def beside(self) -> Spot | None:
        """The unit that this one is compared with, for the same group; nothing beside the whole."""
        if self.spot.unit_kind == EVERYTHING:
            return None
        domain = self.places.domains.get(self.spot.unit, "") if self.spot.unit_kind == "programme" else ""
        wider = Spot("domain", domain) if domain and self.against != EVERYTHING else Spot()
        return wider.of_group(self.spot.filter_kind, self.spot.filter_value)

    @property
    def name(self) -> str:
        return self.name_of(self.spot)

    def name_of(self, spot: Spot) -> str:
        """The name of a unit; of units that are told together all names, so that nobody reads them as one."""
        return " + ".join(self.places.name(spot.unit_kind, code) for code in self.book.members(spot))

    @property
    def name_beside(self) -> str:
        return self.places.name(self.beside.unit_kind, self.beside.unit) if self.beside else ""

    @cached_property
    def units_below(self) -> tuple[Spot, ...]:
        """The units that a list on this page names: of the whole its domains, of a domain its programmes.

        Elsewhere the programmes of the same domain. Only those that this reader sees in full.
        """
        kind, inside = "programme", self.spot.unit
        if self.spot.unit_kind == EVERYTHING:
            kind, inside = "domain", ""
        elif self.spot.unit_kind == "programme":
            inside = self.places.domains.get(self.spot.unit, "")
        elif self.spot.unit_kind == "site":
            kind, inside = "site", ""
        found = (Spot(kind, code) for code in self.book.units.get(kind, ()))
        seen = [one for one in found if self.reader.sees(one) and (not inside or self._lies_in(one, inside))]
        apart = {self.book.members(one): one for one in reversed(seen)}
        named = sorted(apart.values(), key=self.name_of)
        return tuple(one.of_group(self.spot.filter_kind, self.spot.filter_value) for one in named)

    def _lies_in(self, spot: Spot, domain: str) -> bool:
        return self.places.domains.get(spot.unit) == domain

    @cached_property
    def groups(self) -> Mapping[str, tuple[str, ...]]:
        return self.book.groups(self.spot)


def release_to_show() -> Release:
    """The newest release. Raises NotFound before there is one."""
    found = latest_release()
    if found is None:
        raise NotFound("not-found")
    return found


def scene_of(
    release: Release,
    reader: Reader,
    spot: Spot,
    *,
    round: str,
    against: str,
    language: str,
    places: Places | None = None,
) -> Scene:
    """The scene of one page. Who makes many gives the names of places along.

    Raises:
        NotFound: the release has no such round, unit or group, or the unit is not hers.
    """
    book = book_of(release)
    if round not in release.round_keys or spot.unit not in book.units.get(spot.unit_kind, ()):
        raise NotFound("not-found")
    reader.check_sees(spot)
    told = [value for one in book.groups(spot).get(spot.filter_kind, ()) for value in (one, *one.split(JOIN))]
    if spot.filter_kind and spot.filter_value not in told:
        raise NotFound("not-found")
    named = places or places_in(language)
    related = relations_of_release(release.folder, release.certificate_digest)
    written = partial(told_questions, round)
    roles = partial(taking_part, reader.sight, spot.unit_kind, spot.unit, language)
    shape = shape_of(release)
    return Scene(release, book, shape, named, reader, spot, round, against, language, related, written, roles)


def places_in(language: str) -> Places:
    """All names, in two queries."""
    names: dict[tuple[str, str], str] = {}
    domains: dict[str, str] = {}
    units = Unit.objects.order_by().values_list("kind", "code", "name_nl", "name_en", "parent__code")
    for kind, code, dutch, english, parent in units:
        names[kind, "all" if kind == EVERYTHING else code] = (language != "nl" and english) or dutch
        if kind == Unit.Kind.PROGRAMME and parent is not None:
            domains[code] = parent
    names |= {("site", code): name for code, name in Site.objects.values_list("code", "name")}
    return Places(names, domains)


def picked_cards(user: Any) -> list[PickedCard]:
    """The cards of her report, in its order."""
    return list(PickedCard.objects.filter(user=user))


def picked_or_404(user: Any, pk: int) -> PickedCard:
    """One of her own. Raises NotFound."""
    found = PickedCard.objects.filter(user=user, pk=pk).first()
    if found is None:
        raise NotFound("not-found")
    return found


def scenes_of_picked(
    cards: Sequence[PickedCard], reader: Reader, language: str
) -> Iterator[tuple[PickedCard, Scene | None]]:
    """Each card with its scene, in the release that it was picked from; None when it is not hers any more."""
    versions = {
        one.version: one for one in Release.objects.filter(version__in={c.release_version for c in cards})
    }
    places = places_in(language)
    for card in cards:
        try:
            release = versions[card.release_version]
            scene = scene_of(
                release,
                reader,
                card.spot,
                round=card.round,
                against=card.against,
                language=language,
                places=places,
            )
        except (KeyError, NotFound):
            yield card, None
        else:
            yield card, scene


def batches_of(user: Any, round: str) -> list[ReportBatch]:
    """Her batches of a round, newest first."""
    return list(ReportBatch.objects.filter(user=user, round=round).exclude(state=ReportBatch.State.EXPIRED))


def batch_or_404(user: Any, pk: int) -> ReportBatch:
    """One of her own that is still kept. Raises NotFound."""
    found = ReportBatch.objects.filter(user=user, pk=pk).exclude(state=ReportBatch.State.EXPIRED).first()
    if found is None:
        raise NotFound("not-found")
    return found


def old_batches(before: datetime.datetime) -> list[ReportBatch]:
    """Batches whose days are over."""
    return list(ReportBatch.objects.filter(asked_at__lt=before).exclude(state=ReportBatch.State.EXPIRED))


def shown_rounds() -> dict[str, ShownRound]:
    """Every round whose findings are public, by its key."""
    return {one.round: one for one in ShownRound.objects.all()}
