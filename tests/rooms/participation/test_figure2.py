"""Figure 2 of the magazine, from a file of an agency through import and release to what the room prints."""

import csv
import io

import pytest
from django.core.cache import caches
from django.urls import reverse

from tests import cast, factories
from tests.core.participation.figure2 import NOT_RECORDED, printed
from tests.pages import AuditingClient
from tests.rooms.participation.figure2_file import content, make_institution
from tests.rooms.participation.samples import BY, imported
from thuis.core.participation.model import INSTITUTION, Level
from thuis.core.participation.release_model import Period
from thuis.rooms.participation.actions.figures import make_figures

CARDS = {"participated": "participation", "available": "availability"}


@pytest.fixture
def room(db, settings, tmp_path):
    """A reader of everything in the college of Figure 2, with the figures of its four quarters."""
    settings.HOME = tmp_path
    caches["pages"].clear()
    top = make_institution()
    imported(content())
    for number in (1, 2, 3, 4):
        make_figures(period=Period(2023, number), by=BY)
    client = AuditingClient()
    client.user = factories.user(cast.RUBEN)
    person = factories.Person.objects.create(kind="staff", number="m1", user=client.user)
    factories.role(person, "researcher", top)
    client.force_login(client.user)
    return client


def test_the_room_prints_all_124_figures_to_the_decimal(room):
    wanted = {key: f"{float(text):.1f}" for key, text in printed().items() if text is not None}
    assert len(wanted) == 124
    found = {}
    for number in (1, 2, 3, 4):
        for series, card in CARDS.items():
            found |= {(unit, series, number): told for unit, told in _printed(room, card, number)}
    assert {key: found[key] for key in wanted} == wanted
    absent = [(unit, series, number) for (unit, series, number), text in printed().items() if text is None]
    assert {unit.code for unit, *_ in absent} == {NOT_RECORDED}
    assert {found[key] for key in absent} == {""}
    # more take part than are available: nothing forces the one under the other
    delft = next(unit for unit, *_ in wanted if unit.code == "Delft")
    assert float(found[delft, "participated", 2]) > float(found[delft, "available", 2])


def _printed(client, card, number):
    """(unit, percentage with one decimal) of the institution, its sites and its domains."""
    period = f"2023-q{number}"
    for row in _rows(client, period, "glance", card):
        # the line of a card in large runs over the quarters; the last is this one
        last = row
    yield INSTITUTION, _percent(last["Figure"])
    for level in (Level.SITE, Level.DOMAIN):
        for row in _rows(client, period, "compare", f"{card}-{level.value}"):
            yield type(INSTITUTION)(level, row["Row"]), _percent(row["Share"])


def _rows(client, period, tab, card):
    words = {
        "period": period,
        "kind": "institution",
        "unit": "all",
        "tab": tab,
        "card": card,
        "suffix": "csv",
    }
    answer = client.get(reverse("figures:card", kwargs=words), HTTP_ACCEPT_LANGUAGE="en")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def _percent(value):
    return f"{100 * float(value):.1f}" if value else ""
