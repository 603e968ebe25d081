"""The response board: words, bars and tables for who may follow a round, and never a small group."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import factories
from tests.rooms.monitor.conftest import make_round, open_now
from thuis.core.fieldwork.groups import Tally
from thuis.foundation.audit.actions import Operator
from thuis.foundation.audit.models import AuditEvent
from thuis.rooms.monitor.actions.board import keep_day, keep_today
from thuis.rooms.monitor.actions.rounds import close_round
from thuis.rooms.monitor.models import BoardLine, Invitation, Round
from thuis.rooms.monitor.tasks import empty_letterbox

pytestmark = pytest.mark.django_db
BY = Operator("test")
ENGLISH = {"accept-language": "en"}


def read(client, round):
    page = client.get(f"/rounds/{round.key}/board/", headers=ENGLISH)
    assert page.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def running(bridge, *, social_work=40, pedagogy=30, lindehaven=3, handed_in=10):
    """An open round on its fourth day; the first `handed_in` of Social Work in Avermeer have handed in."""
    for place, number in (
        (bridge.social_work_avermeer, social_work),
        (bridge.pedagogy_avermeer, pedagogy),
        (bridge.social_work_lindehaven, lindehaven),
    ):
        for _ in range(number):
            factories.student(place)
    round = open_now(make_round())
    first = round.invitations.filter(programme="SW", site="AVM").order_by("pk").values_list("pk")[:handed_in]
    round.invitations.filter(pk__in=list(first.values_list("pk", flat=True))).update(progress="completed")
    return round


def last_year(bridge, *, shares=((1, 0.05), (4, 0.2), (20, 0.4)), size=500):
    """A closed round of 500 students of Social Work, with what was kept of a few of its days."""
    round = make_round("vorig", days=(-370, -340))
    Round.objects.filter(pk=round.pk).update(state="closed", fingerprint="x")
    for day, share in shares:
        done = round_half(size * share)
        keep_day(round=round, day=day, tallies={("MM", "SW", "AVM", "2"): Tally(size, done, done)})
    return round


def round_half(number):
    return int(number + 0.5)


class TestWords:
    def test_before_the_first_night_the_page_says_when_it_starts(self, ineke, round):
        assert "The first count comes in the night" in read(ineke, round)

    def test_a_sentence_first_then_everybody_and_each_domain_site_and_year(self, ineke, bridge):
        round = running(bridge)
        keep_today(round=round)
        words = read(ineke, round)
        assert re.search(r"1 of (6|8|10) students has handed in\.", words)
        assert "There is no earlier round" in words and "too early to say" in words
        for label in ("Everybody", "People &amp; Society", "Avermeer", "Year 2", "Pedagogy", "Social Work"):
            assert label in words

    def test_last_round_on_the_same_day_and_where_it_will_end(self, ineke, bridge):
        last_year(bridge)
        round = running(bridge)
        tallies = {("MM", "SW", "AVM", "2"): Tally(1000, 260, 250)}
        keep_day(round=round, day=4, tallies=tallies)
        words = read(ineke, round)
        assert "1 of 4 students has handed in. Last round, on day 4, it was 1 of 5." in words
        low, high = re.search(r"([\d,]+) to ([\d,]+) will hand in", words).groups()
        # last year 100 of 200 were in by day 4, so about 500 will be in the end
        assert int(low) < 500 < int(high)

    def test_a_day_that_was_not_kept_takes_the_one_before(self, ineke, bridge):
        last_year(bridge, shares=((1, 0.1), (20, 0.5)))
        round = running(bridge)
        keep_day(round=round, day=4, tallies={("MM", "SW", "AVM", "2"): Tally(100, 50, 50)})
        assert "on day 4, it was 1 of 10." in read(ineke, round)

    def test_hardly_anybody(self, ineke, bridge):
        round = running(bridge, handed_in=0)
        keep_today(round=round)
        assert "Hardly anybody has handed in yet." in read(ineke, round)


class TestSmallGroups:
    def test_a_site_with_three_students_is_told_with_others_only(self, ineke, bridge):
        round = running(bridge)
        keep_today(round=round)
        words = read(ineke, round)
        assert "Lindehaven" not in words
        assert not BoardLine.objects.filter(code="LDH").exists()
        assert "Other small groups together" in words

    def test_what_is_kept_is_in_fives(self, bridge):
        keep_today(round=running(bridge))
        for line in BoardLine.objects.values_list("invited", "began", "completed"):
            assert all(number % 5 == 0 for number in line)

    def test_fewer_than_ten_students_in_all_is_no_board(self, ineke, round):
        Invitation.objects.update(progress="completed")
        keep_today(round=round)
        assert not BoardLine.objects.exists()
        assert "The first count" in read(ineke, round)

    def test_one_more_answer_never_shows_by_itself_twice_the_same_night(self, ineke, bridge):
        """Reloading, or counting again, gives the same rounded numbers: chance cannot be averaged away."""
        round = running(bridge)
        pages = set()
        for _ in range(5):
            keep_today(round=round)
            pages.add(read(ineke, round))
        assert len(pages) == 1

    def test_the_page_of_the_round_still_tells_no_progress(self, ineke, bridge):
        round = running(bridge)
        words = ineke.get(f"/rounds/{round.key}/", headers=ENGLISH).content.decode()
        assert "completed" not in words and "started" not in words


class TestNights:
    def test_the_nightly_letterbox_keeps_the_day_once(self, bridge):
        round = running(bridge)
        for _ in range(2):
            empty_letterbox(round.pk)
        assert set(BoardLine.objects.values_list("day", flat=True)) == {4}
        assert BoardLine.objects.filter(level="institution").count() == 1

    def test_after_closing_the_last_day_is_kept(self, bridge):
        round = running(bridge)
        Round.objects.update(closes_on=timezone.localdate() - datetime.timedelta(days=1))
        round.refresh_from_db()
        close_round(round=round, by=BY)
        empty_letterbox(round.pk)
        assert set(BoardLine.objects.values_list("day", flat=True)) == {3}


class TestTarget:
    def test_a_target_is_set_drawn_and_taken_away(self, ineke, bridge):
        round = running(bridge)
        keep_today(round=round)
        address = f"/rounds/{round.key}/board/target/"
        assert address in ineke.get(f"/rounds/{round.key}/board/").content.decode()
        assert ineke.get(address).status_code == 200
        assert ineke.post(address, {"target": "40"}).url == f"/rounds/{round.key}/board/"
        page = ineke.get(f"/rounds/{round.key}/board/", headers=ENGLISH).content.decode()
        assert "The target is 40%." in page and 'class="aim"' in page
        ineke.post(address, {"target": ""})
        assert "The target" not in read(ineke, round)
        assert AuditEvent.objects.filter(deed="round.target-set").count() == 2

    def test_a_reached_target_is_said(self, ineke, bridge):
        round = running(bridge)
        Round.objects.update(target=5)
        keep_today(round=round)
        assert "The target of 5% is reached." in read(ineke, round)

    @pytest.mark.parametrize("target", ["0", "101", "veel"])
    def test_an_impossible_target_is_refused(self, ineke, round, target):
        assert ineke.post(f"/rounds/{round.key}/board/target/", {"target": target}).status_code == 422

    def test_after_closing_it_stays(self, ineke, round):
        close_round(round=round, by=BY)
        assert ineke.post(f"/rounds/{round.key}/board/target/", {"target": "40"}).status_code == 409


class TestAccess:
    def test_a_coordinator_of_the_institution_sees_every_line(self, yasmin, bridge):
        round = running(bridge)
        keep_today(round=round)
        words = read(yasmin, round)
        assert "Pedagogy" in words and "Sites" in words
        assert f"/rounds/{round.key}/board/" in yasmin.get(f"/rounds/{round.key}/").content.decode()
        assert "/target/" not in yasmin.get(f"/rounds/{round.key}/board/").content.decode()

    def test_a_manager_sees_the_whole_and_her_own_programme(self, marit, bridge):
        round = running(bridge)
        keep_today(round=round)
        words = read(marit, round)
        assert "Everybody" in words and "Social Work" in words and "your own units" in words
        assert "Pedagogy" not in words and "Avermeer" not in words and "Year 2" not in words

    def test_a_lecturer_sees_none_and_no_link_to_it(self, bram, round):
        assert bram.get(f"/rounds/{round.key}/board/").status_code == 403
        assert "/board/" not in bram.get(f"/rounds/{round.key}/").content.decode()


def test_the_board_costs_the_same_for_many_lines(ineke, bridge):
    def cost(programmes):
        tallies = {("MM", f"P{n}", "AVM", "1"): Tally(50, 20, 10) for n in range(programmes)}
        keep_day(round=round, day=4, tallies=tallies)
        with CaptureQueriesContext(connection) as queries:
            read(ineke, round)
        return len(queries)

    last_year(bridge)
    round = running(bridge, social_work=1, pedagogy=0, lindehaven=0, handed_in=0)
    few = cost(2)
    assert cost(60) <= few
