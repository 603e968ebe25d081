"""Offers of the institution of the tests, by hand."""

from datetime import date

from thuis.core.feedback.model import Offer, Place
from thuis.core.texts import Text

SANNE = Place(site="avermeer", programme="SW", language="nl")
AISHA = Place(site="avermeer", programme="SW", language="en")


def offer(code, *, sites=(), programmes=(), languages=(), topics=()):
    return Offer(
        code=code, kind="person", name=Text(code, code), text=Text("Luistert.", "Listens."), person=code,
        sites=tuple(sites), programmes=tuple(programmes), languages=tuple(languages), topics=tuple(topics),
        where=Text("Hal", "Hall"), hours=Text("maandag", "Monday"), phone="", mail=f"{code}@debrug.example",
        book_url="", map_url="", checked_on=date(2026, 3, 2),
    )  # fmt: skip


BUDDY = offer(
    "buddy", sites=["avermeer"], programmes=["SW"], languages=["nl", "en"], topics=["planning", "friends"]
)
HOUSE = offer("house", sites=["avermeer"], languages=["nl", "en"], topics=["talk", "friends"])
PSYCHOLOGIST = offer("psychologist", languages=["nl"], topics=["talk", "rest"])
COUNSELLOR = offer("counsellor", sites=["avermeer"], languages=["nl"], topics=["money", "disability"])
ELSEWHERE = offer("elsewhere", sites=["duinstad"], languages=["nl", "en"], topics=["talk"])
OFFERS = (BUDDY, HOUSE, PSYCHOLOGIST, COUNSELLOR, ELSEWHERE)
