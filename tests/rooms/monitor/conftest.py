"""A round that is open now, and Sanne, who has a link to it."""

import datetime

import pytest
from django.utils import timezone

from tests import factories
from tests.pages import AuditingClient
from thuis.foundation.audit.actions import Operator
from thuis.rooms.monitor.actions.rounds import invite_enrolled, open_round
from thuis.rooms.monitor.models import Invitation, Round
from thuis.rooms.monitor.public import questionnaire_for
from thuis.rooms.monitor.queries.rounds import token_of
from thuis.rooms.support.models import SupportOffer

INEKE = Operator("test")
MODULES = ["belonging", "open"]


@pytest.fixture
def offer(db):
    """The one offer of this house: the Student House in Avermeer."""
    return factories.student_house()


def make_round(key="nu", *, days=(-3, 20), modules=MODULES):
    today = timezone.localdate()
    return Round.objects.create(
        key=key,
        title_nl="Monitor nu",
        title_en="Monitor now",
        opens_on=today + datetime.timedelta(days=days[0]),
        closes_on=today + datetime.timedelta(days=days[1]),
        modules=list(modules),
    )


def open_now(round):
    """Everybody enrolled is invited and the questionnaire is frozen."""
    invite_enrolled(round=round, on=timezone.localdate(), by=INEKE)
    offers = [(offer.code, _text(offer)) for offer in SupportOffer.objects.all()]
    return open_round(round=round, questionnaire=questionnaire_for(round.modules, offers), by=INEKE)


def _text(offer):
    from thuis.core.texts import Text

    return Text(offer.name_nl, offer.name_en)


@pytest.fixture
def student(bridge):
    return factories.student(bridge.social_work_avermeer, language="nl")


@pytest.fixture
def round(student, offer):  # noqa: A001  # the field's word
    return open_now(make_round())


@pytest.fixture
def link(round, student):
    """The address that Sanne received."""
    return f"/m/{token_of(Invitation.objects.get(round=round, person=student))}/"


@pytest.fixture
def sanne(link):
    """Sanne's browser, just after she used her link."""
    client = AuditingClient()
    client.get(link)
    return client
