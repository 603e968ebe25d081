"""Pages about reports: the cards that somebody chose, and reports of many units at once."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thuis.foundation.cards.papers import PAPERS
from thuis.rooms.insights.access import Reader
from thuis.rooms.insights.actions import KEPT
from thuis.rooms.insights.models import PickedCard, ReportBatch
from thuis.rooms.insights.presenters.page import address, cards_of
from thuis.rooms.insights.presenters.papers import Placed
from thuis.rooms.insights.presenters.sources import whose
from thuis.rooms.insights.presenters.tab import Tab
from thuis.rooms.insights.queries import Scene, scenes_of_picked

Words = str | Promise


@dataclass(frozen=True, slots=True)
class PickedView:
    """`problem` says why a card cannot be in the report now."""

    pk: int
    question: str
    where: str
    round: str
    version: int
    address: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class PickedPage:
    cards: tuple[PickedView, ...]
    newest: int
    can_be_made: bool
    papers: tuple[tuple[Words, str], ...]


@dataclass(frozen=True, slots=True)
class BatchLine:
    words: str
    state: str
    address: str


@dataclass(frozen=True, slots=True)
class BatchesPage:
    round: str
    crumbs: tuple[tuple[str, str], ...]
    days: int
    batches: tuple[BatchLine, ...]


@dataclass(frozen=True, slots=True)
class BatchPage:
    words: str
    crumbs: tuple[tuple[str, str], ...]
    is_busy: bool
    is_stuck: bool
    finished: int
    total: int
    address: str
    again: str
    file: str
    until: datetime.datetime


Picked = tuple[PickedCard, Placed | None]


def picked_with_cards(
    picks: Sequence[PickedCard], reader: Reader, language: str, tabs: Mapping[str, Tab]
) -> list[Picked]:
    """Each chosen card as it stands in its release; nothing where it is not there or not hers any more."""
    return [
        (pick, _placed(pick, scene, tabs.get(pick.tab)))
        for pick, scene in scenes_of_picked(picks, reader, language)
    ]


def _placed(pick: PickedCard, scene: Scene | None, tab: Tab | None) -> Placed | None:
    if scene is None or tab is None:
        return None
    found = next((card for card in cards_of(scene, tab) if card.key == pick.card), None)
    return (scene, tab, found) if found else None


def picked_page(picks: Iterable[Picked], newest: int, rounds: Sequence[str]) -> PickedPage:
    """`newest`: the version that pages show, with these rounds."""
    cards = tuple(_picked(pick, placed) for pick, placed in picks)
    old = any(pick.release_version < newest and pick.round in rounds for pick, _placed in picks)
    return PickedPage(
        cards,
        newest if old else 0,
        any(not card.problem for card in cards),
        tuple((one.words, reverse("insights:report-made", args=(key,))) for key, one in PAPERS.items()),
    )


def _picked(pick: PickedCard, placed: Placed | None) -> PickedView:
    where, version = pick.unit, pick.release_version
    if placed is None:
        gone = _("This card is not there any more, or it is not yours. It is left out.")
        return PickedView(pick.pk, _("Card without figures"), where, pick.round, version, "", gone)
    scene, tab, card = placed
    question = f"{tab.title}: {card.question}"
    return PickedView(pick.pk, question, whose(scene), pick.round, version, address(scene, tab.key))


def batches_page(round: str, batches: Iterable[ReportBatch]) -> BatchesPage:
    lines = tuple(BatchLine(batch_words(one), str(one.get_state_display()), _address(one)) for one in batches)
    return BatchesPage(round, (*_crumbs(round, "")[:1], (_("Reports of all units"), "")), KEPT.days, lines)


def batch_words(batch: ReportBatch) -> str:
    """'14 reports, 2026 (PDF)'."""
    count = len(batch.units)
    words = {"n": count, "round": batch.round, "kind": batch.suffix.upper()}
    said = ngettext("%(n)s report, %(round)s (%(kind)s)", "%(n)s reports, %(round)s (%(kind)s)", count)
    return said % words


def batch_page(batch: ReportBatch) -> BatchPage:
    words = batch_words(batch)
    return BatchPage(
        words,
        _crumbs(batch.round, words),
        batch.state == ReportBatch.State.WAITING,
        batch.state == ReportBatch.State.STUCK,
        batch.finished,
        len(batch.units),
        _address(batch),
        reverse("insights:report-batches", args=(batch.round,)),
        reverse("insights:report-file", args=(batch.pk,)),
        batch.asked_at + KEPT,
    )


def _address(batch: ReportBatch) -> str:
    return reverse("insights:report-batch", args=(batch.pk,))


def _crumbs(round: str, here: str) -> tuple[tuple[str, str], ...]:
    results = (_("Results"), reverse("insights:start"))
    return results, (_("Reports of all units"), reverse("insights:report-batches", args=(round,))), (here, "")
