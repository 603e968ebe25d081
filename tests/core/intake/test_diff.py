"""What an import would change: the plan, before anything is written."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.core.intake.records import START, student
from thuis.core.intake.diff import roster_plan
from thuis.core.intake.roster import EnrolmentValues, Roster, wanted

TODAY = date(2026, 3, 1)
YESTERDAY = TODAY - timedelta(days=1)


def plan(current, *records):
    return roster_plan(current, wanted(records, current, TODAY), TODAY)


def after(*records):
    """The roster as it stands once these records were imported."""
    return wanted(records, Roster(), TODAY).roster


def test_an_empty_institution_gets_everything():
    found = plan(Roster(), student(group="SW2A"), student(number="2", group="SW2A"))
    assert (len(found.people.added), len(found.enrolments.added), len(found.groups)) == (2, 2, 1)
    assert len(found.members_added) == 2
    assert not found.is_empty


many = st.lists(
    st.builds(
        student,
        number=st.sampled_from("123456"),
        site=st.sampled_from(("AVM", "LDH")),
        form=st.sampled_from(("full-time", "dual", None)),
        group=st.sampled_from(("", "A", "B")),
        starts_on=st.sampled_from((START, date(2024, 9, 1), date(2026, 9, 1), None)),
    ),
    max_size=8,
)


@given(many)
def test_the_same_file_twice_changes_nothing(rows):
    assert plan(after(*rows), *rows).is_empty


def test_a_changed_name_and_year_are_changes_with_what_stood_before():
    found = plan(after(student()), student(given_name="Sannah", study_year=3))
    ((before, new),) = found.people.changed.values()
    assert (before.given_name, new.given_name) == ("Sanne", "Sannah")
    assert list(found.enrolments.changed.values()) == [(EnrolmentValues(2, None), EnrolmentValues(3, None))]


def test_who_is_missing_in_a_named_programme_left_yesterday():
    found = plan(after(student(), student(number="2")), student())
    ((_before, new),) = found.ended.values()
    assert new.ends_on == YESTERDAY


def test_other_programmes_are_left_alone():
    current = after(student(), student(number="2", programme="PED"))
    assert plan(current, student()).is_empty


def test_who_began_today_and_is_missing_leaves_at_the_end_of_today():
    found = plan(after(student(starts_on=TODAY), student(number="2")), student(number="2"))
    ((_before, new),) = found.ended.values()
    assert new.ends_on == TODAY


def test_who_had_left_already_is_not_ended_again():
    gone = student(number="2", ends_on=date(2025, 12, 31))
    leaving = student(number="3", ends_on=YESTERDAY + timedelta(days=1))
    found = plan(after(student(), gone, leaving), student())
    assert [key[0] for key in found.ended] == ["3"]


def test_who_leaves_before_a_new_enrolment_begins_keeps_that_day():
    leaving = student(ends_on=date(2026, 8, 31))
    assert plan(
        after(leaving, student(starts_on=date(2026, 9, 1))), student(starts_on=date(2026, 9, 1))
    ).is_empty


def test_who_is_back_in_the_file_is_enrolled_again():
    found = plan(after(student(ends_on=YESTERDAY)), student())
    assert list(found.enrolments.changed.values()) == [
        (EnrolmentValues(2, YESTERDAY), EnrolmentValues(2, None))
    ]


def test_a_new_academic_year_follows_the_old_one_without_a_gap():
    next_year = date(2026, 9, 1)
    found = plan(after(student()), student(study_year=3, starts_on=next_year))
    assert found.ended == {}
    ((_before, old),) = found.renewed.values()
    assert old.ends_on == date(2026, 8, 31)
    assert not found.ends_many


def test_a_move_to_another_site_is_a_renewal():
    found = plan(after(student()), student(site="LDH", starts_on=None))
    ((_before, old),) = found.renewed.values()
    assert old.ends_on == YESTERDAY


def test_ending_more_than_a_quarter_must_be_asked():
    everybody = [student(number=str(number)) for number in range(8)]
    assert not plan(after(*everybody), *everybody[2:]).ends_many
    assert plan(after(*everybody), *everybody[3:]).ends_many


def test_a_file_without_groups_leaves_groups_alone():
    row = student()._replace(groups=None)
    assert plan(after(student(group="SW2A")), row).is_empty


def test_a_file_with_groups_takes_who_left_a_group_out_of_it():
    found = plan(after(student(group="SW2A")), student(group="SW2B"))
    assert [code for _key, code in found.members_removed] == ["SW2A"]
    assert [code for _key, code in found.members_added] == ["SW2B"]
