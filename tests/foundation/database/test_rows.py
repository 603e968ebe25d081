"""One row by one column: the same row as an ordinary query finds, and nothing else."""

import datetime

from django.db import transaction

from tests import factories
from thuis.foundation.database.rows import related, row, rows
from thuis.foundation.institution.models import Person
from thuis.foundation.responses.models import Draft
from thuis.rooms.monitor.models import Invitation, Round


def a_round():
    days = {"opens_on": datetime.date(2026, 2, 1), "closes_on": datetime.date(2026, 3, 1)}
    return Round.objects.create(key="r", title_nl="a", title_en="a", questionnaire="{}", **days)


def values(found):
    return {field.attname: getattr(found, field.attname) for field in type(found)._meta.concrete_fields}


def test_a_row_is_what_an_ordinary_query_finds(bridge):
    person = factories.student(bridge.social_work_avermeer)
    assert values(row(Person, "number", person.number)) == values(Person.objects.get(pk=person.pk))


def test_values_have_their_types_back(bridge):
    Draft.objects.create(key="k", round_key="r", answers={"WEL01": 7}, modules=["x"], left_at=2.5)
    found = row(Draft, "key", "k")
    assert (found.answers, found.modules, found.submitted, found.left_at) == ({"WEL01": 7}, ["x"], False, 2.5)
    assert found._state.db == "responses"


def test_days_are_days(bridge):
    assert row(Round, "id", a_round().pk).opens_on == datetime.date(2026, 2, 1)


def test_no_row_is_none(db):
    assert row(Draft, "key", "nobody") is None


def test_a_value_is_never_part_of_the_question(bridge):
    Draft.objects.create(key="k", round_key="r")
    assert row(Draft, "key", "' OR '1'='1") is None


def test_a_column_left_out_is_read_when_asked_for(bridge, django_assert_num_queries):
    found = row(Round, "id", a_round().pk, without=["questionnaire"])
    assert found.get_deferred_fields() == {"questionnaire"}
    with django_assert_num_queries(1):
        assert found.questionnaire == "{}"


def test_the_row_beside_comes_along(bridge, django_assert_num_queries):
    student = factories.student(bridge.social_work_avermeer)
    made = Invitation.objects.create(
        round=a_round(),
        person=student,
        link_digest="d",
        programme="SW",
        site="AVM",
        study_year=2,
        form="dual",
    )
    with django_assert_num_queries(1):
        found = row(Invitation, "link_digest", made.link_digest, beside="round", without=["questionnaire"])
        assert values(found) == values(made)
        assert found.round.key == made.round.key


def test_a_row_can_be_locked_and_written(bridge):
    Draft.objects.create(key="k", round_key="r")
    with transaction.atomic(using="responses"):
        found = row(Draft, "key", "k", locked=True)
        found.page = "life"
        found.save(update_fields=("page",))
    assert Draft.objects.get(pk="k").page == "life"


def test_all_rows_with_a_value_come_together(bridge):
    Draft.objects.bulk_create(Draft(key=key, round_key=key[0]) for key in ("a1", "a2", "b1"))
    assert {one.key for one in rows(Draft, "round_key", "a")} == {"a1", "a2"}
    assert rows(Draft, "round_key", "c") == []


def test_the_row_of_a_foreign_key_is_read_once(bridge, django_assert_num_queries):
    student = factories.student(bridge.social_work_avermeer)
    days = {"programme": "SW", "site": "AVM", "study_year": 2, "form": "dual"}
    made = Invitation.objects.create(round=a_round(), person=student, link_digest="d", **days)
    found = row(Invitation, "link_digest", made.link_digest)
    with django_assert_num_queries(1):
        assert related(found, "person") == student
        assert values(found.person) == values(student)
