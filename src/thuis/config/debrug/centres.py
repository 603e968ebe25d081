"""Success centres of De Brug: profiles, events, half a year of taps, stories and what followed."""

import datetime
from typing import Any

import numpy as np
from django.utils import timezone

from thuis.config.debrug.content import read
from thuis.rooms.support.models import (
    CentreProfile,
    Choice,
    Event,
    Followed,
    Panel,
    SignUp,
    Story,
    SupportOffer,
    Tally,
)
from thuis.rooms.support.queries.codes import digest_of, new_code

WEEKS = 26
PROFILE = ("promise", "does", "leaves", "communities")


def write_centres(today: datetime.date, random: np.random.Generator) -> None:
    """Call when the offers stand."""
    content, centres = read("centres"), {offer.code: offer for offer in SupportOffer.objects.all()}
    for row in content["profiles"]:
        CentreProfile.objects.create(centre=centres[row["centre"]], **_both(row, *PROFILE))
    for row in content["events"]:
        _write_events(row, centres[row["centre"]], today)
    for row in content["counts"]:
        _write_counts(row, centres[row["centre"]], today, random)
    stories = {row["key"]: _write_story(row, centres[row["centre"]], today) for row in content["stories"]}
    why = {row["key"]: row.get("why", "") for row in content["stories"]}
    for row in content["panels"]:
        _write_panel(row, centres[row["centre"]], stories, why, today)
    effects: dict[str, Followed] = {}
    for row in content["effects"]:
        effects[row["key"]] = Followed.objects.create(
            centre=centres[row["centre"]],
            after=effects.get(row.get("after", "")),
            story=stories.get(row.get("story", "")),
            **_both(row, "words"),
        )


def _both(row: dict[str, Any], *fields: str) -> dict[str, str]:
    return {f"{field}_{language}": row[field][language] for field in fields for language in ("nl", "en")}


def _write_events(row: dict[str, Any], centre: SupportOffer, today: datetime.date) -> None:
    monday = today - datetime.timedelta(days=today.weekday())
    for number, week in enumerate(row["weeks"]):
        day = monday + datetime.timedelta(days=7 * week + row["weekday"])
        over = day < today
        event = Event.objects.create(
            centre=centre,
            begins_at=_moment(day, row["from"]),
            ends_at=_moment(day, row["until"]),
            capacity=row.get("places"),
            attended=row["came"][number] if over else None,
            **_both(row, "title", "text", "where"),
        )
        for _ in range(0 if over else row.get("signed", 0)):
            SignUp.objects.create(event=event, code_digest=digest_of(new_code()))


def _moment(day: datetime.date, at: str) -> datetime.datetime:
    time = datetime.time.fromisoformat(at)
    return timezone.make_aware(datetime.datetime.combine(day, time))


def _write_counts(
    row: dict[str, Any], centre: SupportOffer, today: datetime.date, random: np.random.Generator
) -> None:
    """One count a week for each topic, on a weekday: enough to add up, quick to write."""
    monday = today - datetime.timedelta(days=today.weekday())
    Tally.objects.bulk_create(
        Tally(
            centre=centre,
            day=monday - datetime.timedelta(days=7 * week - day),
            kind=kind,
            about=about,
            count=int(random.poisson(often)),
        )
        for kind in Tally.Kind.values
        for day, (about, often) in enumerate(sorted(row[kind].items()))
        for week in range(1 + (day > today.weekday()), WEEKS)
    )


def _write_story(row: dict[str, Any], centre: SupportOffer, today: datetime.date) -> Story:
    heard, way, belong = row["weights"]
    return Story.objects.create(
        centre=centre,
        text=row["text"],
        language=row["language"],
        typed_by_buddy=row.get("typed", False),
        consent=row["consent"],
        heard=heard,
        way=way,
        belong=belong,
        code_digest=digest_of(new_code()),
        told_on=today - datetime.timedelta(days=row["days"]),
    )


def _write_panel(
    row: dict[str, Any],
    centre: SupportOffer,
    stories: dict[str, Story],
    why: dict[str, str],
    today: datetime.date,
) -> None:
    panel = Panel.objects.create(
        centre=centre,
        on=today - datetime.timedelta(days=row["days"]),
        students=row["students"],
        colleagues=row["colleagues"],
    )
    Choice.objects.bulk_create(Choice(panel=panel, story=stories[key], why=why[key]) for key in row["chose"])
