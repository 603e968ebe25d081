"""A released site of which most students agreed to research, and requests for it."""

import datetime

from django.utils import timezone

from tests import factories
from tests.cast import Character
from tests.foundation.release.site import agreed, closed_round
from thuis.config.releases import release_closed_rounds
from thuis.core.consent import CORE, EXTRA, RESEARCH, YEARS
from thuis.foundation.audit.actions import Operator
from thuis.foundation.release.research_actions import (
    approve_research,
    ask_for_research,
    make_research_package,
)
from thuis.foundation.responses.models import Response
from thuis.rooms.monitor.public import closed_rounds

BY = Operator("test")
SECOND = Character("Rosa Meijer", "rosa@debrug.example", "researcher", "DB")
MODULES = ("core", "mood")
NOT_AGREED = range(0, 240, 8)  # every eighth said no to research
DAY = datetime.timedelta(days=1)


def released_site(rounds=("2024", "2025"), answers=240):
    """Closed rounds with one release; the odd students have no line through the years."""
    for number, key in enumerate(rounds):
        closed_round(key, int(key), answers=answers, seed=number + 1, modules=("mood",))
    for row in Response.objects.all():
        number = int(row.owner.rpartition("-")[2])
        yes = [
            CORE,
            EXTRA,
            *([RESEARCH] if number not in NOT_AGREED else []),
            *([YEARS] if row.trail else []),
        ]
        row.consents = agreed(*yes)
        row.save(update_fields=("consents",))
    return release_closed_rounds(by=BY)


def asked(by, **more):
    values = {
        "title": "Slaap en binding",
        "purpose": "Een artikel over binding.",
        "question": "Gaan binding en welzijn samen?",
        "rounds": ["2024", "2025"],
        "modules": list(MODULES),
        "background": ["domain", "programme", "study_year", "form", "language", "panel"],
        "until": timezone.localdate() + 30 * DAY,
        "language": "en",
    }
    return ask_for_research(by=by, **values | more)


def second_person():
    return factories.colleague(SECOND)


def package_made(by, **more):
    """A request that was approved by a second researcher and made; as it stands now."""
    request = approve_research(request=asked(by, **more), words="Goed plan.", by=second_person())
    make_research_package(request=request, rounds=closed_rounds(), by=BY)
    request.refresh_from_db()
    return request
