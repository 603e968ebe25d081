"""Four closed rounds with simulated answers, and one that is open now."""

import datetime
import secrets
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from thuis.config.debrug.content import Place
from thuis.config.debrug.people import BATCH, student_number
from thuis.config.debrug.population import ROUNDS, Population
from thuis.core.consent import CORE, EXTRA, Consents, said
from thuis.core.questionnaire.answer import clean_answers
from thuis.core.questionnaire.freeze import fingerprint, to_json
from thuis.core.questionnaire.model import Questionnaire
from thuis.core.simulation.answers import draw_answers
from thuis.core.simulation.traits import Effects, draw_effects, responds, traits_in_round
from thuis.foundation.audit.actions import Operator
from thuis.foundation.consent.layers import consent_layers
from thuis.foundation.pseudonyms.pseudonyms import YEARS, owner, round_purpose, trail
from thuis.foundation.pseudonyms.queries import pseudonym_key
from thuis.foundation.responses.models import Response
from thuis.rooms.monitor.actions.rounds import invite_enrolled, open_round
from thuis.rooms.monitor.models import Round
from thuis.rooms.monitor.public import questionnaire_for
from thuis.rooms.support.public import offers_to_ask_about

# What De Brug offers beside part A: enough to choose from, few enough to read on a phone.
MODULES_NOW = (
    "mood",
    "demands_resources",
    "resilience",
    "belonging",
    "help_seeking",
    "internship",
    "start",
    "open",
)
CHUNK = 20_000  # students whose answers are in memory at once
RESPONSE_RATE, LINKS_YEARS = 0.34, 0.6
Indices = NDArray[np.int64]


class Simulation:
    """One run of the simulated rounds; the same seed gives the same answers."""

    def __init__(
        self, population: Population, places: tuple[Place, ...], random: np.random.Generator
    ) -> None:
        self.population, self.places, self.random = population, places, random
        self.programmes = sorted({place.programme for place in places})
        self.sites = sorted({place.site for place in places})
        self.programme = np.array([self.programmes.index(place.programme) for place in places])
        self.site = np.array([self.sites.index(place.site) for place in places])
        self.effects: Effects = draw_effects(len(self.programmes), len(self.sites), random)
        self.answered: Indices = np.array([], dtype=np.int64)
        self.links_years = random.random(len(population.place)) < LINKS_YEARS

    def write_round(self, number: int, year: int) -> int:
        """Round 0 to 3 with the answers of who responded; returns how many did."""
        questionnaire = default_questionnaire()
        round = _closed_round(year, questionnaire)
        who = self.population.present(number)
        cohort = self.population.cohort(who, number, self.programme, self.site)
        traits = traits_in_round(cohort, self.effects, number, self.random)
        answered = responds(cohort, traits, self.population.willing[who], RESPONSE_RATE, self.random)
        # shuffled before they are written, as a real letterbox would
        order = self.random.permutation(np.flatnonzero(answered))
        self.answered = order  # of the last round that was written, among those present
        for part in np.array_split(order, len(order) // CHUNK + 1):
            answers = draw_answers(questionnaire, traits[part], self.random)
            rows = self._responses(who[part], number, round, questionnaire, answers)
            Response.objects.bulk_create(rows, batch_size=BATCH)
        return len(order)

    def _responses(
        self,
        who: Indices,
        number: int,
        round: Round,
        questionnaire: Questionnaire,
        answers: list[dict],  # type: ignore[type-arg]
    ) -> Iterator[Response]:
        years = self.population.study_years(who, number)
        keys = pseudonym_key(round_purpose(round.key)), pseudonym_key(YEARS)
        agreed = {True: agreed_to(CORE, EXTRA, YEARS), False: agreed_to(CORE, EXTRA)}
        for index, study_year, given in zip(who, years, answers, strict=True):
            place, links = self.places[self.population.place[index]], self.links_years[index]
            student = student_number(int(index))
            yield Response(
                id=secrets.token_hex(16),
                round_key=round.key,
                questionnaire_hash=round.fingerprint,
                owner=owner(keys[0], student, round.key),
                trail=trail(keys[1], student) if links else "",
                programme=place.programme,
                site=place.site,
                study_year=int(study_year),
                form="part-time" if self.population.part_time[index] else "full-time",
                language="en" if self.population.international[index] else "nl",
                consents=agreed[bool(links)],
                answers=clean_answers(questionnaire, given),
            )


def agreed_to(*agreed: str) -> Consents:
    """What an invented student said to every layer."""
    return said(consent_layers().values(), agreed)


def default_questionnaire() -> Questionnaire:
    return questionnaire_for(MODULES_NOW, offers_to_ask_about())


def _closed_round(year: int, questionnaire: Questionnaire) -> Round:
    return Round.objects.create(
        key=f"{year}",
        title_nl=f"Studentenwelzijnsmonitor {year}",
        title_en=f"Student Wellbeing Monitor {year}",
        state=Round.State.CLOSED,
        opens_on=datetime.date(year, 3, 1),
        closes_on=datetime.date(year, 3, 29),
        modules=[module.key for module in questionnaire.modules if module.part == "B"],
        questionnaire=to_json(questionnaire),
        fingerprint=fingerprint(questionnaire),
    )


def write_open_round(today: datetime.date) -> Round:
    """A round that runs now, with everybody invited and nothing answered yet."""
    round = Round.objects.create(
        key="nu",
        title_nl="Studentenwelzijnsmonitor, deze maand",
        title_en="Student Wellbeing Monitor, this month",
        opens_on=today - datetime.timedelta(days=3),
        closes_on=today + datetime.timedelta(days=25),
        modules=list(MODULES_NOW),
    )
    by = Operator("thuis demo")
    invite_enrolled(round=round, on=today, by=by)
    return open_round(round=round, questionnaire=default_questionnaire(), by=by)


def last_years(today: datetime.date) -> list[int]:
    """The years of the last four rounds of March that are over."""
    last = today.year if today > datetime.date(today.year, 4, 30) else today.year - 1
    return list(range(last - ROUNDS + 1, last + 1))
