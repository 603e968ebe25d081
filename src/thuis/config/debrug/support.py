"""Help at De Brug: who a student can turn to, some of it checked lately, some of it due."""

import datetime
from typing import Any

from thuis.config.debrug.content import read
from thuis.core.finding.hours import read_hours, written
from thuis.rooms.support.models import SupportOffer

TEXTS = ("name", "text", "for_whom", "first_step", "beside", "where", "hours", "away", "cost", "waiting")
OWNER, CHECKED = "studentenhuis@debrug.example", 19


def write_offers(today: datetime.date) -> None:
    """Every offer of `demo/offers.toml`; `checked` and `away` count days from today."""
    for offer in read("offers")["offers"]:
        SupportOffer.objects.create(
            code=offer["code"],
            kind=offer["kind"],
            person=offer.get("person", ""),
            sites=offer.get("sites", []),
            languages=offer["languages"],
            topics=offer["topics"],
            opening=written(read_hours(offer.get("opening", ""))),
            phone=offer.get("phone", ""),
            mail=offer.get("mail", ""),
            book_url=offer.get("book_url", ""),
            owner=offer.get("owner", OWNER),
            checked_on=today - datetime.timedelta(days=offer.get("checked", CHECKED)),
            in_questionnaire=offer["asked"],
            **_away(offer, today),
            **_texts(offer),
        )


def _away(offer: dict[str, Any], today: datetime.date) -> dict[str, datetime.date]:
    if "away_days" not in offer:
        return {}
    first, last = (today + datetime.timedelta(days=days) for days in offer["away_days"])
    return {"away_from": first, "away_until": last}


def _texts(offer: dict[str, Any]) -> dict[str, str]:
    return {
        f"{field}_{language}": offer.get(field, {}).get(language, "")
        for field in TEXTS
        for language in ("nl", "en")
    }
