"""Hogeschool De Brug is whole and consistent, at any size, and the same for one seed."""

import datetime

import numpy as np
import pytest

from tests.standing import standing
from thuis.config.debrug.content import places, programmes, read
from thuis.config.debrug.fill import fill
from thuis.config.debrug.population import ROUNDS, draw_population
from thuis.config.demo import demo_students
from thuis.core.questionnaire.freeze import fingerprint
from thuis.foundation.accounts.models import User
from thuis.foundation.institution.models import Enrolment, EnrolmentCount, Person, Role, Site, Unit
from thuis.foundation.responses.models import OpenText, Quote, Response, ToldThemes
from thuis.foundation.words.models import WordsRound
from thuis.rooms.approaches.models import Approach, Version
from thuis.rooms.monitor.models import BoardLine, Invitation, Round
from thuis.rooms.monitor.queries.rounds import questionnaire_of
from thuis.rooms.participation.models import Engagement, OpenRole, PoolMembership, RoleFile
from thuis.rooms.support.models import SupportOffer

TODAY = datetime.date(2026, 11, 21)


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker, tmp_path_factory):
    with standing(tmp_path_factory.mktemp("home"), django_db_blocker.unblock()):
        fill(students=400, seed=1, today=TODAY, say=lambda words: None)
        yield


@pytest.fixture
def house(filled, db):
    """Each test may change it."""


def test_three_domains_fourteen_programmes_five_sites_as_promised():
    content = read("institution")
    assert (len(content["domains"]), len(programmes()), len(content["sites"])) == (3, 14, 5)
    assert sum(programme["share"] for programme in programmes()) == pytest.approx(1)
    assert all(sum(programme["sites"].values()) == pytest.approx(1) for programme in programmes())


def test_every_round_has_the_students_that_were_asked_for():
    population = draw_population(9200, places(), np.random.default_rng(1))
    assert [abs(len(population.present(number)) - 9200) < 40 for number in range(ROUNDS)] == [True] * ROUNDS


def test_a_student_of_year_two_was_a_student_of_year_one_a_year_before():
    population = draw_population(2000, places(), np.random.default_rng(1))
    now, before = population.present(3), set(population.present(2))
    second = now[population.study_years(now, 3) == 2]
    assert len(second)
    assert set(second) <= before


def test_the_house_is_filled_and_consistent(house):
    assert Unit.objects.filter(kind="programme").count() == 14
    assert Site.objects.count() == 5
    assert abs(Person.objects.filter(kind="student").count() - 400) < 40
    assert Enrolment.objects.count() == Person.objects.filter(kind="student").count()
    assert Invitation.objects.count() == Enrolment.objects.count()
    assert SupportOffer.objects.filter(in_questionnaire=True).exists()
    assert Role.objects.count() == User.objects.count() - 1


def test_roles_came_in_by_files_without_a_problem_and_the_pool_is_larger_than_its_use(house):
    files = RoleFile.objects.order_by("first")
    assert [file.first.year for file in files] == [2023, 2024, 2025, 2026]
    assert all(file.state == "confirmed" and not file.counts["problems"] for file in files)
    assert files[3].last == datetime.date(2026, 9, 30)
    people = PoolMembership.objects.values("pseudonym").distinct().count()
    assert people > Engagement.objects.exclude(file=None).values("pseudonym").distinct().count()
    assert OpenRole.objects.count() == 12


def test_four_rounds_are_closed_with_answers_and_one_is_open(house):
    states = list(Round.objects.order_by("opens_on").values_list("state", flat=True))
    assert states == ["closed"] * 4 + ["open"]
    for round in Round.objects.all():
        assert fingerprint(questionnaire_of(round)) == round.fingerprint
        answered = Response.objects.filter(round_key=round.key).count()
        assert 60 < answered < 240 if round.state == "closed" else answered == 0


def test_open_answers_of_the_last_round_were_read_by_two_and_told_with_a_quote(house):
    one = WordsRound.objects.get()
    assert (one.round_key, one.state) == ("2026", "released")
    told = {row.item: row.told["themes"] for row in ToldThemes.objects.all()}
    assert set(told) == {"OPE01", "OPE02"}
    assert all(any(theme["told"] for theme in themes) for themes in told.values())
    assert Quote.objects.filter(shown=True).exists()


def test_every_day_of_last_round_was_kept_for_the_board(house):
    kept = BoardLine.objects.filter(level="institution").order_by("day")
    last = list(kept.filter(round__key="2026").values_list("completed", flat=True))
    assert len(last) == 29 and last == sorted(last)
    assert list(kept.filter(round__state="open").values_list("completed", flat=True)) == [0]


def test_some_students_can_be_followed_over_the_years_and_most_groups_cannot_be_named(house):
    linked = Response.objects.exclude(trail="")
    assert 0.4 < linked.count() / Response.objects.count() < 0.8
    assert linked.values("trail").distinct().count() < linked.count()


def test_one_of_the_students_in_the_demo_finds_letters_of_earlier_years(house, anonymous):
    one = demo_students()[1]
    assert "eerdere jaren" in str(one.words)
    anonymous.get(one.address)
    page = anonymous.get("/mine/").content.decode()
    assert page.count("/letter.pdf") >= 2
    assert "<polyline" in page


def test_small_cells_of_the_register_are_intervals(house):
    small = EnrolmentCount.objects.filter(high=4)
    assert small.exists()
    assert set(small.values_list("low", flat=True)) == {1}


def test_one_seed_gives_one_house(house, django_db_blocker):
    before = sorted(map(str, Response.objects.values_list("programme", "site", "study_year", "answers")))
    Approach.objects.update(published=None)
    library, words = (Version, Approach), (WordsRound, ToldThemes, OpenText, Quote)
    for table in (
        *library, *words, Invitation, Round, Response, Enrolment, EnrolmentCount, Role, Person,
        SupportOffer, User,
    ):  # fmt: skip
        table.objects.all().delete()
    from thuis.foundation.institution.models import ProgrammeAtSite

    ProgrammeAtSite.objects.all().delete()
    Site.objects.all().delete()
    for kind in ("programme", "domain", "institution"):
        Unit.objects.filter(kind=kind).delete()
    fill(students=400, seed=1, today=TODAY, say=lambda words: None)
    assert (
        sorted(map(str, Response.objects.values_list("programme", "site", "study_year", "answers"))) == before
    )
