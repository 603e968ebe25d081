"""A student answers: whatever happens on the way, nothing is lost and nothing is doubled."""

from types import SimpleNamespace

import pytest
from django.db import connections

from tests.pages import AuditingClient
from tests.rooms.monitor.walk import fill_in, lowest
from thuis.foundation.audit.actions import Operator
from thuis.foundation.responses.models import Draft, LetterboxAnswers, Response
from thuis.rooms.monitor.actions import answering
from thuis.rooms.monitor.actions.letterbox import empty_letterbox
from thuis.rooms.monitor.actions.rounds import close_round, renew_link
from thuis.rooms.monitor.models import Invitation, PageTime, Round
from thuis.rooms.monitor.queries.visits import LINK_COOKIE

pytestmark = pytest.mark.django_db
FIRST = "/monitor/page/life/"


def draft():
    return Draft.objects.get()


def test_a_link_leads_to_an_address_without_it_and_stays_out_of_every_page(link):
    client = AuditingClient()
    response = client.get(link)
    assert response.url == "/monitor/"
    token = link.split("/")[2]
    assert token not in client.get("/monitor/").content.decode()
    assert client.cookies[LINK_COOKIE]["httponly"]


def test_over_https_no_other_host_can_put_another_link_on_her_device(link, settings):
    settings.HTTPS = True
    client = AuditingClient()
    client.get(link)
    kept = client.cookies["__Host-monitor-link"]
    assert (kept["secure"], kept["path"], kept["domain"]) == (True, "/", "")
    assert client.get("/monitor/").status_code == 200
    client.post("/monitor/stop/")
    assert client.cookies["__Host-monitor-link"].value == ""


def test_no_database_holds_the_link(link, sanne):
    sanne.post("/monitor/start/")
    token = link.split("/")[2]
    for alias in ("default", "responses"):
        with connections[alias].cursor() as cursor:
            for table in connections[alias].introspection.table_names():
                cursor.execute(f'SELECT * FROM "{table}"')
                assert token not in str(cursor.fetchall())


def test_the_two_databases_share_no_key(link, sanne, student):
    fill_in(sanne)
    invitation = Invitation.objects.get(person=student)
    known = {invitation.link_digest, student.number, student.email, str(student.pk)}
    lying = LetterboxAnswers.objects.get()
    assert not known & {draft().key, lying.id, lying.owner, lying.trail}


def test_an_unknown_link_and_no_link_give_a_clear_page(round, anonymous):
    assert anonymous.get("/m/aaaaaaaaaaaaaaaaaaaaaaaaaa/").status_code == 404
    page = anonymous.get("/monitor/")
    assert page.status_code == 404
    assert page.content.decode().count("<h1") == 1


def test_a_whole_questionnaire_ends_in_a_letter_and_one_submission(sanne):
    visited = fill_in(sanne)
    assert visited[0] == FIRST
    assert LetterboxAnswers.objects.count() == 1
    assert sanne.get("/monitor/letter/").status_code == 200


def test_submitting_destroys_the_draft_but_remembers_that_the_link_is_spent(sanne):
    fill_in(sanne)
    assert (draft().answers, draft().consents, draft().submitted) == ({}, {}, True)


def test_every_answer_is_saved_when_it_is_given(sanne):
    sanne.post("/monitor/start/")
    response = sanne.post(f"{FIRST}keep/", {"WEL02": "3"}, headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert draft().answers == {"WEL02": 3}


def test_another_device_goes_on_where_she_was(sanne, link):
    sanne.post("/monitor/start/")
    after = sanne.post(FIRST, {"WEL02": "3", "go": "next"}).url
    phone = AuditingClient()
    phone.get(link)
    assert phone.post("/monitor/start/").url == after
    assert draft().answers == {"WEL02": 3}


def test_who_was_in_the_middle_of_a_page_comes_back_to_it(sanne):
    sanne.post("/monitor/start/")
    second = sanne.post(FIRST, {"go": "next"}).url
    sanne.post(f"{second}keep/", {"ENG01": "2"}, headers={"HX-Request": "true"})
    assert sanne.post("/monitor/start/").url == second


def test_a_stale_tab_cannot_empty_what_another_tab_saved(sanne):
    sanne.post("/monitor/start/")
    sanne.post("/monitor/page/around/", {"PART01": ["", "buddy"], "was:PART01": "", "go": "next"})
    sanne.post("/monitor/page/around/", {"PART01": [""], "was:PART01": "", "go": "next"})
    assert draft().answers["PART01"] == ["buddy"]


def just_after_the_draft_is_read(monkeypatch, deed):
    """What another tab does at the moment between reading the draft and writing it."""
    read, left = answering.started_draft, [deed]

    def reads(visit):
        found = read(visit)
        while left:
            left.pop()()
        return found

    monkeypatch.setattr(answering, "started_draft", reads)


def test_a_tab_that_is_overtaken_by_another_keeps_the_answers_of_both(sanne, monkeypatch):
    sanne.post("/monitor/start/")
    just_after_the_draft_is_read(monkeypatch, lambda: sanne.post(FIRST, {"WEL02": "3", "go": "next"}))
    assert sanne.post(FIRST, {"WEL03": "2", "go": "next"}).status_code == 302
    assert draft().answers == {"WEL02": 3, "WEL03": 2}


def test_nothing_is_written_into_a_draft_that_was_handed_in_meanwhile(sanne, monkeypatch):
    sanne.post("/monitor/start/")
    just_after_the_draft_is_read(monkeypatch, lambda: sanne.post("/monitor/more/", {"go": "letter"}))
    assert sanne.post(FIRST, {"WEL02": "3", "go": "next"}).url == "/monitor/letter/"
    assert (draft().answers, draft().page, LetterboxAnswers.objects.get().answers) == ({}, "", {})


def test_how_often_she_saved_is_forgotten_when_she_hands_in(sanne):
    sanne.post("/monitor/start/")
    sanne.post(FIRST, {"WEL02": "3", "go": "next"})
    assert draft().revision == 1
    sanne.post("/monitor/more/", {"go": "letter"})
    assert draft().revision == 0


def test_she_can_empty_what_she_saw(sanne):
    sanne.post("/monitor/start/")
    sanne.post("/monitor/page/around/", {"PART01": ["", "buddy"], "was:PART01": "", "go": "next"})
    sanne.post("/monitor/page/around/", {"PART01": [""], "was:PART01": "buddy", "go": "next"})
    assert "PART01" not in draft().answers


def test_a_double_click_on_the_last_button_makes_one_submission(sanne):
    fill_in(sanne)
    assert sanne.post("/monitor/more/", {"go": "letter"}).url == "/monitor/letter/"
    assert sanne.post(FIRST, {"WEL02": "0", "go": "next"}).url == "/monitor/letter/"
    assert sanne.post("/monitor/start/").url == "/monitor/letter/"
    assert LetterboxAnswers.objects.count() == 1


def test_back_saves_too(sanne):
    sanne.post("/monitor/start/")
    second = sanne.post(FIRST, {"go": "next"}).url
    assert sanne.post(second, {"ENG01": "2", "go": "back"}).url == FIRST
    assert draft().answers["ENG01"] == 2


def test_rather_not_say_is_an_answer(sanne):
    sanne.post("/monitor/start/")
    sanne.post(FIRST, {"WEL02": "rather-not", "go": "next"})
    assert draft().answers["WEL02"] == "rather-not"
    assert 'value="rather-not" checked' in sanne.get(FIRST).content.decode()


@pytest.mark.parametrize(
    "posted",
    [
        {"WEL02": "9"},
        {"WEL02": "-1"},
        {"WEL02": ["1", "2"]},
        {"WEL02": "1; DROP TABLE responses_draft"},
        {"WEL02": "x" * 10_000},
        {"WEL01": "11"},
        {"WEL01": "\x00"},
        {"WEL01": "\ud7ff"},
    ],
)
def test_a_hostile_answer_gives_a_page_and_keeps_the_rest(sanne, posted):
    sanne.post("/monitor/start/")
    response = sanne.post(FIRST, {"WEL03": "2", **posted, "go": "next"})
    assert response.status_code == 422
    assert draft().answers == {"WEL03": 2}


def test_unknown_fields_and_answers_to_other_pages_are_ignored(sanne):
    sanne.post("/monitor/start/")
    sanne.post(FIRST, {"ENG01": "3", "owner": "me", "__proto__": "x", "go": "next"})
    assert draft().answers == {}


def test_a_page_that_is_not_on_her_path_is_not_found(sanne):
    sanne.post("/monitor/start/")
    assert sanne.get("/monitor/page/helped/").status_code == 404
    assert sanne.get("/monitor/page/no-such-page/").status_code == 404


def test_a_page_on_her_way_because_of_an_answer_is_saved_and_before_that_answer_it_is_not(sanne):
    sanne.post("/monitor/start/")
    used, helped = {"HELP_studentenhuis": "2"}, {"HELPX_studentenhuis": "3"}
    assert sanne.post("/monitor/page/helped/", {**helped, "go": "next"}).status_code == 404
    sanne.post("/monitor/page/around/", {**used, "go": "next"})
    assert sanne.post("/monitor/page/helped/", {**helped, "go": "next"}).status_code == 302
    assert draft().answers == {"HELP_studentenhuis": 2, "HELPX_studentenhuis": 3}


def test_chosen_modules_come_after_part_a_and_count(sanne):
    visited = fill_in(sanne, extra=["belonging", "no-such-module"])
    more = visited.index("/monitor/more/")
    assert len(visited) > more + 1
    codes = set(LetterboxAnswers.objects.get().answers)
    assert {"WEL01", "SOC01"} < codes
    assert len(codes) > 30


def test_a_closed_round_says_so_and_keeps_what_was_handed_in(sanne, round, link):
    fill_in(sanne)
    close_round(round=round, by=Operator("test"))
    assert (LetterboxAnswers.objects.count(), Response.objects.count()) == (0, 1)
    assert sanne.get("/monitor/letter/").status_code == 200
    late = AuditingClient()
    late.get(link)
    assert late.get("/monitor/").url == "/monitor/letter/"


def test_answering_after_closing_is_refused_with_a_day(sanne, round):
    sanne.post("/monitor/start/")
    close_round(round=round, by=Operator("test"))
    response = sanne.post(FIRST, {"WEL02": "3", "go": "next"})
    assert response.status_code == 409
    assert not Draft.objects.exists()


def test_a_replaced_link_stops_working(sanne, student):
    renew_link(invitation=Invitation.objects.get(person=student), by=Operator("test"))
    assert sanne.get("/monitor/").status_code == 404


def test_stopping_on_this_device_forgets_the_link_but_not_the_answers(sanne):
    sanne.post("/monitor/start/")
    sanne.post(FIRST, {"WEL02": "3", "go": "next"})
    assert sanne.post("/monitor/stop/").status_code == 200
    assert sanne.get("/monitor/").status_code == 404
    assert draft().answers == {"WEL02": 3}


def test_help_is_one_tap_away_on_every_page(sanne):
    sanne.post("/monitor/start/")
    for address in ("/monitor/", FIRST, "/monitor/more/"):
        assert 'class="button second compact help"' in sanne.get(address).content.decode()


def test_how_long_pages_take_is_added_up_without_names(sanne, monkeypatch):
    clock = iter(range(1_000_000, 2_000_000, 20))
    monkeypatch.setattr("thuis.rooms.monitor.views.answering.time", SimpleNamespace(time=lambda: next(clock)))
    fill_in(sanne)
    assert not PageTime.objects.exists()
    empty_letterbox(round=Round.objects.get())
    times = PageTime.objects.get(page="life")
    assert (times.visits, times.seconds) == (1, 20)


def test_without_any_answer_there_is_still_a_letter(sanne):
    fill_in(sanne, choose=lambda code, values: "rather-not")
    assert sanne.get("/monitor/letter/").status_code == 200


def test_strong_distress_puts_help_first_without_a_word_about_why(sanne):
    def worst(code, values):
        turned = code in {"WEL04", "WEL05", "WEL06"} or code.startswith(("EXH", "DEM"))
        return values[-1] if turned else lowest(code, values)

    fill_in(sanne, choose=worst)
    page = sanne.get("/monitor/letter/").content.decode()
    assert page.index('href="tel:113"') < page.index("plain-bars")
    assert not {"depressi", "burn-out", "burnout", "angststoornis", "risico"} & set(page.lower().split())


def test_each_page_of_part_a_costs_the_same_number_of_queries(sanne, django_assert_max_num_queries):
    sanne.post("/monitor/start/")
    for key in ("life", "energy", "load", "belonging", "setbacks"):
        with django_assert_max_num_queries(3):
            sanne.get(f"/monitor/page/{key}/")
