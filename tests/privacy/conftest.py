"""A crowd of students of one programme, who hand in one after the other; each writes a mark of her own."""

import secrets
from itertools import count

import pytest
from django.core import mail

from tests.factories import THIS_YEAR
from tests.rooms.monitor import conftest as monitor
from tests.rooms.monitor.conftest import make_round, open_now
from thuis.config.mail import deliver
from thuis.foundation.institution.models import Enrolment, Person
from thuis.foundation.mail.models import OutboxMail
from thuis.rooms.monitor.actions.answering import choose_modules, save_page, start_answering, submit_answers
from thuis.rooms.monitor.models import Round
from thuis.rooms.monitor.queries.rounds import questionnaire_of, token_of
from thuis.rooms.monitor.queries.visits import Visit
from thuis.rooms.monitor.tasks import send_invitations

numbers = count(500_000)
# Sanne and her round are fixtures here too.
offer, student, round, link, sanne = (
    monitor.offer,
    monitor.student,
    monitor.round,
    monitor.link,
    monitor.sanne,
)


class Crowd:
    """An open round, everybody invited by mail, and what each student will write."""

    def __init__(self, round):
        self.round = round
        module = next(module for module in questionnaire_of(round).modules if module.key == "open")
        self.page, self.item = module.pages[0].key, module.items[0]
        self.handed_in, self.truth = [], {}
        invitations = round.invitations.select_related("person")
        self.waiting = [Visit(token_of(invitation), invitation, round) for invitation in invitations]
        secrets.SystemRandom().shuffle(self.waiting)
        self.spool = list(mail.outbox)

    def start(self, number):
        """So many begin, write something, and stop half-way."""
        return [self._write(self.waiting.pop()) for _ in range(number)]

    def hand_in(self, number):
        """So many begin and finish, one after the other."""
        for visit in self.start(number):
            self.finish(visit)

    def finish(self, visit):
        submit_answers(visit=visit, language="nl")
        self.handed_in.append(visit.invitation.person.number)

    def _write(self, visit):
        mark = f"zq{secrets.token_hex(8)}"
        start_answering(visit=visit, agreed=["core"], now=0)
        choose_modules(visit=visit, modules=["open"])
        save_page(visit=visit, key=self.page, posted={self.item.code: [mark]}, now=9)
        self.truth[visit.invitation.person.number] = mark.encode()
        return visit

    @property
    def finished_truth(self):
        return {number: self.truth[number] for number in self.handed_in}

    def fresh_round(self):
        return Round.objects.get(pk=self.round.pk)


def enrol(programme, number):
    """So many students whom nothing but their number sets apart."""
    people = Person.objects.bulk_create(_person() for _ in range(number))
    Enrolment.objects.bulk_create(
        Enrolment(
            person=person,
            programme_at_site=programme,
            form="full-time",
            study_year=2,
            starts_on=THIS_YEAR,
        )
        for person in people
    )


def _person():
    number = f"s{next(numbers)}"
    address = f"{number}@student.debrug.example"
    return Person(kind="student", number=number, given_name="Noor", family_name="Vos", email=address)


@pytest.fixture
def crowd_of(transactional_db, bridge):
    def make(number):
        enrol(bridge.social_work_avermeer, number)
        round = open_now(make_round())
        send_invitations(round.pk)
        while OutboxMail.objects.filter(state="queued").exists():
            deliver()
        assert len(mail.outbox) >= number, "the attacker reads every mail"
        return Crowd(Round.objects.get(pk=round.pk))

    return make
