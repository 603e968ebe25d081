"""Two at the same moment, a click twice or two people: one thing comes of it, and the late one is told."""

import logging
import threading
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from tests.foundation.intake.rosters import upload
from tests.privacy.conftest import crowd_of as crowd_of
from tests.privacy.conftest import offer as offer
from tests.rooms.approaches.test_scan import KEYS
from tests.rooms.participation.test_board import written
from tests.sizes import size
from thuis.core.errors import UserError
from thuis.core.questionnaire.model import Kind
from thuis.core.questionnaire.route import walk
from thuis.foundation.audit.actions import Operator
from thuis.foundation.audit.models import AuditEvent
from thuis.foundation.audit.queries import first_broken_event
from thuis.foundation.institution.models import Enrolment, Person
from thuis.foundation.intake.actions import confirm_import
from thuis.foundation.intake.models import ImportBatch
from thuis.foundation.responses.models import Draft, LetterboxAnswers
from thuis.rooms.approaches.actions import scan as scans
from thuis.rooms.approaches.models import Scan, ScanSlip, ScanTally
from thuis.rooms.approaches.queries.scan import digest_of
from thuis.rooms.monitor.actions.answering import save_page, submit_answers
from thuis.rooms.monitor.queries.rounds import questionnaire_of
from thuis.rooms.participation.actions.openings import move_opening, save_opening
from thuis.rooms.participation.actions.registrations import confirm_role, tell_own_role
from thuis.rooms.participation.models import Engagement, OpenRole
from thuis.rooms.participation.queries.registrations import Told
from thuis.rooms.support.actions.centres import sign_up
from thuis.rooms.support.models import Event
from thuis.rooms.support.queries.centres import place_with_code

RACES = size("THUIS_DOUBLE_CLICKS", 6, 150)
BY = Operator("tests")
log = logging.getLogger(__name__)


@pytest.fixture(autouse=True)
def told(transactional_db, request):
    yield
    log.info("%s: %d races", request.node.name, RACES)


def together(*deeds):
    """What came of each, done at the same moment: what it returned, or the key of what it was told."""
    ready, came = threading.Barrier(len(deeds)), {}

    def do(number, deed):
        ready.wait()
        try:
            came[number] = deed()
        except UserError as error:
            came[number] = error.key
        except Exception as error:  # noqa: BLE001  # whatever it is, the test compares it
            came[number] = repr(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=do, args=one) for one in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [came[number] for number in range(len(deeds))]


def twice(deed):
    return together(deed, deed)


def deeds(name):
    return AuditEvent.objects.filter(deed=name).count()


def test_two_tabs_that_save_at_once_both_keep_their_answers(crowd_of):
    crowd = crowd_of(RACES)
    page, choices = page_with_two_choices(questionnaire_of(crowd.round))

    def saves(visit, item):
        return lambda: save_page(visit=visit, key=page, posted={item.code: ["3"]}).errors

    for visit in crowd.start(RACES):
        assert together(*(saves(visit, item) for item in choices)) == [{}, {}]
        answers = Draft.objects.get(pk=visit.draft_key).answers
        assert {crowd.item.code, *(item.code for item in choices)} <= set(answers)


def page_with_two_choices(questionnaire):
    for page, items in walk(questionnaire, [], {}):
        choices = [item for item in items if item.kind is Kind.CHOICE]
        if len(choices) > 1:
            return page.key, choices[:2]
    raise LookupError("no page with two choices")


def test_a_page_that_is_saved_while_she_hands_in_is_in_it_or_is_told_too_late(crowd_of):
    crowd = crowd_of(RACES)
    item = crowd.item
    for visit in crowd.start(RACES):
        posted = {item.code: ["later"]}
        saved, handed_in = together(
            lambda v=visit, p=posted: save_page(visit=v, key=crowd.page, posted=p).errors,
            lambda v=visit: submit_answers(visit=v, language="nl"),
        )
        assert handed_in is True
        found = LetterboxAnswers.objects.get(owner=visit.owner).answers[item.code]
        assert saved == ({} if found == "later" else "answers-handed-in")
        assert Draft.objects.get(pk=visit.draft_key).answers == {}


def test_who_hands_in_twice_handed_in_once(crowd_of):
    crowd = crowd_of(RACES)
    for visit in crowd.start(RACES):
        assert twice(lambda v=visit: submit_answers(visit=v, language="nl")) == [True, True]
    owners = list(LetterboxAnswers.objects.values_list("owner", flat=True))
    assert (len(owners), len(set(owners))) == (RACES, RACES)


def test_the_last_place_of_an_event_goes_to_one_of_two(offer):
    begins = timezone.now() + timedelta(days=2)
    for _ in range(RACES):
        soup = Event.objects.create(
            centre=offer, capacity=2, begins_at=begins, ends_at=begins + timedelta(hours=1)
        )
        sign_up(event=soup)
        codes = twice(lambda event=soup: sign_up(event=event))
        assert sorted(place_with_code(code).waiting for code in codes) == [0, 1]


def test_a_roster_that_is_confirmed_twice_is_imported_once(bridge):
    for race in range(RACES):
        batch = upload(f"student;{race};Sanne;SW;AVM;2;SW2A;2025-09-01\n")
        came = twice(
            lambda pk=batch.pk: (
                confirm_import(batch=ImportBatch.objects.get(pk=pk), by=BY, may_end_many=True).state
            )
        )
        assert sorted(came) in (["confirmed", "confirmed"], ["confirmed", "import-moved-on"])
        assert Person.objects.filter(number=str(race)).count() == 1
    assert Enrolment.objects.filter(person__number__in=map(str, range(RACES))).count() == RACES
    assert (deeds("import-confirmed"), first_broken_event()) == (RACES, None)


def test_a_slip_of_a_scan_takes_one_sheet_and_a_door_no_more_than_its_limit(bridge):
    scan = Scan.objects.create(
        unit=bridge.social_work,
        form="short",
        mode="plenary",
        opened_on=timezone.localdate(),
        closes_on=timezone.localdate() + timedelta(days=9),
    )
    counts = scans.no_counts(KEYS, "short")
    tally = ScanTally.objects.create(
        scan=scan, role="students", counts=counts, door="doordoordoor", limit=2 * RACES + 1
    )
    answers = dict.fromkeys(counts, 2)
    for _ in range(RACES):
        code = scans.fresh_code()
        ScanSlip.objects.create(tally=tally, digest=digest_of(code))
        came = twice(lambda code=code: scans.hand_in(code=code, answers=answers))
        assert sorted(map(str, came)) == ["None", "scan-code-unknown"]
    pairs = [twice(lambda: scans.hand_in(code="doordoordoor", answers=answers)) for _ in range(RACES)]
    came = sorted(str(one) for pair in pairs for one in pair)
    assert came == ["None"] * (RACES + 1) + ["scan-full"] * (RACES - 1)
    tally.refresh_from_db()
    assert tally.sheets == tally.limit
    assert {sum(numbers) for numbers in tally.counts.values()} == {tally.limit}


def test_a_role_that_is_put_on_the_board_twice_stands_there_once(bridge):
    for _ in range(RACES):
        opening = save_opening(opening=OpenRole(**written()), by=BY)
        came = twice(lambda one=opening: move_opening(opening=one, deed="publish", by=BY))
        assert sorted(map(str, came)) == ["None", "opening-cannot"]
    assert deeds("opening.published") == RACES


def test_a_role_that_is_told_or_confirmed_twice_counts_once(bridge):
    today = timezone.localdate()
    for race in range(RACES):
        role = Told(f"51{race:04}", "events", "SW", "AVM", today, today, 10.0)
        came = twice(lambda role=role: tell_own_role(told=role))
        assert "role-known-already" in came, came
        (code,) = {row.code for row in Engagement.objects.filter(state=Engagement.State.ASKED)}
        came = twice(lambda code=code: confirm_role(code=code, by=BY))
        assert sorted(map(str, came)) == ["None", "role-answered"]
    assert (Engagement.objects.count(), deeds("role.confirmed")) == (RACES, RACES)
