"""A released institution that needs no release: every figure follows from the words of its place."""

import zlib
from dataclasses import dataclass
from functools import partial
from types import SimpleNamespace

from thuis.core.charts.model import Line, Lines, Scale, Told
from thuis.core.disclosure.measures import measures_of
from thuis.core.disclosure.model import Dimension, Rules
from thuis.core.disclosure.relations import CORRELATION, EXPLAINED, SHARE, Relation
from thuis.core.disclosure.released import Cell, Figure, Suppressed
from thuis.core.disclosure.table import EXPOSES, TOO_FEW
from thuis.core.disclosure.titles import titles_of
from thuis.core.texts import Text
from thuis.foundation.cards.card import Reading
from thuis.foundation.release.access import Sight
from thuis.foundation.release.book import Spot
from thuis.foundation.release.queries import Shape
from thuis.foundation.release.relations_file import unit_relations
from thuis.foundation.texts.content import typology
from thuis.rooms.insights.access import Reader
from thuis.rooms.insights.queries import Places, Scene
from thuis.rooms.monitor.public import questionnaire_for
from thuis.rooms.participation.public import TakingPart

ROUNDS = ("2024", "2025", "2026")
UNITS = {"institution": ("all",), "domain": ("MM", "TE"), "programme": ("PED", "SW", "WTB"), "site": ("AVM",)}
DOMAINS = {"SW": "MM", "PED": "MM", "WTB": "TE"}
NAMES = {
    ("institution", "all"): "De Brug",
    ("domain", "MM"): "Mens & Maatschappij",
    ("domain", "TE"): "Techniek",
    ("programme", "SW"): "Social Work",
    ("programme", "PED"): "Pedagogiek",
    ("programme", "WTB"): "Werktuigbouwkunde",
    ("site", "AVM"): "Avermeer",
}
GROUPS = {
    "study_year": ("1", "2"),
    "form": ("full-time", "part-time"),
    "language": ("en", "nl"),
    "panel": ("both",),
}
HIDDEN_GROUP, SMALL = ("language", "en"), "WTB"
EVERYTHING = Reader(Sight(True, True, {}))
OUTCOMES = ("wellbeing", "engagement", "STOP01")
PREDICTORS = (
    "demands", "pressure", "resilience", "social_binding", "academic_binding", "home", "inclusion"
)  # fmt: skip
OFFERS = (("buddy", Text("Buddy", "Buddy")), ("dean", Text("Decaan", "Dean")))


def chance(*words: object) -> float:
    """Between 0 and 1, always the same for the same words."""
    return zlib.crc32("|".join(map(str, words)).encode()) / 2**32


@dataclass(frozen=True)
class FakeBook:
    """Answers as `Book` does."""

    shape: Shape
    version: int = 3

    @property
    def units(self):
        return UNITS

    def members(self, spot):
        return (spot.unit,)

    def groups(self, spot):
        return {} if spot.unit == SMALL else GROUPS

    def cell(self, spot, round, measure, statistic="mean"):
        found = self.cells(spot, round, measure, statistic)
        return found[0] if found else None

    def cells(self, spot, round, measure, statistic):
        known = next((one for one in self.shape.rules.measures if one.name == measure), None)
        if known is None or (statistic == "change" and round == ROUNDS[0]):
            return ()
        options = self._options(known) if statistic == "answer_share" else ("",)
        return tuple(self._cell(spot, round, known, statistic, option, len(options)) for option in options)

    def options(self, spot, round, measure, statistic):
        return tuple(cell.option for cell in self.cells(spot, round, measure, statistic))

    def _options(self, measure):
        return measure.choices or tuple(str(option) for option in measure.options)

    def _cell(self, spot, round, measure, statistic, option, count):
        words = (
            spot.unit_kind,
            spot.unit,
            spot.filter_kind,
            spot.filter_value,
            measure.name,
            statistic,
            option,
        )
        told = _told(spot, round, measure, statistic, count, words)
        return Cell(
            round, measure.name, statistic, option, spot.unit_kind, (spot.unit,),
            spot.filter_kind, spot.filter_value, told,
        )  # fmt: skip


def _told(spot, round, measure, statistic, count, words):
    if (spot.filter_kind, spot.filter_value) == HIDDEN_GROUP and spot.unit_kind == "programme":
        return Suppressed(EXPOSES)
    if spot.unit == SMALL and statistic in ("answer_share", "share_below"):
        return Suppressed(TOO_FEW)
    width = {"institution": 0.01, "domain": 0.02}.get(spot.unit_kind, 0.05) * (2 if spot.filter_kind else 1)
    drawn = chance(*words, round if statistic != "count" else "")
    if statistic == "count":
        n = 400.0 if spot.unit_kind == "institution" else 60.0
        return Figure(n, n - 4, n + 4, n - 4, n + 4, int(n))
    if statistic == "answer_share":
        share = (0.4 + drawn) / count
        if share < 0.1 and drawn < 0.1:
            return Figure(None, 0.0, 0.1, 0.0, 0.1, 60)
        return Figure(share, share - 0.04, share + 0.04, share - 0.03, share + 0.03, 60)
    if statistic == "share_below":
        return Figure(0.1 + drawn / 5, drawn / 5, 0.2 + drawn / 5, drawn / 5, 0.2 + drawn / 5, 60)
    middle, reach = _level(words, measure, round), width * measure.range
    if statistic == "change":
        middle -= _level(words, measure, ROUNDS[ROUNDS.index(round) - 1])
    return Figure(middle, middle - reach, middle + reach, middle - reach, middle + reach, 60)


def _level(words, measure, round):
    """The mean of a place in a round: it moves a little from round to round."""
    drawn = 0.8 * chance(*words[:5]) + 0.2 * chance(*words[:5], round)
    return measure.low + measure.range * (0.5 + 0.25 * drawn)


def shape(modules=("belonging", "resilience", "help_seeking")):
    questionnaire = questionnaire_for(modules, OFFERS)
    measures = measures_of([questionnaire], typology())
    dimensions = [Dimension(name, "unit") for name in ("domain", "site", "programme")]
    dimensions += [Dimension(name, "filter") for name in ("study_year", "form", "language")]
    enrolled = {
        one: {"programme": {"SW": 180, "PED": 150, "WTB": 9}, "form": {"full-time": 300}} for one in ROUNDS
    }
    return Shape(
        Rules("test", tuple(dimensions), measures),
        UNITS,
        {},
        titles_of([questionnaire], measures, typology()),
        enrolled,
        {one: {typology().key: "counted as ever" if one != ROUNDS[0] else "otherwise"} for one in ROUNDS},
    )


def related(rounds=ROUNDS):
    """How measures go together in the whole, in one domain and in one programme; nothing of the others."""
    units = (("institution", "all"), ("domain", "MM"), ("programme", "SW"))
    return {
        (round, *unit): unit_relations(list(_relations(round, *unit))) for round in rounds for unit in units
    }


def _relations(round, kind, unit):
    reach = {"institution": 0.03, "domain": 0.06}.get(kind, 0.12)
    for outcome in OUTCOMES:
        drawn = [0.05 + chance(kind, unit, outcome, name) ** 3 for name in PREDICTORS]
        for name, part in zip(PREDICTORS, drawn, strict=True):
            share, sign = part / sum(drawn), -1 if name in ("demands", "pressure") else 1
            figure = (share, max(share - reach, 0), min(share + reach, 1))
            yield Relation(round, SHARE, outcome, name, kind, unit, *figure, 240)
            r = sign * (0.1 if name == "pressure" else 0.4)
            yield Relation(round, CORRELATION, outcome, name, kind, unit, r, r - 0.15, r + 0.15, 240)
        yield Relation(round, EXPLAINED, outcome, "", kind, unit, 0.42, 0.42 - reach, 0.42 + reach, 240)


def scene(spot=None, *, language="en", round="2026", against="domain", reader=EVERYTHING, asked=None):
    """A page of the fake institution."""
    made = asked or shape()
    rounds = [{"key": key, "nl": f"Meting {key}", "en": f"Round {key}"} for key in ROUNDS]
    release = SimpleNamespace(version=3, rounds=rounds, round_keys=ROUNDS)
    places = Places(NAMES, DOMAINS)
    spot = spot or Spot("programme", "SW")
    roles = partial(taking_part, spot)
    return Scene(
        release, FakeBook(made), made, places, reader, spot, round, against, language, related(), tuple, roles
    )


def taking_part(spot):
    """What the room of participation tells: of the institution and of one programme, and nothing more."""
    if spot.unit not in ("all", "SW"):
        return None
    points = (Told(0.1, 0.08, 0.12, 40), Told(0.14, 0.12, 0.16, 56))
    chart = Lines("Roles", ("2025", "2026"), (Line("Roles", points),), scale=Scale(0, 0.2, "%", 1, 100))
    reading = Reading("14.0%", likely="of all students")
    address = f"/participation/2026/programme/{spot.unit}/glance/"
    words, columns = ("About 56 of 400.",), ("People", "Period")
    return TakingPart("Who has a role?", words, chart, reading, "Participation, 2026.", address, columns)
