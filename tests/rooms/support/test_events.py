"""Events without names: a code for a place, a waiting list that moves up, and a count of who came."""

import datetime
import re
import threading

import pytest
from django.db import connection
from django.utils import timezone

from tests.core.test_calendar import read
from tests.rooms.support.conftest import TUESDAY, offer
from thuis.core.errors import WrongState
from thuis.rooms.support.actions.centres import forget_sign_ups, sign_up
from thuis.rooms.support.models import Event, SignUp, SupportOffer
from thuis.rooms.support.queries.centres import place_with_code

EN = {"accept-language": "en"}
FORM = {
    "title_nl": "Soep", "title_en": "Soup", "text_nl": "Samen eten.", "text_en": "Eating together.",
    "where_nl": "Kantine", "where_en": "Canteen", "capacity": "2",
    "begins_at": "2026-11-26T12:00", "ends_at": "2026-11-26T13:30",
}  # fmt: skip


def event(centre, *, capacity=2, ahead=2, **more):
    begins = TUESDAY + datetime.timedelta(days=ahead)
    values = {f"{name}_{language}": name for name in ("title", "text", "where") for language in ("nl", "en")}
    times = {"begins_at": begins, "ends_at": begins + datetime.timedelta(hours=1)}
    return Event.objects.create(centre=centre, capacity=capacity, **{**values, **times, **more})


@pytest.fixture
def house(db, tuesday):
    return offer("huis", sites=["AVM"])


def words_of(response):
    return " ".join(response.content.decode().split())


def code_in(response):
    return response.context["code"]


def test_the_first_two_have_a_place_the_third_waits_and_moves_up(house, anonymous):
    soup = event(house)
    answers = [anonymous.post(f"/help/events/{soup.pk}/sign-up/", headers=EN) for _ in range(3)]
    assert ["You have a place" in words_of(one) for one in answers] == [True, True, False]
    assert "One place must come free" in words_of(answers[2])
    assert "full, with a waiting list" in words_of(anonymous.get("/help/events/", headers=EN))
    codes = [code_in(one) for one in answers]
    assert "waiting list" in words_of(anonymous.post("/help/events/place/", {"code": codes[2]}, headers=EN))
    anonymous.post("/help/events/place/given-up/", {"code": codes[0].lower().replace("-", " ")})
    assert "You have a place" in words_of(
        anonymous.post("/help/events/place/", {"code": codes[2]}, headers=EN)
    )
    assert anonymous.post("/help/events/place/", {"code": codes[0]}).status_code == 404


def test_of_a_place_only_a_print_of_its_code_is_kept(house, anonymous):
    code = code_in(anonymous.post(f"/help/events/{event(house).pk}/sign-up/"))
    row = SignUp.objects.get()
    assert {field.name for field in SignUp._meta.fields} == {"id", "event", "code_digest"}
    assert code.replace("-", "") not in row.code_digest.upper()
    assert anonymous.post(f"/help/events/{row.event_id}/sign-up/").headers["Cache-Control"] == "no-store"


def ahead_in(page):
    return re.search(r'name="ahead" value="([^"]+)"', page.content.decode())[1]


def test_a_form_that_is_sent_twice_is_one_place_and_a_page_opened_again_is_another(house, anonymous):
    path = f"/help/events/{event(house).pk}/"
    page = anonymous.get(path)
    assert "no-store" in page.headers["Cache-Control"]
    sent = {"ahead": ahead_in(page)}
    codes = [code_in(anonymous.post(f"{path}sign-up/", sent)) for _ in range(2)]
    assert codes[0] == codes[1]
    assert code_in(anonymous.post(f"{path}sign-up/", {"ahead": ahead_in(anonymous.get(path))})) != codes[0]
    assert SignUp.objects.count() == 2


def test_a_code_of_another_form_or_an_altered_one_is_not_taken(house, anonymous):
    one, other = event(house), event(house)
    ahead = ahead_in(anonymous.get(f"/help/events/{one.pk}/"))
    made = [
        code_in(anonymous.post(f"/help/events/{pk}/sign-up/", {"ahead": sent}))
        for pk, sent in ((one.pk, ahead), (other.pk, ahead), (other.pk, "x" + ahead))
    ]
    assert len(set(made)) == 3


@pytest.mark.parametrize("change", [{"cancelled": True}, {"capacity": None}, {"ahead": -1}])
def test_nobody_signs_up_for_what_is_over_called_off_or_open_to_all(house, anonymous, change):
    soup = event(house, **change)
    assert anonymous.post(f"/help/events/{soup.pk}/sign-up/").status_code == 409
    page = words_of(anonymous.get(f"/help/events/{soup.pk}/", headers=EN))
    assert "Keep a place for me" not in page
    assert not SignUp.objects.exists()


def test_the_waiting_list_has_an_end(house, monkeypatch):
    monkeypatch.setattr("thuis.rooms.support.actions.centres.MOST_WAITING", 1)
    soup = event(house, capacity=1)
    assert [place_with_code(sign_up(event=soup)).waiting for _ in range(2)] == [0, 1]
    with pytest.raises(WrongState):
        sign_up(event=soup)


def test_more_places_let_the_waiting_list_in(house):
    soup = event(house, capacity=1)
    codes = [sign_up(event=soup) for _ in range(3)]
    Event.objects.update(capacity=2)
    assert [place_with_code(code).waiting for code in codes] == [0, 0, 1]


def test_what_is_on_stands_on_the_map_at_its_centre_and_in_calendars(house, anonymous):
    event(house, ahead=-3, title_en="Long ago")
    soup, off = event(house, title_en="Soup"), event(house, title_en="Off", cancelled=True)
    for address in ("/help/", "/help/huis/", "/help/events/"):
        page = words_of(anonymous.get(address, headers=EN))
        assert "Soup" in page
        assert "Long ago" not in page
        assert "does not go on" in page
    found = [
        one for kind, one in read(anonymous.get("/help/all.ics", headers=EN).content) if kind == "VEVENT"
    ]
    assert [(one["SUMMARY"], one["STATUS"]) for one in found] == [("Soup", "CONFIRMED"), ("Off", "CANCELLED")]
    (one,) = [
        one
        for kind, one in read(anonymous.get(f"/help/events/{soup.pk}/event.ics").content)
        if kind == "VEVENT"
    ]
    assert one["DTSTART;TZID=Europe/Amsterdam"] == "20261126T130000"
    assert off.pk != soup.pk


def test_an_event_of_a_centre_that_is_closed_is_not_found(house, anonymous):
    soup = event(house)
    SupportOffer.objects.update(active=False)
    assert anonymous.get(f"/help/events/{soup.pk}/").status_code == 404
    assert anonymous.get("/help/events/999/").status_code == 404


def test_a_coordinator_plans_counts_and_calls_off(house, yasmin):
    base = "/support/centres/huis/events/"
    assert "No events yet" in yasmin.get(base, headers=EN).content.decode()
    assert yasmin.post(f"{base}new/", FORM).status_code == 302
    soup = Event.objects.get()
    assert timezone.localtime(soup.begins_at).hour == 12
    assert 'value="2026-11-26T12:00"' in yasmin.get(f"{base}{soup.pk}/").content.decode()
    sign_up(event=soup)
    yasmin.post(f"{base}{soup.pk}/", {**FORM, "attended": "17", "cancelled": "on"})
    page = words_of(yasmin.get(base, headers=EN))
    assert "1 for 2 places" in page
    assert "17" in page
    assert "does not go on" in page
    assert yasmin.post(f"{base}new/", {**FORM, "ends_at": "2026-11-26T11:00"}).status_code == 422


def test_places_go_a_week_after_the_event_and_the_count_stays(house):
    soup = event(house, attended=9)
    sign_up(event=soup)
    assert forget_sign_ups(before=soup.ends_at.date()) == 0
    assert forget_sign_ups(before=soup.ends_at.date() + datetime.timedelta(days=1)) == 1
    assert Event.objects.get().attended == 9


@pytest.mark.django_db(transaction=True)
def test_of_two_people_for_one_place_one_has_it_and_the_other_waits():
    centre = offer("huis")
    begins = timezone.now() + datetime.timedelta(days=1)
    soup = event(centre, capacity=1, begins_at=begins, ends_at=begins + datetime.timedelta(hours=1))
    codes, together = [], threading.Barrier(2)

    def come():
        try:
            together.wait()
            codes.append(sign_up(event=soup))
        finally:
            connection.close()

    for _ in range(5):
        pair = [threading.Thread(target=come) for _ in range(2)]
        for thread in pair:
            thread.start()
        for thread in pair:
            thread.join()
        assert sorted(place_with_code(code).waiting for code in codes) == [0, 1]
        SignUp.objects.all().delete()
        codes.clear()
