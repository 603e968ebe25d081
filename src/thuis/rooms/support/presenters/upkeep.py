"""The list of offers for whoever keeps them true."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from thuis.rooms.support.models import SupportOffer
from thuis.rooms.support.presenters.figures import FigureWords
from thuis.rooms.support.queries.offers import is_due


@dataclass(frozen=True, slots=True)
class OfferRow:
    code: str
    name: str
    kind: str
    owner: str
    checked_on: datetime.date
    due: bool
    active: bool
    mine: bool
    figures: FigureWords | None


def offer_rows(
    offers: Iterable[SupportOffer],
    language: str,
    on: datetime.date,
    *,
    mine: Iterable[str],
    figures: Mapping[str, FigureWords],
) -> tuple[OfferRow, ...]:
    may = frozenset(mine)
    return tuple(
        OfferRow(
            code=offer.code,
            name=offer.in_("name", language),
            kind=offer.get_kind_display(),
            owner=offer.owner,
            checked_on=offer.checked_on,
            due=is_due(offer, on),
            active=offer.active,
            mine=offer.code in may,
            figures=figures.get(offer.code),
        )
        for offer in offers
    )
