"""A closed round of the small institution with invented answers, as the monitor keeps them."""

import datetime
import secrets

import numpy as np

from thuis.core.consent import CORE, EXTRA, LAYERS, YEARS
from thuis.core.questionnaire.freeze import fingerprint, to_json
from thuis.core.scoring.scales import ends
from thuis.foundation.responses.models import Response
from thuis.rooms.monitor.models import Invitation, Round
from thuis.rooms.monitor.public import questionnaire_for

FEW = range(7)  # who answered in English: too few to tell anything of
PLACES = (("SW", "AVM"), ("SW", "LDH"), ("PED", "AVM"))


def closed_round(key="2025", year=2025, answers=180, seed=1, modules=()):
    """A round that is over, with answers in three places; one student in two links her years."""
    questionnaire = questionnaire_for(modules, ())
    made = Round.objects.create(
        key=key,
        title_nl=f"Meting {key}",
        title_en=f"Round {key}",
        state=Round.State.CLOSED,
        opens_on=datetime.date(year, 3, 1),
        closes_on=datetime.date(year, 3, 29),
        questionnaire=to_json(questionnaire),
        fingerprint=fingerprint(questionnaire),
    )
    rng = np.random.default_rng(seed)
    Response.objects.bulk_create(answer(made, questionnaire, number, rng) for number in range(answers))
    return made


def answer(made, questionnaire, number, rng, **more):
    programme, site = PLACES[number % 3]
    linked = number % 2 == 0
    values = {
        "id": secrets.token_hex(16),
        "round_key": made.key,
        "questionnaire_hash": made.fingerprint,
        "owner": f"owner-{made.key}-{number}",
        "trail": f"trail-{number}" if linked else "",
        "programme": programme,
        "site": site,
        "study_year": 1 + number % 2,
        "form": "full-time",
        "language": "en" if number in FEW else "nl",
        "consents": agreed(CORE, EXTRA, YEARS) if linked else agreed(CORE, EXTRA),
        "answers": {item.code: int(rng.integers(*ends(item))) for item in numbered(questionnaire)},
    }
    return Response(**values | more)


def numbered(questionnaire):
    items = (item for module in questionnaire.modules for item in module.items)
    return [item for item in items if item.kind in ("choice", "grade") and not item.code.startswith("HELP")]


def agreed(*layers):
    return {layer: {"version": 1, "agreed": layer in layers} for layer in LAYERS}


def invite(made, student, number, **place):
    return Invitation.objects.create(round=made, person=student, link_digest=f"{made.key}-{number}", **place)
