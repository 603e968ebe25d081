"""The pages on which roles are told, listed, and put on the board."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from thuis.core.participation.catalogue import NamedRole
from thuis.rooms.participation.forms.roles import SERIES_WORDS
from thuis.rooms.participation.models import Engagement, Gap, Kind, OpenRole, Step
from thuis.rooms.participation.queries.openings import State, opening_can
from thuis.rooms.participation.queries.own import OwnRole, OwnRoles
from thuis.rooms.participation.queries.places import place_label, place_names
from thuis.rooms.participation.queries.registrations import Registration
from thuis.rooms.participation.queries.roles import named_roles


@dataclass(frozen=True, slots=True)
class ToldRow:
    code: str
    role: str
    place: str
    first: date
    last: date
    hours: float | None
    known_by: str
    state: str


def told_rows(rows: Iterable[Registration], language: str) -> tuple[ToldRow, ...]:
    roles, places = named_roles(), place_names(language)
    return tuple(
        ToldRow(
            row.code,
            roles[row.role].name.in_(language) if row.role in roles else row.role,
            place_label(row.programme, row.site, places),
            row.first,
            row.last,
            row.hours,
            row.known_by,
            str(Engagement.State(row.state).label),
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A role of hers; `status` is the kind of the status part, `waits` when she may still remove it."""

    role: str
    place: str
    first: date
    last: date
    hours: float | None
    state: str
    status: str
    code: str
    waits: bool


@dataclass(frozen=True, slots=True)
class OwnPage:
    rows: tuple[OwnRow, ...]
    in_pool: bool
    unread: tuple[int, ...]
    confirmed: int


STATUS = {"asked": "busy", "confirmed": "done", "refused": "no"}


def own_page(found: OwnRoles, language: str) -> OwnPage:
    rows = own_rows(found.roles, language)
    confirmed = sum(one.state == Engagement.State.CONFIRMED for one in found.roles)
    return OwnPage(rows, found.in_pool, found.unread, confirmed)


def own_rows(found: Sequence[OwnRole], language: str) -> tuple[OwnRow, ...]:
    roles, places = named_roles(), place_names(language)
    return tuple(
        OwnRow(
            roles[one.role].name.in_(language) if one.role in roles else one.role,
            place_label(one.programme, one.site, places),
            one.first,
            one.last,
            None if one.hours is None else round(one.hours, 1),
            str(Engagement.State(one.state).label),
            STATUS[one.state],
            one.code,
            one.state == Engagement.State.ASKED,
        )
        for one in found
    )


@dataclass(frozen=True, slots=True)
class KindRow:
    code: str
    name: str
    kind: str
    step: str
    professional: bool


def kind_rows(language: str) -> tuple[KindRow, ...]:
    return tuple(
        KindRow(
            code,
            one.name.in_(language),
            str(Kind(one.role.kind.value).label),
            str(Step(one.role.step.value).label),
            one.role.counts_as_professional,
        )
        for code, one in named_roles().items()
    )


@dataclass(frozen=True, slots=True)
class GapRow:
    pk: int
    what: str
    where: str
    first: date
    last: date
    why: str


def gap_rows(gaps: Iterable[Gap], language: str) -> tuple[GapRow, ...]:
    names = place_names(language)
    return tuple(
        GapRow(
            one.pk,
            str(SERIES_WORDS[one.series]),
            names.get(one.unit, one.unit),
            one.first,
            one.last,
            one.why,
        )
        for one in gaps
    )


@dataclass(frozen=True, slots=True)
class OpeningCard:
    """A role on the board, in one language."""

    pk: int
    title: str
    text: str
    kind: str
    place: str
    hours: str
    reward: str
    access: str
    asked: str
    apply: str
    contact: str
    places: int
    closes_on: date
    is_soon: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the board is narrowed to."""

    site: str
    kind: str
    words: str

    @property
    def is_any(self) -> bool:
        return bool(self.site or self.kind or self.words)


@dataclass(frozen=True, slots=True)
class BoardPage:
    cards: tuple[OpeningCard, ...]
    sites: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, str], ...]
    chosen: Chosen


SOON = 7  # days: 'closes this week'


def opening_cards(rows: Iterable[OpenRole], language: str, today: date) -> tuple[OpeningCard, ...]:
    names, roles = place_names(language), named_roles()
    return tuple(_card(row, language, today, names, roles) for row in rows)


def _card(
    row: OpenRole, language: str, today: date, names: dict[str, str], roles: dict[str, NamedRole]
) -> OpeningCard:
    dutch = language == "nl"
    kind = roles[row.role].role.kind.value if row.role in roles else ""
    return OpeningCard(
        pk=row.pk,
        title=row.title_nl if dutch else row.title_en,
        text=row.text_nl if dutch else row.text_en,
        kind=str(Kind(kind).label) if kind else "",
        place=place_label(row.programme, row.site, names),
        hours=row.hours_nl if dutch else row.hours_en,
        reward=row.reward_nl if dutch else row.reward_en,
        access=row.access_nl if dutch else row.access_en,
        asked=row.asked_nl if dutch else row.asked_en,
        apply=row.apply_nl if dutch else row.apply_en,
        contact=row.contact,
        places=row.places,
        closes_on=row.closes_on,
        is_soon=(row.closes_on - today).days < SOON,
    )


@dataclass(frozen=True, slots=True)
class UpkeepRow:
    pk: int
    title: str
    state: str
    status: str
    place: str
    closes_on: date
    is_over: bool
    may_publish: bool
    may_close: bool


UPKEEP_STATUS = {State.DRAFT: "same", State.OPEN: "open", State.CLOSED: "no"}


def upkeep_rows(rows: Iterable[OpenRole], language: str, today: date) -> tuple[UpkeepRow, ...]:
    names = place_names(language)
    return tuple(
        UpkeepRow(
            row.pk,
            row.title_nl if language == "nl" else row.title_en,
            row.get_state_display(),
            UPKEEP_STATUS[State(row.state)],
            place_label(row.programme, row.site, names),
            row.closes_on,
            row.closes_on < today,
            opening_can(row, "publish") and row.closes_on >= today,
            opening_can(row, "close"),
        )
        for row in rows
    )
