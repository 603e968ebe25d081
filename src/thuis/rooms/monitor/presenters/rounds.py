"""Pages of colleagues about rounds."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from thuis.core.questionnaire.model import Item, Module, Page, Questionnaire
from thuis.rooms.monitor.access import round_can
from thuis.rooms.monitor.models import Invitation, Round
from thuis.rooms.monitor.presenters.answering import ItemView, item_view


@dataclass(frozen=True, slots=True)
class RoundRow:
    key: str
    title: str
    state: str
    opens_on: datetime.date
    closes_on: datetime.date


@dataclass(frozen=True, slots=True)
class RoundsPage:
    rounds: tuple[RoundRow, ...]
    may_steer: bool


@dataclass(frozen=True, slots=True)
class Count:
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class RoundPage:
    """One round: where it stands, who is asked, what can be done next."""

    row: RoundRow
    is_draft: bool
    is_closed: bool
    is_open: bool
    fingerprint: str
    modules: tuple[str, ...]
    invitations: tuple[Count, ...]
    invited: int
    deeds: tuple[str, ...]
    may_follow: bool
    may_lead: bool


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """A page of the questionnaire as students see it, with the condition under which they meet it."""

    key: str
    subject: str
    title: str
    intro: str
    condition: str
    items: tuple[ItemView, ...]
    conditions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PreviewModule:
    key: str
    part: str
    title: str
    intro: str
    minutes: int
    condition: str
    pages: tuple[PreviewPage, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    row: RoundRow
    modules: tuple[PreviewModule, ...]
    problems: tuple[str, ...]


def round_row(round: Round, language: str) -> RoundRow:
    return RoundRow(
        round.key, round.title_in(language), round.get_state_display(), round.opens_on, round.closes_on
    )


def rounds_page(rounds: Iterable[Round], language: str, may_steer: bool) -> RoundsPage:
    return RoundsPage(tuple(round_row(round, language) for round in rounds), may_steer)


def round_page(
    round: Round,
    modules: Sequence[Module],
    counts: Mapping[str, int],
    language: str,
    *,
    may_steer: bool,
    may_follow: bool,
    may_lead: bool,
) -> RoundPage:
    deeds = ("edit", "invite", "open", "extend", "close")
    return RoundPage(
        row=round_row(round, language),
        is_draft=round.state == Round.State.DRAFT,
        is_closed=round.state == Round.State.CLOSED,
        is_open=round.state == Round.State.OPEN,
        fingerprint=round.fingerprint,
        modules=tuple(module.title.in_(language) for module in modules if module.part == "B"),
        invitations=tuple(
            Count(str(state.label), counts[state]) for state in Invitation.State if state in counts
        ),
        invited=sum(counts.values()),
        deeds=tuple(deed for deed in deeds if may_steer and round_can(round, deed)),
        may_follow=may_follow,
        may_lead=may_lead,
    )


def preview(round: Round, questionnaire: Questionnaire, problems: Sequence[str], language: str) -> Preview:
    """Every page of every module, whatever the answers."""
    modules = tuple(_module(module, language) for module in questionnaire.modules)
    return Preview(round_row(round, language), modules, tuple(problems))


def _module(module: Module, language: str) -> PreviewModule:
    items = {item.code: item for item in module.items}
    return PreviewModule(
        key=module.key,
        part=module.part,
        title=module.title.in_(language),
        intro=module.intro.in_(language),
        minutes=module.minutes,
        condition=module.show_if,
        pages=tuple(_page(page, items, language) for page in module.pages),
    )


def _page(page: Page, items: Mapping[str, Item], language: str) -> PreviewPage:
    shown = [items[code] for code in page.items]
    return PreviewPage(
        key=page.key,
        subject=page.subject,
        title=page.title.in_(language),
        intro=page.intro.in_(language) if page.intro else "",
        condition=page.show_if,
        items=tuple(item_view(item, {}, language, {}) for item in shown),
        conditions=tuple((item.code, item.show_if) for item in shown if item.show_if),
    )
