"""From upload to undo: what stands in the tables before, after, and after undo."""

import stat
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as tries
from hypothesis import strategies as st

from tests import cast, factories
from tests.foundation.intake.rosters import by_hand, confirm, load, tables, upload
from thuis.core.errors import InvalidInput, NotAllowed, TooLarge, WrongState
from thuis.foundation.audit.models import AuditEvent
from thuis.foundation.audit.queries import first_broken_event
from thuis.foundation.institution.models import Enrolment, GroupMembership, Person
from thuis.foundation.intake import files
from thuis.foundation.intake.actions import (
    clear_old_batches,
    confirm_import,
    discard_import,
    undo_import,
    upload_roster,
)
from thuis.foundation.intake.models import ImportBatch
from thuis.foundation.intake.queries import problems_of
from thuis.foundation.intake.steps import import_step, run_step
from thuis.foundation.jobs.models import Job

pytestmark = pytest.mark.django_db
TWO = "student;1;Sanne;SW;AVM;2;SW2A;2025-09-01\nstudent;2;Noor;SW;AVM;2;SW2A;2025-09-01\n"


def test_a_preview_changes_nothing(bridge):
    before = tables()
    batch = upload(TWO)
    assert batch.state == "previewed"
    assert (batch.counts["people_added"], batch.counts["enrolments_added"]) == (2, 2)
    assert tables() == before


def test_a_confirmed_import_stands_and_is_audited(bridge):
    batch = load(TWO + "staff;m9;Bram;;;;;\n")
    assert batch.state == "confirmed"
    assert set(Person.objects.values_list("kind", "number")) == {
        ("student", "1"),
        ("student", "2"),
        ("staff", "m9"),
    }
    assert set(GroupMembership.objects.values_list("group__code", flat=True)) == {"SW2A"}
    deeds = list(AuditEvent.objects.values_list("deed", flat=True))
    assert deeds[-2:] == ["import-uploaded", "import-confirmed"]
    assert first_broken_event() is None


def test_the_same_file_again_has_nothing_to_change(bridge):
    load(TWO)
    assert upload(TWO).counts["is_empty"]


def test_undo_brings_back_exactly_what_stood_before(bridge):
    load(TWO)
    before = tables()
    batch = load(
        "student;1;Sannah;SW;AVM;3;SW3A;2025-09-01\nstudent;3;Amir;SW;LDH;1;;2025-09-01\n", may_end_many=True
    )
    assert tables() != before
    undone = undo_import(batch=batch, by=by_hand())
    assert tables() == before
    assert (undone.state, bytes(undone.before)) == ("undone", b"")


lines = st.lists(
    st.builds(
        "student;{};{};{};{};{};{};{}".format,
        st.integers(1, 4),
        st.sampled_from(("Sanne", "Noor", "")),
        st.just("SW"),
        st.sampled_from(("AVM", "LDH")),
        st.just(2),
        st.sampled_from(("", "A", "B")),
        st.sampled_from(("2025-09-01", "")),
    ),
    min_size=1,
    max_size=6,
)


@tries(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=lines, second=lines)
def test_any_import_twice_changes_nothing_and_any_undo_restores(bridge, first, second):
    Person.objects.all().delete()
    for rows in (first, second):
        before = tables()
        batch = upload("\n".join(rows) + "\n")
        if problems_of(batch) or batch.counts["is_empty"]:
            continue
        confirm(batch, may_end_many=True)
        after = tables()
        assert upload("\n".join(rows) + "\n").counts["is_empty"]
        undo_import(batch=batch, by=by_hand())
        assert tables() == before
        load("\n".join(rows) + "\n", may_end_many=True)
        assert {table: len(found) for table, found in tables().items()} == {
            table: len(found) for table, found in after.items()
        }


def test_undo_is_refused_when_a_later_import_touched_the_same_people(bridge):
    first = load(TWO)
    load(TWO.replace("Sanne", "Sannah"))
    before = tables()
    with pytest.raises(WrongState) as refused:
        undo_import(batch=first, by=by_hand())
    assert refused.value.key == "import-touched-later"
    assert tables() == before


def test_undo_is_refused_when_somebody_who_was_added_got_a_role(bridge):
    batch = load("staff;m9;Bram;;;;;\n")
    factories.role(Person.objects.get(number="m9"), "lecturer", bridge.social_work)
    with pytest.raises(WrongState) as refused:
        undo_import(batch=batch, by=by_hand())
    assert refused.value.key == "import-used-since"


def test_undo_is_refused_when_a_member_who_was_taken_out_is_back(bridge):
    load(TWO)
    batch = load(TWO.replace("SW2A", "SW2B"))
    enrolment = Enrolment.objects.get(person__number="1")
    group = enrolment.programme_at_site.groups.get(code="SW2A")
    GroupMembership.objects.create(enrolment=enrolment, group=group)
    with pytest.raises(WrongState) as refused:
        undo_import(batch=batch, by=by_hand())
    assert refused.value.key in ("import-touched-later", "import-used-since")


def test_an_import_is_undone_once(bridge):
    batch = load(TWO)
    undo_import(batch=batch, by=by_hand())
    with pytest.raises(WrongState):
        undo_import(batch=batch, by=by_hand())


def test_a_file_with_one_problem_saves_nothing_at_all(bridge):
    batch = upload(TWO + "student;3;Amir;XX;AVM;1;;\n")
    (problem,) = problems_of(batch)
    assert (problem.line, problem.column, problem.value, problem.key) == (
        4,
        "programme",
        "XX",
        "unknown-programme",
    )
    with pytest.raises(WrongState) as refused:
        confirm(batch)
    assert refused.value.key == "import-has-problems"
    assert not Person.objects.exists()


def test_ending_more_than_a_quarter_asks_first(bridge):
    load(TWO)
    batch = upload(TWO.splitlines()[0] + "\n")
    assert (batch.counts["ended"], batch.counts["current"]) == (1, 2)
    with pytest.raises(WrongState) as refused:
        confirm(batch)
    assert refused.value.key == "import-ends-many"
    assert confirm(batch, may_end_many=True).state == "confirmed"
    assert Enrolment.objects.get(person__number="2").ends_on == timezone.localdate() - timedelta(days=1)


def test_what_changed_in_between_goes_back_to_the_preview(bridge):
    batch = upload(TWO)
    other = upload(TWO.splitlines()[0] + "\n")
    confirm(other)
    again = confirm(batch)
    assert (again.state, again.counts["moved"]) == ("previewed", True)
    assert again.counts["people_added"] == 1
    assert confirm(again).state == "confirmed"


def test_nothing_is_saved_when_saving_breaks_half_way(bridge, monkeypatch):
    batch = upload(TWO)
    before = tables()
    monkeypatch.setattr("thuis.foundation.intake.steps.record", _break)
    with pytest.raises(RuntimeError):
        confirm(batch)
    assert tables() == before


def _break(*_arguments, **_options):
    raise RuntimeError


def test_an_upload_is_private_and_gone_after_the_import(bridge):
    batch = upload(TWO)
    path = files.folder() / batch.stored
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(files.folder().stat().st_mode) == 0o700
    confirm(batch)
    assert not path.exists()
    batch.refresh_from_db()
    assert (batch.stored, bytes(batch.preview), bytes(batch.problems)) == ("", b"", b"")


def test_a_file_that_is_thrown_away_is_gone(bridge):
    batch = upload(TWO)
    path = files.folder() / batch.stored
    discard_import(batch=batch, by=by_hand())
    assert not path.exists()
    with pytest.raises(WrongState):
        confirm(ImportBatch.objects.get(pk=batch.pk))


def test_a_file_that_nobody_confirms_expires_and_undo_ends_after_its_days(bridge):
    old, kept = upload(TWO), load(TWO)
    ImportBatch.objects.update(changed_at=timezone.now() - timedelta(days=31))
    assert clear_old_batches(by=by_hand()) == 2
    assert ImportBatch.objects.get(pk=old.pk).state == "expired"
    with pytest.raises(WrongState):
        undo_import(batch=kept, by=by_hand())


def test_a_saving_that_stopped_half_way_is_given_up_after_a_day(bridge):
    batch = upload(TWO)
    ImportBatch.objects.update(state="applying", changed_at=timezone.now() - timedelta(days=2))
    clear_old_batches(by=by_hand())
    batch.refresh_from_db()
    assert (batch.state, batch.stored) == ("failed", "")


def test_an_empty_file_and_one_above_the_limit_are_refused(bridge, settings, tmp_path):
    settings.HOME = tmp_path
    with pytest.raises(InvalidInput):
        upload_roster(name="x.csv", chunks=[b" \n"], by=by_hand())
    with pytest.raises(TooLarge):
        upload_roster(name="x.csv", chunks=[b"x" * 40_000_000] * 2, by=by_hand())
    assert list(files.folder().iterdir()) == []


def test_only_an_admin_imports(bridge):
    with pytest.raises(NotAllowed):
        upload_roster(name="x.csv", chunks=[b"x"], by=factories.colleague(cast.MARIT))


def test_a_long_file_from_a_page_is_read_and_saved_by_the_queue(bridge, monkeypatch):
    monkeypatch.setattr("thuis.foundation.intake.actions.LINES_AT_ONCE", 1)
    ineke = factories.colleague(cast.INEKE)
    batch = upload(TWO, by=ineke)
    assert batch.state == "uploaded"
    import_step(Job.objects.get().arguments["batch"])
    batch.refresh_from_db()
    assert batch.state == "previewed"
    batch = confirm_import(batch=batch, by=ineke)
    assert batch.state == "applying"
    import_step(batch.pk)
    import_step(batch.pk)
    import_step(0)
    assert Person.objects.filter(kind="student").count() == 2
    assert AuditEvent.objects.get(deed="import-confirmed").actor == ineke


def test_a_file_that_was_lost_makes_the_import_fail_plainly(bridge, monkeypatch):
    monkeypatch.setattr("thuis.foundation.intake.actions.LINES_AT_ONCE", 1)
    batch = upload(TWO, by=factories.colleague(cast.INEKE))
    files.forget(batch.stored)
    run_step(batch)
    assert batch.state == "failed"


def test_the_number_of_queries_does_not_grow_with_the_rows(bridge):
    def queries(rows: int) -> int:
        source = "".join(f"student;{rows}{n};Sanne;SW;AVM;2;SW2A;2025-09-01\n" for n in range(rows))
        with CaptureQueriesContext(
            connection,
        ) as seen:
            load(source, may_end_many=True)
        return len(seen)

    queries(1)
    assert queries(40) <= queries(5) + 1


def test_who_left_and_comes_back_is_the_same_person(bridge):
    load(TWO)
    load(TWO.splitlines()[0] + "\n", may_end_many=True)
    load(TWO)
    assert Enrolment.objects.get(person__number="2").ends_on is None
    assert Enrolment.objects.count() == 2


def test_a_new_academic_year_follows_the_old(bridge):
    load(TWO)
    next_year = date(timezone.localdate().year + 1, 9, 1)
    load(TWO.replace("2025-09-01", next_year.isoformat()).replace(";2;SW2A", ";3;SW3A"))
    old = Enrolment.objects.get(person__number="1", study_year=2)
    assert old.ends_on == next_year - timedelta(days=1)
