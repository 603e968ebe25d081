"""A student sees her own roles only when she agreed, takes them along on paper, and stops again."""

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from tests import factories
from tests.rooms.participation.samples import csv, imported
from thuis.core.errors import InvalidInput, NotAllowed, WrongState
from thuis.foundation.mail.models import OutboxMail
from thuis.foundation.pseudonyms.links import invitation_digest
from thuis.foundation.pseudonyms.models import CustodyKey
from thuis.rooms.monitor.models import Invitation, Round
from thuis.rooms.monitor.queries.visits import LINK_COOKIE
from thuis.rooms.participation.actions import own, registrations
from thuis.rooms.participation.models import Engagement, OptIn, Statement
from thuis.rooms.participation.presenters.mail import own_roles_letter
from thuis.rooms.participation.queries.own import own_roles
from thuis.rooms.participation.queries.registrations import Told, waiting
from thuis.rooms.participation.queries.visits import COOKIE, SALT, link_token, visit_cookie

MINE = reverse("participation:mine")
TODAY = timezone.localdate()


@pytest.fixture
def sanne(bridge):
    return factories.student(bridge.social_work_avermeer, starts_on=date(2022, 9, 1))


@pytest.fixture
def visit(client, sanne):
    """Sanne's phone, by the link from her mail."""
    client.cookies[COOKIE] = visit_cookie(sanne)
    return client


def row(person, role="Buddy", first="1-1-2023", last="31-3-2023", hours="12,5"):
    return (person.number, role, "SW", "AVM", first, last, hours)


def told(person, **values):
    standard = {
        "role": "events",
        "programme": "SW",
        "site": "AVM",
        "first": TODAY,
        "last": TODAY,
        "hours": 4.0,
    }
    return Told(person.number, **standard | values)


def agreed(person):
    own.agree_to_see_roles(person=person)
    return person


# --- the link ------------------------------------------------------------------------------------------


def test_without_a_link_she_is_told_how_to_get_one(client, bridge):
    assert "Mail" in client.get(MINE).text
    for name in ("stop", "tell", "statement"):
        assert client.get(reverse(f"participation:{name}")).status_code == 404


def test_a_link_comes_by_mail_and_the_answer_is_the_same_for_a_stranger(client, sanne):
    known = client.post(reverse("participation:ask-link"), {"email": sanne.email.upper()})
    unknown = client.post(reverse("participation:ask-link"), {"email": "niemand@debrug.example"})
    assert known.status_code == unknown.status_code == 200
    assert [mail.recipient for mail in OutboxMail.objects.all()] == [sanne.email]
    letter = own_roles_letter(sanne.pk, "nl")
    address = re.search(r"http\S+", letter.text)[0]
    client.get(address.partition("//")[2].partition("/")[2].join(["/", ""]), follow=True)
    assert "Zullen we je rollen opzoeken?" in client.get(MINE).text
    assert own_roles_letter(999_999, "nl") is None


def test_a_wrong_address_is_explained(client, bridge):
    assert client.post(reverse("participation:ask-link"), {"email": "x"}).status_code == 422


def test_a_link_of_somebody_else_s_making_opens_nothing(client, sanne):
    forged = signing.dumps(sanne.pk, salt="another")
    assert client.get(reverse("participation:enter", args=[forged])).status_code == 409
    client.cookies[COOKIE] = link_token(sanne)
    assert client.get(reverse("participation:tell")).status_code == 404


def test_a_link_works_for_half_an_hour(client, sanne, monkeypatch):
    monkeypatch.setattr(signing.time, "time", lambda: 1_000_000.0)
    token = signing.dumps(sanne.pk, salt=SALT)
    monkeypatch.setattr(signing.time, "time", lambda: 1_000_000.0 + 31 * 60)
    assert client.get(reverse("participation:enter", args=[token])).status_code == 409


def test_her_link_of_the_monitor_opens_her_roles_too(client, sanne):
    round = Round.objects.create(
        key="2026", title_nl="M", title_en="M", opens_on=TODAY, closes_on=TODAY, state="open", fingerprint="x"
    )
    token = "a" * 26
    Invitation.objects.create(
        round=round, person=sanne, link_digest=invitation_digest(token), programme="SW", site="AVM",
        study_year=2, form="full-time",
    )  # fmt: skip
    client.cookies[LINK_COOKIE] = token
    assert "Zullen we je rollen opzoeken?" in client.get(MINE).text
    client.cookies[LINK_COOKIE] = "b" * 26
    assert client.get(reverse("participation:tell")).status_code == 404


def test_asking_too_often_is_refused(client, sanne):
    answers = [client.post(reverse("participation:ask-link"), {"email": sanne.email}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]


def test_guessing_codes_is_refused_after_a_while(client, bridge):
    said = {"code": "AAAA-AAAA-AAAA-AAAA"}
    answers = [client.post(reverse("participation:check"), said).status_code for _ in range(21)]
    assert answers == [404] * 20 + [429]


# --- what she sees -----------------------------------------------------------------------------------------


def test_nothing_is_looked_up_before_she_agrees(visit, sanne):
    imported(csv(row(sanne)))
    with pytest.raises(WrongState, match="roles-not-agreed"):
        own_roles(sanne.number, TODAY)
    assert "Studentbuddy" not in visit.get(MINE).text
    assert "Studentbuddy" in visit.post(reverse("participation:agree"), follow=True).text


def test_she_sees_her_own_roles_and_nobody_else_s(visit, sanne, bridge):
    other = factories.student(bridge.social_work_avermeer)
    imported(csv(row(sanne), row(other, role="PR"), row(sanne, role="beschikbaar", hours="")))
    agreed(sanne)
    shown = visit.get(MINE).text
    assert "Studentbuddy" in shown
    assert "Werk voor pr" not in shown


def test_quarters_that_follow_each_other_are_one_role(sanne):
    rows = [
        row(sanne, first="1-10-2022", last="31-12-2022", hours="10"),
        row(sanne, hours="12,5"),
        row(sanne, first="1-7-2023", last="30-9-2023", hours=""),
    ]
    imported(csv(*rows))
    found = own_roles(agreed(sanne).number, date(2023, 12, 1)).roles
    assert [(one.first, one.last, one.hours) for one in found] == [
        (date(2023, 7, 1), date(2023, 9, 30), None),
        (date(2022, 10, 1), date(2023, 3, 31), 22.5),
    ]


def test_whether_she_is_in_the_pool_is_known_for_today(sanne):
    imported(csv(row(sanne, role="Pool", first="1-1-2023", last="31-3-2023", hours="")))
    agreed(sanne)
    assert own_roles(sanne.number, date(2023, 2, 1)).in_pool
    assert not own_roles(sanne.number, date(2023, 5, 1)).in_pool


def test_a_year_without_its_key_says_so_and_the_others_show(visit, sanne):
    imported(csv(row(sanne), row(sanne, first="1-1-2024", last="31-3-2024")))
    agreed(sanne)
    CustodyKey.objects.create(purpose="roles:2023", fingerprint="x", made_on=TODAY)
    found = own_roles(sanne.number, TODAY)
    assert found.unread == (2023,)
    assert [one.first.year for one in found.roles] == [2024]
    assert "2023" in visit.get(MINE).text


# --- what she tells -------------------------------------------------------------------------------------


def test_what_she_tells_waits_for_a_coordinator_and_then_counts(visit, sanne, yasmin):
    agreed(sanne)
    said = {
        "role": "events",
        "place": "SW/AVM",
        "first": TODAY,
        "last": TODAY,
        "hours": "4,5",
        "known_by": "Bram",
    }
    shown = visit.post(reverse("participation:tell"), said, follow=True).text
    (one,) = waiting()
    assert one.code in shown
    assert one.hours == 4.5
    listed = yasmin.get(reverse("participation:told")).text
    assert one.code in listed
    assert sanne.number not in listed
    assert sanne.family_name not in listed
    yasmin.post(reverse("participation:told-answer", args=[one.code, "confirm"]))
    assert Engagement.objects.get().state == "confirmed"
    assert yasmin.post(reverse("participation:told-answer", args=[one.code, "refuse"])).status_code == 409
    assert yasmin.post(reverse("participation:told-answer", args=[one.code, "sing"])).status_code == 404


def test_she_may_remove_what_nobody_answered_and_nobody_else_may(visit, sanne, bridge):
    agreed(sanne)
    code = registrations.tell_own_role(told=told(sanne))
    other = factories.student(bridge.social_work_avermeer)
    with pytest.raises(WrongState, match="role-answered"):
        registrations.take_role_back(code=code, number=other.number)
    visit.post(reverse("participation:tell-remove", args=[code]))
    assert not Engagement.objects.exists()


def test_a_paid_role_is_not_told_by_hand_and_one_role_is_told_once(sanne):
    with pytest.raises(InvalidInput, match="role-not-told"):
        registrations.tell_own_role(told=told(sanne, role="buddy"))
    registrations.tell_own_role(told=told(sanne))
    with pytest.raises(WrongState, match="role-known-already"):
        registrations.tell_own_role(told=told(sanne))


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"last": TODAY - timedelta(days=1)}, "role-days"),
        ({"last": TODAY + timedelta(days=400)}, "role-days"),
        ({"first": TODAY - timedelta(days=1000), "last": TODAY - timedelta(days=990)}, "role-days"),
        ({"hours": 25.0}, "role-hours"),
    ],
)
def test_what_cannot_be_is_refused(sanne, values, key):
    with pytest.raises(InvalidInput, match=key):
        registrations.tell_own_role(told=told(sanne, **values))


def test_a_form_that_is_wrong_says_so_by_its_fields(visit, sanne):
    agreed(sanne)
    said = {"role": "events", "place": "SW/AVM", "first": TODAY, "last": TODAY - timedelta(days=1)}
    assert visit.post(reverse("participation:tell"), said).status_code == 422


def test_a_student_who_is_enrolled_nowhere_is_sent_to_the_coordinator(client, bridge):
    gone = agreed(factories.student(bridge.social_work_avermeer, ends_on=date(2025, 9, 30)))
    client.cookies[COOKIE] = visit_cookie(gone)
    assert "coördinator" in client.get(reverse("participation:tell")).text


def test_a_coordinator_registers_by_number_and_the_number_is_not_kept(yasmin, sanne):
    first = date(TODAY.year - 1, 12, 20)
    last = first + timedelta(days=39)
    said = {
        "number": sanne.number,
        "role": "committee",
        "place": "SW/AVM",
        "first": first,
        "last": last,
        "hours": "40",
    }
    yasmin.post(reverse("participation:told-new"), said, follow=True)
    rows = Engagement.objects.order_by("first")
    assert "code" in yasmin.get(reverse("participation:told")).text.casefold()
    assert [row.hours for row in rows] == [pytest.approx(12), pytest.approx(28)]
    assert len({row.pseudonym for row in rows}) == 2
    (one,) = own_roles(agreed(sanne).number, TODAY).roles
    assert (one.first, one.last, one.hours) == (first, last, pytest.approx(40))


def test_a_number_that_is_none_is_explained(yasmin, bridge):
    said = {"number": "x", "role": "committee", "place": "SW/AVM", "first": TODAY, "last": TODAY}
    assert yasmin.post(reverse("participation:told-new"), said).status_code == 422


def test_others_may_not_register_or_answer(bram, sanne):
    assert bram.get(reverse("participation:told")).status_code == 403
    code = registrations.tell_own_role(told=told(sanne))
    with pytest.raises(NotAllowed):
        registrations.confirm_role(code=code, by=bram.user)


def test_what_nobody_answered_goes_after_its_days(sanne):
    registrations.tell_own_role(told=told(sanne))
    assert registrations.forget_unanswered(before=TODAY) == 0
    assert registrations.forget_unanswered(before=TODAY + timedelta(days=1)) == 1


# --- the paper ------------------------------------------------------------------------------------------


def text_of(answer):
    reader = PdfReader(BytesIO(answer.content))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.fixture
def paper(visit, sanne):
    imported(csv(row(sanne)))
    agreed(sanne)
    answer = visit.post(reverse("participation:statement"), {"skills-0": "Luisteren  en doorvragen"})
    return text_of(answer)


def code_on(paper):
    return re.search(r"[A-Z2-9]{4}(-[A-Z2-9]{4}){3}", paper)[0]


def test_the_paper_holds_name_role_period_hours_and_her_own_words(paper, visit):
    for words in ("Sanne Hofstra", "Studentbuddy", "1 januari 2023", "12,5 uur", "Luisteren en doorvragen"):
        assert words in paper
    assert "studentnummer" not in paper.casefold()


def test_the_paper_is_made_in_english_too(visit, sanne):
    imported(csv(row(sanne)))
    agreed(sanne)
    visit.cookies["django_language"] = "en"
    assert "Statement of roles and hours" in text_of(visit.post(reverse("participation:statement")))


def test_a_reader_sees_with_the_code_what_is_on_the_paper(paper, anonymous):
    code = code_on(paper).replace("-", " ").lower()
    shown = anonymous.post(reverse("participation:check"), {"code": code}).text
    for words in ("Sanne Hofstra", "Studentbuddy", "12,5 uur", "Luisteren en doorvragen"):
        assert words in shown


def test_without_the_code_nothing_can_be_read(paper, anonymous):
    wrong = anonymous.post(reverse("participation:check"), {"code": "AAAA-AAAA-AAAA-AAAA"})
    assert wrong.status_code == 404
    assert anonymous.post(reverse("participation:check"), {"code": ""}).status_code == 422
    kept = bytes(Statement.objects.get().sealed)
    assert b"Sanne" not in kept
    assert code_on(paper).encode() not in kept


def test_only_confirmed_roles_are_on_paper(visit, sanne):
    agreed(sanne)
    registrations.tell_own_role(told=told(sanne))
    assert "niets te verklaren" in visit.post(reverse("participation:statement")).text
    assert not Statement.objects.exists()


def test_when_she_stops_her_papers_can_no_longer_be_checked(paper, visit, anonymous):
    assert "niets meer" in visit.get(reverse("participation:stop")).text
    visit.post(reverse("participation:stop"), follow=True)
    assert not OptIn.objects.exists()
    assert anonymous.post(reverse("participation:check"), {"code": code_on(paper)}).status_code == 404
    assert Engagement.objects.count() == 1


def test_old_statements_go(paper):
    assert own.forget_statements(before=TODAY) == 0
    assert own.forget_statements(before=TODAY + timedelta(days=1)) == 2
    assert not OptIn.objects.exists()


def test_her_choice_leads_to_nobody_without_the_key(sanne):
    imported(csv(row(sanne)))
    agreed(sanne)
    assert sanne.number not in repr(list(OptIn.objects.values()))
    assert OptIn.objects.get().owner not in set(Engagement.objects.values_list("pseudonym", flat=True))
