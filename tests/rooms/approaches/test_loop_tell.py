"""Telling students, and looking again."""

import datetime

import pytest
from django.core import mail
from django.utils import timezone

from tests.rooms.approaches.test_loop import EN, heard, plan_of, read
from thuis.config.mail import MAIL_KINDS
from thuis.core.errors import InvalidInput, NotAllowed
from thuis.foundation.mail.actions import deliver_due
from thuis.foundation.mail.models import OutboxMail
from thuis.foundation.signals.models import Signal, Telling
from thuis.foundation.signals.tellings import telling_for, tellings_about
from thuis.rooms.approaches.access.loop import (
    check_user_can_log,
    check_user_can_see_board,
    check_user_can_tell,
    user_can_tell,
)
from thuis.rooms.approaches.actions.loop_remind import remind_owners
from thuis.rooms.approaches.actions.loop_tell import forget_names, save_telling
from thuis.rooms.approaches.models import MeaningSession, Plan, Remeasurement

__all__ = ["heard"]
pytestmark = pytest.mark.django_db
WORDS = {
    "kind": "done",
    "said_nl": "Ik weet niet bij wie ik terechtkan.",
    "said_en": "I do not know whom to go to.",
    "title_nl": "Elke student een vaste docent",
    "title_en": "A fixed lecturer for each student",
    "text_nl": "Sinds mei heeft iedereen één docent.",
    "text_en": "Since May everybody has one lecturer.",
}
AGAIN = {
    "design": 2,
    "success": "One name in the first month.",
    "use": "poor-access",
    "use_why": "Evening students cannot come.",
    "verdict_nl": "Het helpt een paar studenten veel.",
    "verdict_en": "It means much to a few students.",
}


def told(client, bridge, signal, unit=None, plan=None, **changed):
    address = f"/actions/units/{(unit or bridge.social_work).pk}/tell/" + (f"?plan={plan.pk}" if plan else "")
    return client.post(address, {**WORDS, "signals": [signal.pk], **changed}, headers=EN)


def heard_in(client, unit):
    words = {"unit": unit.pk, "question": "Rooms", "said": "No room is free.", "source": "Talk"}
    client.post("/signals/new/", words)
    return Signal.objects.latest("pk")


def published(client, bridge, signal, **changed):
    told(client, bridge, signal, **changed)
    telling = Telling.objects.latest("pk")
    assert client.post(f"/actions/tell/{telling.pk}/publish/").status_code == 302
    return Telling.objects.get(pk=telling.pk)


def test_every_page_of_telling_opens(bridge, library, heard, marit, anonymous):
    plan_of(marit, bridge, heard)
    plan = Plan.objects.get()
    read(marit, f"/actions/units/{bridge.social_work.pk}/tell/?plan={plan.pk}")
    telling = published(marit, bridge, heard, plan=plan)
    for page in (f"/actions/tell/{telling.pk}/", f"/actions/tell/{telling.pk}/change/", "/told/desk/"):
        read(marit, page)
    for page in ("/told/", "/told/programme/SW/", "/told/institution/all/", "/told/domain/MM/"):
        read(anonymous, page)
    marit.post(f"/actions/plans/{plan.pk}/begin/")
    read(marit, f"/actions/plans/{plan.pk}/measure/")


def test_a_signal_is_told_when_its_answer_is_public_and_open_again_when_it_is_taken_away(
    bridge, heard, marit, anonymous
):
    telling = published(marit, bridge, heard)
    heard.refresh_from_db()
    assert (heard.state, heard.closed_on) == ("told", timezone.localdate())
    assert heard.told_address == f"/told/programme/SW/#t{telling.pk}"
    page = read(anonymous, "/told/programme/SW/")
    assert WORDS["text_en"] in page
    assert "1 of 1 signal got an answer within eight weeks." in page
    assert heard.told_address in read(marit, "/signals/")
    marit.post(f"/actions/tell/{telling.pk}/withdraw/")
    heard.refresh_from_db()
    assert (heard.state, heard.told_address, heard.closed_on) == ("open", "", None)
    assert WORDS["text_en"] not in read(anonymous, "/told/programme/SW/")
    assert marit.post(f"/actions/tell/{telling.pk}/withdraw/").status_code == 409
    assert marit.post(f"/actions/tell/{telling.pk}/nothing/").status_code == 404


def test_a_signal_with_a_second_answer_stays_told(bridge, heard, marit):
    first, second = published(marit, bridge, heard), published(marit, bridge, heard)
    assert first != second
    marit.post(f"/actions/tell/{first.pk}/withdraw/")
    assert Signal.objects.get().state == "told"
    marit.post(f"/actions/tell/{second.pk}/withdraw/")
    assert Signal.objects.get().state == "open"


def test_both_languages_are_needed_to_publish_and_one_to_keep_it(bridge, heard, marit):
    without = {"said_en": "", "title_en": "", "text_en": ""}
    assert told(marit, bridge, heard, **without).status_code == 302
    telling = Telling.objects.get()
    assert "A language is missing" in read(marit, f"/actions/tell/{telling.pk}/")
    assert marit.post(f"/actions/tell/{telling.pk}/publish/").status_code == 422
    assert told(marit, bridge, heard, **without, title_nl="").status_code == 422
    assert Signal.objects.get().state == "open"


def test_what_is_public_stays_whole_and_follows_its_signals(bridge, heard, bram, marit):
    telling = published(marit, bridge, heard)
    telling.text_en = ""
    with pytest.raises(InvalidInput):
        save_telling(telling=telling, signals=[heard], plan=None, by=marit.user)
    other = heard_in(bram, bridge.social_work)
    address = f"/actions/tell/{telling.pk}/change/"
    assert marit.post(address, {**WORDS, "signals": [other.pk]}, headers=EN).status_code == 302
    assert dict(Signal.objects.values_list("pk", "state")) == {heard.pk: "open", other.pk: "told"}


def test_what_students_said_carries_no_figures(bridge, heard, marit):
    assert told(marit, bridge, heard, said_en="12 of 40 say so.").status_code == 422
    assert not Telling.objects.exists()


def test_nobody_is_named_who_did_not_agree(bridge, library, heard, marit, anonymous):
    plan_of(marit, bridge, heard, student_owner="Imane Yildiz", student_agreed="on")
    plan = Plan.objects.get()
    published(marit, bridge, heard, plan=plan)
    page = read(anonymous, "/told/programme/SW/")
    assert "Imane Yildiz" in page
    assert "Marit" not in page
    Plan.objects.update(student_agreed=False, student_owner="", owner_named=True)
    marit.post(f"/actions/tell/{Telling.objects.get().pk}/change/", {**WORDS, "signals": [heard.pk]})
    page = read(anonymous, "/told/programme/SW/")
    assert "Imane" not in page
    assert "Marit de Boer" in page


def test_a_second_telling_of_a_plan_is_the_first_one(bridge, library, heard, marit):
    plan_of(marit, bridge, heard)
    plan = Plan.objects.get()
    told(marit, bridge, heard, plan=plan)
    again = marit.get(f"/actions/units/{bridge.social_work.pk}/tell/?plan={plan.pk}")
    assert again.headers["Location"] == f"/actions/tell/{Telling.objects.get().pk}/change/"


def test_a_page_tells_what_is_told_around_it_and_the_house_tells_everything(bridge, heard, yasmin, anonymous):
    other = heard_in(yasmin, bridge.pedagogy)
    published(yasmin, bridge, other, unit=bridge.pedagogy, title_en="Of PED")
    for unit, title in ((bridge.social_work, "Of SW"), (bridge.domain, "Of MM")):
        published(yasmin, bridge, heard, unit=unit, title_en=title)
    page = read(anonymous, "/told/programme/SW/")
    assert page.index("Of SW") < page.index("Also for you") < page.index("Of MM")
    assert "Of PED" not in page
    whole = read(anonymous, "/told/")
    assert all(title in whole for title in ("Of SW", "Of PED", "Of MM"))
    assert anonymous.get("/told/programme/NOTHING/").status_code == 404
    assert anonymous.get("/told/institution/DB/").status_code == 404


def test_the_number_of_queries_does_not_grow_with_answers(
    bridge, library, heard, marit, anonymous, django_assert_max_num_queries
):
    def asked():
        with django_assert_max_num_queries(40) as found:
            read(anonymous, "/told/programme/SW/")
        return len(found)

    plan_of(marit, bridge, heard)
    published(marit, bridge, heard, plan=Plan.objects.get())
    asked()
    before = asked()
    for _ in range(4):
        published(marit, bridge, heard)
    assert asked() == before


def test_a_feed_and_a_poster_carry_the_same_words_in_both_languages(bridge, heard, marit, anonymous):
    published(marit, bridge, heard)
    for language in ("nl", "en"):
        feed = anonymous.get(f"/told/programme/SW/{language}.atom")
        assert feed.headers["Content-Type"].startswith("application/atom+xml")
        assert WORDS[f"title_{language}"] in feed.content.decode()
        for paper in ("a4", "a3"):
            poster = marit.get(f"/told/programme/SW/{language}/{paper}.pdf")
            assert poster.content.startswith(b"%PDF")
    assert anonymous.get("/told/programme/SW/de.atom").status_code == 404
    assert marit.get("/told/programme/SW/nl/a2.pdf").status_code == 404
    assert anonymous.get("/told/programme/SW/nl/a4.pdf").status_code == 302


def test_an_empty_feed_does_not_change_with_the_clock(bridge, anonymous):
    feed = anonymous.get("/told/programme/SW/nl.atom").content.decode()
    assert "<updated>1970-01-01T00:00:00+00:00</updated>" in feed
    assert "<entry>" not in feed


def test_only_who_chooses_tells(bridge, heard, bram, marit, ineke):
    assert told(bram, bridge, heard).status_code == 403
    told(marit, bridge, heard)
    address = f"/actions/tell/{Telling.objects.get().pk}"
    assert bram.post(f"{address}/publish/").status_code == 403
    assert "/change/" not in read(bram, f"{address}/")
    assert [user_can_tell(one.user) for one in (bram, marit, ineke)] == [False, True, True]
    with pytest.raises(NotAllowed):
        check_user_can_tell(bram.user)
    assert "Results for students" in read(ineke, "/told/desk/")


def test_both_halves_of_the_pairs_agree(bridge, library, heard, bram, marit, otto):
    plan_of(marit, bridge, heard)
    check_user_can_log(marit.user, Plan.objects.get())
    check_user_can_see_board(bram.user, bridge.social_work)
    for refused in (
        lambda: check_user_can_log(bram.user, Plan.objects.get()),
        lambda: check_user_can_see_board(bram.user, bridge.pedagogy),
        lambda: check_user_can_see_board(otto.user, bridge.institution),
    ):
        with pytest.raises(NotAllowed):
            refused()


# --- looking again --------------------------------------------------------------------------------------


@pytest.fixture
def begun(bridge, library, heard, marit):
    plan_of(marit, bridge, heard)
    marit.post(f"/actions/plans/{Plan.objects.get().pk}/begin/")
    return Plan.objects.get()


def tomorrow(days=90):
    return timezone.localdate() + datetime.timedelta(days=days)


@pytest.mark.parametrize(
    ("decision", "state"), [("stop", "stopped"), ("go-on", "lasting"), ("change", "planned")]
)
def test_looking_again_ends_in_a_decision(begun, marit, decision, state):
    address = f"/actions/plans/{begun.pk}/"
    next_on = "" if decision == "stop" else str(tomorrow())
    answer = marit.post(f"{address}measure/", {**AGAIN, "decision": decision, "next_on": next_on}, headers=EN)
    assert answer.status_code == 302
    assert Plan.objects.get().state == state
    page = read(marit, address)
    for words in (AGAIN["success"], AGAIN["use_why"], AGAIN["verdict_en"], "shows no cause"):
        assert words in page


def test_going_on_needs_a_day_that_comes_and_a_verdict_in_words(begun, marit):
    address = f"/actions/plans/{begun.pk}/measure/"
    past = {**AGAIN, "decision": "go-on", "next_on": str(timezone.localdate())}
    assert marit.post(address, past).status_code == 422
    silent = {**AGAIN, "decision": "stop", "verdict_nl": "", "verdict_en": ""}
    assert marit.post(address, silent).status_code == 422
    assert not Remeasurement.objects.exists()


def test_what_is_only_planned_cannot_be_looked_at_again(bridge, library, heard, marit, bram):
    plan_of(marit, bridge, heard)
    address = f"/actions/plans/{Plan.objects.get().pk}/measure/"
    assert marit.post(address, {**AGAIN, "decision": "stop"}).status_code == 409
    assert bram.get(address).status_code == 403


def test_students_read_the_verdict_and_that_before_and_after_shows_no_cause(
    begun, bridge, heard, marit, anonymous
):
    published(marit, bridge, heard, plan=begun)
    marit.post(f"/actions/plans/{begun.pk}/measure/", {**AGAIN, "decision": "stop"})
    page = read(anonymous, "/told/programme/SW/")
    assert AGAIN["verdict_en"] in page
    assert "Before and after shows no cause." in page


# --- reminders, retention, and where else it is read ------------------------------------------------------


def test_an_owner_is_reminded_before_and_on_the_day_and_never_twice(begun):
    Plan.objects.update(review_on=tomorrow(10))
    for _ in range(3):
        remind_owners()
    assert OutboxMail.objects.count() == 1
    Plan.objects.update(review_on=timezone.localdate())
    for _ in range(3):
        remind_owners()
    assert OutboxMail.objects.count() == 2
    deliver_due(MAIL_KINDS, rate=0)
    assert len(mail.outbox) == 2
    assert "Elke student een vaste docent" in mail.outbox[0].body
    assert f"/actions/plans/{begun.pk}/" in mail.outbox[0].body


def test_her_own_start_page_says_it_too(begun, marit, bram):
    address = f"/actions/plans/{begun.pk}/"
    assert address not in read(marit, "/")
    Plan.objects.update(review_on=timezone.localdate() - datetime.timedelta(days=1))
    assert address in read(marit, "/")
    assert address not in read(bram, "/")


def test_nobody_is_reminded_of_what_ended_meanwhile(begun, marit):
    Plan.objects.update(review_on=timezone.localdate())
    remind_owners()
    marit.post(f"/actions/plans/{begun.pk}/drop/", {"because": "No room."})
    deliver_due(MAIL_KINDS, rate=0)
    assert mail.outbox == []
    assert OutboxMail.objects.get().state == "cancelled"
    Plan.objects.update(review_on=tomorrow(100), state="doing")
    remind_owners()
    assert OutboxMail.objects.count() == 1


def test_names_of_students_and_notes_are_forgotten_in_time(bridge, library, heard, marit, anonymous):
    plan_of(marit, bridge, heard, student_owner="Imane Yildiz", student_agreed="on")
    published(marit, bridge, heard, plan=Plan.objects.get())
    last = timezone.localdate() - datetime.timedelta(days=3)
    Plan.objects.update(review_on=last)
    MeaningSession.objects.create(
        unit=bridge.social_work, on=last, place="Hall", students=1, notes="Said.", agreements="Agreed."
    )
    assert forget_names(before=last) == 0
    assert forget_names(before=timezone.localdate()) == 3
    plan, session = Plan.objects.get(), MeaningSession.objects.get()
    assert (plan.student_owner, plan.student_agreed, session.notes, session.agreements) == (
        "",
        False,
        "",
        "Agreed.",
    )
    assert "Imane" not in read(anonymous, "/told/programme/SW/")


def test_a_letter_points_to_the_newest_answer_that_is_nearest(bridge, heard, yasmin):
    assert telling_for("SW") is None
    published(yasmin, bridge, heard, unit=bridge.institution, title_en="Of the house")
    assert telling_for("SW").title_en == "Of the house"
    published(yasmin, bridge, heard, title_en="Older")
    published(yasmin, bridge, heard, title_en="Newer")
    assert telling_for("SW").title_en == "Newer"
    assert telling_for("PED").title_en == "Of the house"
    Telling.objects.update(published_at=timezone.now() - datetime.timedelta(days=600))
    assert telling_for("SW") is None
    assert telling_for("NOTHING") is None


def test_what_was_told_about_a_round_is_found_by_its_signals(bridge, heard, marit):
    published(marit, bridge, heard)
    assert tellings_about("2026", 5) == ()
    Signal.objects.update(period="2026")
    assert [one.title_en for one in tellings_about("2026", 5)] == [WORDS["title_en"]]
