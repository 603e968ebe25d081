"""The sentences, the everyday words and the offers of the demo, as the finder sees them."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

from thuis.core.feedback.model import Offer
from thuis.core.finding.hearing import Vocabulary
from thuis.core.finding.words import load_everyday
from thuis.core.texts import Text

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
CONTENT = Path(__file__).resolve().parents[3] / "src" / "thuis" / "content"


def sentences(name):
    return tomllib.loads((SAMPLES / f"{name}.toml").read_text(encoding="utf-8"))["sentences"]


@cache
def vocabulary():
    return Vocabulary(load_everyday((CONTENT / "support" / "words.toml").read_text(encoding="utf-8")))


@cache
def offers():
    rows = tomllib.loads((CONTENT / "demo" / "offers.toml").read_text(encoding="utf-8"))["offers"]
    return tuple(offer(**row) for row in rows)


def offer(code, kind, topics, name=None, text=None, sites=(), languages=("nl", "en"), person="", **_more):
    name, text = name or {"nl": code, "en": code}, text or {"nl": "", "en": ""}
    none, day = Text("", ""), date(2026, 1, 1)
    where = (tuple(sites), (), tuple(languages), tuple(topics))
    return Offer(code, kind, Text(**name), Text(**text), person, *where, none, none, "", "", "", "", day)
