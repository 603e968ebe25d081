"""The loop of a unit: from a signal to a session, a choice, a plan and its log."""

import datetime

import pytest
from django.utils import timezone

from thuis.core.errors import InvalidInput
from thuis.foundation.audit.models import AuditEvent
from thuis.foundation.signals.actions import Figure, make_signal
from thuis.foundation.signals.models import Signal
from thuis.rooms.approaches.actions.loop import save_plan, save_session
from thuis.rooms.approaches.models import Candidate, LogNote, MeaningSession, Plan
from thuis.rooms.approaches.queries.loop import orphans, standings

pytestmark = pytest.mark.django_db
EN = {"Accept-Language": "en"}


def read(client, address):
    response = client.get(address, headers=EN)
    assert response.status_code == 200, response.content.decode()[:400]
    return response.content.decode()


@pytest.fixture
def heard(bridge, bram):
    """A signal that Bram heard in Social Work."""
    words = {
        "unit": bridge.social_work.pk,
        "question": "Whom to go to",
        "said": "First-years do not know whom to go to.",
        "source": "A talk with the committee",
    }
    assert bram.post("/signals/new/", words, headers=EN).status_code == 302
    return Signal.objects.get()


def session_of(client, bridge, signal, **changed):
    words = {
        "signals": [signal.pk],
        "on": "2027-01-12",
        "place": "Room 2.14, 15:00",
        "students": 3,
        "lecturers": 2,
        "managers": 1,
        "support": 1,
        "without_students": "",
    }
    return client.post(f"/actions/units/{bridge.social_work.pk}/session/", {**words, **changed}, headers=EN)


def plan_of(client, bridge, signal, **changed):
    words = {
        "title_nl": "Elke student een vaste docent",
        "title_en": "A fixed lecturer for each student",
        "signals": [signal.pk],
        "elements": ["personal-attention"],
        "own_approach": "A talk of a quarter of an hour",
        "owner": client.user.pk,
        "first_step": "Make a list of who knows whom.",
        "review_on": "2027-03-01",
    }
    return client.post(f"/actions/units/{bridge.social_work.pk}/plan/", {**words, **changed}, headers=EN)


def test_every_page_of_the_loop_opens(bridge, library, heard, marit):
    unit = bridge.social_work.pk
    for page in ("/actions/", f"/actions/units/{unit}/", f"/actions/units/{unit}/session/"):
        read(marit, page)
    assert session_of(marit, bridge, heard).status_code == 302
    session = MeaningSession.objects.get()
    weighed = {"element": "personal-attention", "approach": "one-fixed-contact", "need": 3, "gap": 2}
    assert marit.post(f"/actions/sessions/{session.pk}/weigh/", weighed, headers=EN).status_code == 302
    candidate = Candidate.objects.get()
    marit.post(f"/actions/candidates/{candidate.pk}/choose/")
    for page in ("", "weigh/", "notes/", "change/"):
        read(marit, f"/actions/sessions/{session.pk}/{page}")
    read(marit, f"/actions/candidates/{candidate.pk}/")
    read(marit, f"/actions/units/{unit}/plan/?candidate={candidate.pk}")
    response = plan_of(marit, bridge, heard)
    assert response.status_code == 302, response.content.decode()
    plan = Plan.objects.get()
    for page in ("", "change/"):
        read(marit, f"/actions/plans/{plan.pk}/{page}")
    marit.post(f"/actions/plans/{plan.pk}/", {"on": timezone.localdate(), "words": "List made."})
    assert LogNote.objects.get().words == "List made."
    read(marit, f"/actions/plans/{plan.pk}/")
    read(marit, f"/actions/units/{unit}/")


def test_a_signal_by_hand_has_a_source_in_words_and_no_figure(bridge, bram):
    words = {
        "unit": bridge.social_work.pk,
        "question": "Lonely",
        "said": "Half feel lonely.",
        "source": "Talk",
    }
    refused = bram.post("/signals/new/", {**words, "said": "12 of 40 feel lonely."}, headers=EN)
    assert refused.status_code == 422
    assert not Signal.objects.exists()
    bram.post("/signals/new/", words)
    signal = Signal.objects.get()
    assert (signal.origin, signal.address, signal.source, signal.unit) == ("hand", "", "Talk", "SW")
    assert "Half feel lonely." in read(bram, "/signals/")


def test_two_signals_by_hand_may_stand_beside_each_other(bridge, bram):
    for said in ("One thing.", "Another thing."):
        words = {"unit": bridge.social_work.pk, "question": "A", "said": said, "source": "Talk"}
        bram.post("/signals/new/", words)
    assert Signal.objects.filter(state="open", address="").count() == 2


def test_nobody_makes_a_signal_for_a_unit_that_is_not_hers(bridge, bram, otto):
    words = {"unit": bridge.pedagogy.pk, "question": "A", "said": "B.", "source": "C"}
    assert bram.post("/signals/new/", words).status_code == 422
    assert otto.get("/signals/new/").status_code == 403
    assert not Signal.objects.exists()


def test_a_caller_hands_over_a_figure_of_the_scan(bridge, marit):
    figure = Figure(
        "programme", "SW", "2026", "", "Timetables", "Lecturers and students differ.", "en",
        "/approaches/scan/1/#timetabling", "scan of 2026", origin="scan",
    )  # fmt: skip
    first = make_signal(figure=figure, by=marit.user)
    assert make_signal(figure=figure, by=marit.user) == first
    assert first.origin == "scan"
    assert "Lecturers and students differ." in read(marit, f"/actions/units/{bridge.social_work.pk}/")


def test_without_a_student_a_session_needs_a_reason(bridge, heard, marit):
    assert session_of(marit, bridge, heard, students=0).status_code == 422
    assert not MeaningSession.objects.exists()
    why = "The committee changes this month."
    assert session_of(marit, bridge, heard, students=0, without_students=why).status_code == 302
    page = read(marit, f"/actions/sessions/{MeaningSession.objects.get().pk}/")
    assert why in page
    assert "Nobody yet of" in page


def test_the_action_itself_refuses_a_session_without_students(bridge, marit):
    session = MeaningSession(unit=bridge.social_work, on=timezone.localdate(), place="Hall", language="en")
    with pytest.raises(InvalidInput):
        save_session(session=session, signals=[], by=marit.user)


def test_the_agenda_says_what_the_signals_say_and_lets_students_speak_first(bridge, heard, marit):
    session_of(marit, bridge, heard)
    page = read(marit, f"/actions/sessions/{MeaningSession.objects.get().pk}/")
    assert "Agenda, 50 minutes" in page
    assert heard.said in page
    assert page.index("Students first") < page.index("What do we agree?")


def test_a_session_is_held_and_that_can_be_undone(bridge, heard, marit):
    session_of(marit, bridge, heard)
    address = f"/actions/sessions/{MeaningSession.objects.get().pk}"
    marit.post(f"{address}/hold/")
    assert MeaningSession.objects.get().state == "held"
    assert marit.post(f"{address}/cancel/").status_code == 409
    marit.post(f"{address}/undo/")
    assert MeaningSession.objects.get().state == "planned"
    assert marit.post(f"{address}/nothing/").status_code == 404


def test_what_was_said_is_kept_in_the_words_of_who_wrote_it(bridge, heard, marit):
    session_of(marit, bridge, heard)
    address = f"/actions/sessions/{MeaningSession.objects.get().pk}/"
    marit.post(f"{address}notes/", {"notes": "Names fade.", "agreements": "One list."}, headers=EN)
    page = read(marit, address)
    assert "Names fade." in page
    assert "One list." in page


def weighed(bridge, heard, client, *rows):
    session_of(client, bridge, heard)
    address = f"/actions/sessions/{MeaningSession.objects.get().pk}/"
    for element, need, gap, feasibility in rows:
        words = {"element": element, "need": need, "gap": gap, "feasibility": feasibility}
        assert client.post(f"{address}weigh/", words, headers=EN).status_code == 302
    return address


def test_three_judgements_stand_side_by_side_in_the_order_of_the_elements(bridge, heard, marit):
    rows = [("timetabling", 3, 3, 3), ("personal-attention", 1, 1, ""), ("warm-welcome", 2, 2, 2)]
    page = read(marit, weighed(bridge, heard, marit, *rows))
    places = [page.index(f"/approaches/elements/{key}/") for key in
              ("personal-attention", "warm-welcome", "timetabling")]  # fmt: skip
    assert places == sorted(places)
    for words in ("Many students miss it.", "It is there and students find it.", "We do not know."):
        assert words in page
    assert "Nothing is added up" in page


def test_an_element_is_weighed_once_and_can_be_removed(bridge, heard, marit):
    address = weighed(bridge, heard, marit, ("warm-welcome", 2, 2, 2))
    again = {"element": "warm-welcome", "need": 1, "gap": 1, "feasibility": 1}
    assert marit.post(f"{address}weigh/", again).status_code == 409
    candidate = Candidate.objects.get()
    marit.post(f"/actions/candidates/{candidate.pk}/", {**again, "why": "We asked."})
    assert Candidate.objects.get().why == "We asked."
    assert marit.post(f"/actions/candidates/{candidate.pk}/nothing/").status_code == 404
    marit.post(f"/actions/candidates/{candidate.pk}/remove/")
    assert not Candidate.objects.exists()


def test_a_student_is_named_only_when_she_agreed(bridge, library, heard, marit):
    assert plan_of(marit, bridge, heard, student_owner="Imane Yildiz").status_code == 422
    assert not Plan.objects.exists()
    plan_of(marit, bridge, heard, student_owner="Imane Yildiz", student_agreed="on")
    plan = Plan.objects.get()
    assert "Imane Yildiz" in read(marit, f"/actions/plans/{plan.pk}/")
    plan.student_agreed = False
    with pytest.raises(InvalidInput):
        save_plan(plan=plan, signals=[], by=marit.user)


def test_a_plan_begins_is_finished_and_goes_on_after_all(bridge, library, heard, marit):
    plan_of(marit, bridge, heard)
    address = f"/actions/plans/{Plan.objects.get().pk}"
    for deed, state in (("begin", "doing"), ("finish", "done"), ("resume", "doing")):
        marit.post(f"{address}/{deed}/")
        assert Plan.objects.get().state == state
    assert marit.post(f"{address}/nothing/").status_code == 404


def test_what_is_dropped_has_a_reason(bridge, library, heard, marit):
    plan_of(marit, bridge, heard)
    address = f"/actions/plans/{Plan.objects.get().pk}/"
    assert marit.post(f"{address}drop/", {"because": " "}).status_code == 422
    marit.post(f"{address}drop/", {"because": "No room is free."})
    assert "No room is free." in read(marit, address)
    assert orphans([heard]) == (heard,)


def test_a_note_stands_in_the_log_and_can_be_taken_out(bridge, library, heard, marit, bram):
    plan_of(marit, bridge, heard, owner=bram.user.pk)
    address = f"/actions/plans/{Plan.objects.get().pk}/"
    bram.post(address, {"on": timezone.localdate(), "words": "Talked with six groups."})
    note = LogNote.objects.get()
    assert "Talked with six groups." in read(marit, address)
    assert bram.post(f"/actions/notes/{note.pk}/remove/").status_code == 302
    assert not LogNote.objects.exists()


def test_a_lecturer_reads_but_does_not_decide(bridge, library, heard, marit, bram):
    unit = bridge.social_work.pk
    session_of(marit, bridge, heard)
    plan_of(marit, bridge, heard)
    session, plan = MeaningSession.objects.get().pk, Plan.objects.get().pk
    for page in (f"units/{unit}/", f"sessions/{session}/", f"plans/{plan}/"):
        assert "/change/" not in read(bram, f"/actions/{page}")
    refused = [
        session_of(bram, bridge, heard),
        plan_of(bram, bridge, heard),
        bram.get(f"/actions/plans/{plan}/change/"),
        bram.get(f"/actions/sessions/{session}/weigh/"),
        bram.post(f"/actions/sessions/{session}/hold/"),
        bram.post(f"/actions/plans/{plan}/begin/"),
        bram.post(f"/actions/plans/{plan}/", {"on": timezone.localdate(), "words": "Mine."}),
    ]
    assert [one.status_code for one in refused] == [403] * len(refused)


def test_boards_of_other_units_are_not_there(bridge, library, heard, marit, yasmin, otto):
    assert marit.get(f"/actions/units/{bridge.pedagogy.pk}/").status_code == 404
    assert marit.get(f"/actions/units/{bridge.institution.pk}/").status_code == 200
    assert yasmin.get(f"/actions/units/{bridge.pedagogy.pk}/").status_code == 200
    assert otto.get("/actions/").status_code == 403
    session_of(yasmin, bridge, heard)
    other = MeaningSession.objects.get()
    MeaningSession.objects.filter(pk=other.pk).update(unit=bridge.pedagogy)
    assert marit.get(f"/actions/sessions/{other.pk}/").status_code == 404


def test_the_overview_counts_what_waits_in_a_fixed_order(bridge, library, heard, yasmin, marit):
    plan_of(marit, bridge, heard)
    Plan.objects.update(review_on=timezone.localdate() - datetime.timedelta(days=1))
    Signal.objects.update(made_on=timezone.localdate() - datetime.timedelta(days=60))
    page = read(yasmin, "/actions/")
    units = [bridge.institution, bridge.domain, bridge.pedagogy, bridge.social_work]
    places = [page.index(f'href="/actions/units/{one.pk}/"') for one in units]
    assert places == sorted(places)
    assert f"/actions/units/{bridge.social_work.pk}/#plans" in page
    assert f"/actions/units/{bridge.social_work.pk}/#signals" in page
    assert f"/actions/units/{bridge.pedagogy.pk}/#plans" not in page
    standing = standings([bridge.social_work])[0]
    assert (standing.open, standing.late, standing.forgotten, standing.overdue) == (1, 1, 0, 1)
    assert standing.untold == 0  # nothing began yet
    marit.post(f"/actions/plans/{Plan.objects.get().pk}/begin/")
    assert standings([bridge.social_work])[0].untold == 1


def test_the_number_of_queries_does_not_grow_with_units(bridge, heard, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        standings([bridge.social_work])
    with django_assert_max_num_queries(3):
        standings([bridge.institution, bridge.domain, bridge.pedagogy, bridge.social_work])


def test_every_deed_stands_in_the_chain(bridge, library, heard, marit):
    session_of(marit, bridge, heard)
    plan_of(marit, bridge, heard)
    deeds = set(AuditEvent.objects.values_list("deed", flat=True))
    assert {"signal.said", "session.saved", "plan.saved"} <= deeds
