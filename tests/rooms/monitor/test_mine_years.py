"""Mine, of a student with three years: she sees everything of hers, keeps it, and takes it back at once."""

import datetime
import json
import re

import pytest
from django.utils import timezone

from tests import factories
from tests.pages import AuditingClient
from tests.rooms.monitor.conftest import INEKE, make_round, open_now
from tests.rooms.monitor.walk import fill_in, lowest, middle
from tests.standing import standing
from thuis.core.consent import has_agreed
from thuis.foundation.pseudonyms.models import CustodyKey
from thuis.foundation.pseudonyms.pseudonyms import round_purpose
from thuis.foundation.responses.models import Draft, LetterboxAnswers, Response
from thuis.rooms.monitor.actions.rounds import close_round
from thuis.rooms.monitor.models import Invitation, Round
from thuis.rooms.monitor.queries.own import the_one
from thuis.rooms.monitor.queries.rounds import token_of

ROUNDS = {"toen": -700, "vorig": -350, "nu": 0}
TABLES = (Response, LetterboxAnswers)


def browser(student, key):
    client = AuditingClient()
    client.get(f"/m/{token_of(Invitation.objects.get(person=student, round__key=key))}/")
    return client


def answers_in(student, key, *agreed, choose=middle):
    client = browser(student, key)
    client.post("/monitor/start/", {"agree": ["core", *agreed]})
    fill_in(client, choose)
    return client


def end(key):
    """The round closes, and lies so many days back."""
    close_round(round=Round.objects.get(key=key), by=INEKE)
    days = datetime.timedelta(days=ROUNDS[key])
    round = Round.objects.get(key=key)
    round.opens_on, round.closes_on = round.opens_on + days, round.closes_on + days
    round.save()


@pytest.fixture(scope="module")
def student(django_db_setup, django_db_blocker, tmp_path_factory):
    """Sanne answered three rounds, and Noor beside her; the last one is open. Each test may change it."""
    with standing(tmp_path_factory.mktemp("home"), django_db_blocker.unblock()):
        place = factories.bridge().social_work_avermeer
        factories.student_house()
        sanne, noor = factories.student(place, language="nl"), factories.student(place, given_name="Noor")
        for key in ROUNDS:
            open_now(make_round(key))
            answers_in(noor, key, "years")
            answers_in(sanne, key, "years", "research", choose=lowest if key == "toen" else middle)
            if key != "nu":
                end(key)
        yield sanne


@pytest.fixture
def years(student, db):
    return browser(student, "nu")


@pytest.mark.parametrize("key", ROUNDS)
def test_after_its_key_was_destroyed_her_trail_leads_to_that_round_and_no_other(years, student, key):
    today = timezone.localdate()
    CustodyKey.objects.create(purpose=round_purpose(key), made_on=today, destroyed_on=today)
    assert the_one(student.number, key).round_key == key


def rows():
    return sorted((row.round_key for table in TABLES for row in table.objects.all()), key=list(ROUNDS).index)


def test_without_a_link_there_is_nothing_of_anybody(anonymous, years):
    for address in ("/mine/", "/mine/answers.json", "/mine/erase/", "/mine/round/nu/"):
        assert anonymous.get(address).status_code == 404


@pytest.mark.parametrize("language", ["nl", "en"])
def test_three_years_are_three_letters_and_one_line_per_subject(years, language):
    years.cookies["django_language"] = language
    page = years.get("/mine/").content.decode()
    assert page.count("/letter.pdf") == 3
    assert (
        page.count("<polyline") == page.count('<tbody><tr><th scope="row">') + page.count("</tr><tr><th") > 0
    )
    (told,) = re.findall(r'aria-label="(?:Binding|Belonging): ([^"]+)"', page)
    assert len(told.split(", ")) == 3
    assert "35" in page


def test_the_words_the_table_and_the_picture_say_the_same(years):
    page = years.get("/mine/").content.decode()
    for title, told in re.findall(r'aria-label="([^":]+): ([^"]+)"><line', page):
        values = [said.rsplit(" ", 1)[1] for said in told.split(", ")]
        row = re.search(rf'<tr><th scope="row">{title}</th>(.*?)</tr>', page)[1]
        assert re.findall(r">(\d+|–)</td>", row) == values
        figure = page.split(f'aria-label="{title}: ')[1].split("</figure>")[0]
        heights = [float(y) for y in re.findall(r'cy="([\d.]+)"', figure)]
        assert heights == [108 - int(value) for value in values]


def test_each_letter_opens_as_a_page_and_as_a_file(years):
    for key in ROUNDS:
        assert years.get(f"/mine/round/{key}/").status_code == 200
        assert years.get(f"/mine/round/{key}/letter.pdf").content.startswith(b"%PDF")
    assert years.get("/mine/round/nowhere/").status_code == 404


def test_a_link_does_not_open_letters_of_years_that_she_did_not_link(years, student):
    years.post("/mine/take-back/years/")
    page = years.get("/mine/").content.decode()
    assert page.count("/letter.pdf") == 1
    assert "<polyline" not in page
    assert years.get("/mine/round/toen/").status_code == 404
    assert [one["round"] for one in json.loads(years.get("/mine/answers.json").content)["rounds"]] == ["nu"]
    assert browser(student, "toen").get("/monitor/letter/").status_code == 200


def test_the_file_holds_every_answer_with_its_question(years):
    told = json.loads(years.get("/mine/answers.json").content)
    assert [one["round"] for one in told["rounds"]] == list(ROUNDS)
    for one in told["rounds"]:
        hers = [row.answers for table in TABLES for row in table.objects.filter(round_key=one["round"])]
        assert {each["code"]: each["answer"] for each in one["answers"]} in hers
        assert all(each["question"] for each in one["answers"])
        assert one["consents"]["core"] == {"version": 1, "agreed": True}


def test_asking_to_erase_says_what_cannot_be_taken_back_and_erases_nothing(years):
    for address in ("/mine/erase/", "/mine/round/toen/erase/", "/mine/take-back/years/"):
        page = years.get(address).content.decode()
        assert "35 dagen" in page
        assert "groepen" in page
    assert len(rows()) == 6


def test_erasing_one_round_leaves_the_others_and_other_students(years):
    years.post("/mine/round/vorig/erase/")
    assert rows() == ["toen", "toen", "vorig", "nu", "nu"]
    assert years.get("/mine/").content.decode().count("/letter.pdf") == 2


def test_erasing_what_waits_in_the_letterbox_is_possible_too(years):
    assert LetterboxAnswers.objects.count() == 2
    years.post("/mine/round/nu/erase/")
    assert LetterboxAnswers.objects.count() == 1


def test_erasing_everything_leaves_nothing_of_hers_and_all_of_noors(years, student):
    years.post("/mine/erase/")
    assert rows() == list(ROUNDS)
    assert Draft.objects.filter(round_key__in=ROUNDS).count() == 3
    assert "Er ligt hier niets van jou" in years.get("/mine/").content.decode()
    assert years.post("/mine/erase/").status_code == 302, "a second click harms nothing"
    assert len(rows()) == 3


def test_after_erasing_she_may_answer_the_open_round_anew(years):
    years.post("/mine/erase/")
    fill_in(years)
    assert rows() == ["toen", "vorig", "nu", "nu"]


def test_unlinking_removes_the_trail_from_every_year_at_once(years):
    trails = {row.trail for table in TABLES for row in table.objects.all()}
    assert len(trails) == 2
    years.post("/mine/take-back/years/")
    left = [row for table in TABLES for row in table.objects.all() if row.trail]
    assert len(left) == 3
    assert len({row.trail for row in left}) == 1
    assert all(has_agreed(row.consents, "years") for row in left)


def test_taking_back_one_consent_changes_that_one_everywhere(years):
    assert years.get("/mine/take-back/nothing/").status_code == 404
    years.post("/mine/take-back/research/")
    found = [row.consents for table in TABLES for row in table.objects.all()]
    assert sum(has_agreed(one, "research") for one in found) == 0
    assert sum(has_agreed(one, "core") for one in found) == 6
    page = years.get("/mine/").content.decode()
    assert "/mine/take-back/research/" not in page
    assert "/mine/take-back/core/" in page


def test_a_round_of_long_ago_is_found_without_its_invitation(years):
    Invitation.objects.filter(round__key="toen").delete()
    assert years.get("/mine/").content.decode().count("/letter.pdf") == 3
    years.post("/mine/erase/")
    assert rows() == list(ROUNDS)


def test_no_time_finer_than_the_round_is_kept_with_answers(years):
    today = timezone.localdate()
    for row in Response.objects.values():
        assert not any(isinstance(value, datetime.date) for value in row.values())
        assert str(today.year) not in json.dumps(row["consents"])
