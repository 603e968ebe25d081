"""A file of roles: read, explained, confirmed whole or not at all, undone. No number stays."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests import cast, factories
from tests.rooms.participation.samples import BUDDY, BY, HEADER, POOL, csv, imported, upload, xlsx
from thuis.core.errors import InvalidInput, NotAllowed, WrongState
from thuis.foundation.audit.models import AuditEvent
from thuis.foundation.intake import files as stored_files
from thuis.foundation.jobs.models import Job
from thuis.rooms.participation.actions.files import (
    clear_old_role_files,
    confirm_role_file,
    discard_role_file,
    explain_role_file,
    role_file_step,
    undo_role_file,
)
from thuis.rooms.participation.models import Engagement, PoolMembership, RoleFile, Source
from thuis.rooms.participation.queries.files import columns_of, problems_of, words_of

State = RoleFile.State


def changed(row=BUDDY, **cells):
    return tuple(cells.get(name.lower(), value) for name, value in zip(HEADER, row, strict=True))


def keys(batch):
    return [(one.line, one.column, one.key) for one in problems_of(batch)]


def test_a_file_becomes_roles_and_pool_under_pseudonyms(bridge):
    batch = imported(csv(BUDDY, POOL))
    one, member = Engagement.objects.get(), PoolMembership.objects.get()
    assert (one.role, one.domain, one.programme, one.site, one.hours) == ("buddy", "MM", "SW", "AVM", 12.5)
    assert (one.first, one.last) == (date(2023, 1, 1), date(2023, 3, 31))
    assert (batch.first, batch.last, batch.with_pool) == (date(2023, 1, 1), date(2023, 3, 31), True)
    assert len(one.pseudonym) == len(member.pseudonym) == 64
    assert one.pseudonym != member.pseudonym


def test_the_same_student_is_one_however_her_number_is_written_and_another_each_year(bridge):
    imported(csv(BUDDY, changed(studentnummer="0512345", functie="Open dag")))
    imported(csv(changed(begindatum="1-1-2024", einddatum="31-3-2024")))
    assert len(set(Engagement.objects.filter(first__year=2023).values_list("pseudonym", flat=True))) == 1
    assert len(set(Engagement.objects.values_list("pseudonym", flat=True))) == 2


def test_no_student_number_stays_in_the_database_or_on_disk(bridge):
    batch = upload(csv(BUDDY, POOL))
    confirm_role_file(batch=batch, by=BY)
    with pytest.raises(FileNotFoundError):
        stored_files.content(batch.stored)
    everything = "".join(
        repr(list(table.objects.values()))
        for table in (Engagement, PoolMembership, RoleFile, Source, AuditEvent)
    )
    assert "512345" not in everything


def test_a_preview_keeps_no_student_number_either(bridge):
    header = ("Nr", "Studentnummer", "Functie", "Kwartaal")
    batch = upload(csv(("s512345", "12AB", "s512345", "512345"), header=header))
    kept = repr([problems_of(batch), columns_of(batch), words_of(batch)])
    assert "512345" not in kept
    assert "s5…" in kept


def test_a_role_over_a_new_year_is_cut_there_with_its_hours(bridge):
    imported(csv(changed(begindatum="2-12-2022", einddatum="29-1-2023", uren="59")))
    rows = list(Engagement.objects.order_by("first").values_list("first", "last", "hours"))
    assert rows == [
        (date(2022, 12, 2), date(2022, 12, 31), pytest.approx(30)),
        (date(2023, 1, 1), date(2023, 1, 29), pytest.approx(29)),
    ]


def test_where_the_file_says_no_place_the_enrolment_does(bridge):
    student = factories.student(bridge.social_work_lindehaven, starts_on=date(2022, 9, 1), study_year=2)
    header = ("Studentnummer", "Functie", "Kwartaal", "Uren")
    imported(csv((student.number, "Buddy", "2023-Q1", "8"), header=header))
    one = Engagement.objects.get()
    assert (one.programme, one.site, one.form) == ("SW", "LDH", "full-time")


def test_an_enrolment_says_the_study_year_of_now_and_of_no_other_time(bridge):
    student = factories.student(bridge.social_work_avermeer, starts_on=date(2022, 9, 1), study_year=4)
    today = timezone.localdate().isoformat()
    header = ("Studentnummer", "Functie", "Begindatum", "Einddatum", "Leerjaar")
    rows = [("2023-01-01", "2023-03-31", ""), ("2023-04-01", "2023-06-30", "1"), (today, today, "")]
    imported(csv(*((student.number, "Buddy", *row) for row in rows), header=header))
    assert list(Engagement.objects.order_by("first").values_list("study_year", flat=True)) == [None, 1, 4]


def test_a_student_without_a_place_is_explained(bridge):
    student = factories.student(bridge.social_work_avermeer, starts_on=date(2022, 9, 1))
    student.enrolments.create(
        programme_at_site=bridge.pedagogy_avermeer, study_year=1, starts_on=date(2022, 9, 1)
    )
    header = ("Studentnummer", "Functie", "Kwartaal")
    rows = [(student.number, "Buddy", "2023-Q1"), ("999999", "Buddy", "2023-Q1")]
    batch = upload(csv(*rows, header=header))
    assert keys(batch) == [(2, "number", "place-missing"), (3, "number", "not-enrolled")]


def test_a_file_with_problems_saves_nothing_unless_those_rows_are_left_out_on_purpose(bridge):
    batch = upload(csv(BUDDY, changed(studentnummer="512346", uren="-3")))
    with pytest.raises(WrongState, match="roles-file-has-problems"):
        confirm_role_file(batch=batch, by=BY)
    assert not Engagement.objects.exists()
    batch = confirm_role_file(batch=batch, by=BY, leave_out=True)
    assert (batch.state, batch.leave_out, Engagement.objects.count()) == (State.CONFIRMED, True, 1)


def test_a_file_without_a_needed_column_cannot_be_left_out_of_trouble(bridge):
    batch = upload(csv(("512345", "Buddy"), header=("Studentnummer", "Functie")))
    with pytest.raises(WrongState, match="roles-file-has-problems"):
        confirm_role_file(batch=batch, by=BY, leave_out=True)


def test_what_a_coordinator_explains_is_remembered_for_the_next_file(bridge):
    header = ("Nr", "Wat", "Wanneer", "Tijd", "Opleiding", "Locatie")
    row = ("512345", "Lampist", "2023-Q1", "8", "SW", "AVM")
    batch = upload(csv(row, header=header))
    assert {one.header: one.field for one in columns_of(batch)}["Nr"] == ""
    columns = {"Nr": "number", "Wat": "role", "Wanneer": "period", "Tijd": "hours"}
    batch = explain_role_file(batch=batch, columns=columns, roles={}, by=BY)
    assert keys(batch) == [(2, "role", "unknown-role")]
    assert words_of(batch) == {"Lampist": 1}
    batch = explain_role_file(batch=batch, columns={}, roles={"Lampist": "events"}, by=BY)
    assert keys(batch) == []
    confirm_role_file(batch=batch, by=BY)
    assert Engagement.objects.get().role == "events"
    later = upload(csv(("512345", "lampist", "2023-Q2", "9", "SW", "AVM"), header=header))
    assert keys(later) == []
    other = upload(csv(row, header=header), source="Another")
    assert keys(other) != []


def test_a_file_replaces_what_its_source_said_of_the_same_quarters(bridge):
    imported(csv(BUDDY, POOL))
    imported(csv(BUDDY), source="Payroll")
    imported(csv(changed(begindatum="1-4-2023", einddatum="30-6-2023")))
    batch = upload(csv(changed(uren="20"), changed(studentnummer="512777")))
    assert batch.counts["replaced"] == 2
    confirm_role_file(batch=batch, by=BY)
    hours = (
        Engagement.objects.filter(file__source__name="Agency").order_by("pk").values_list("hours", flat=True)
    )
    assert list(hours) == [12.5, 20.0, 12.5]
    assert Engagement.objects.filter(file__source__name="Payroll").count() == 1
    assert not PoolMembership.objects.exists()


def test_a_file_with_far_fewer_rows_than_it_replaces_wants_a_yes(bridge):
    imported(csv(*(changed(studentnummer=str(512_000 + n)) for n in range(10))))
    batch = upload(csv(BUDDY))
    with pytest.raises(WrongState, match="roles-file-shrinks"):
        confirm_role_file(batch=batch, by=BY)
    assert confirm_role_file(batch=batch, by=BY, may_shrink=True).state == State.CONFIRMED


def test_a_file_about_part_of_an_earlier_one_is_refused(bridge):
    imported(csv(changed(einddatum="31-12-2023")))
    batch = upload(csv(BUDDY))
    assert [(one.key, one.detail) for one in problems_of(batch)] == [
        ("file-straddles", "2023-01-01 – 2023-12-31")
    ]
    with pytest.raises(WrongState, match="roles-file-has-problems"):
        confirm_role_file(batch=batch, by=BY, leave_out=True)


def rows_of(table):
    names = [field.attname for field in table._meta.fields if field.name != "id"]
    return sorted(map(repr, table.objects.values_list(*names)))


def test_undo_brings_back_exactly_what_stood_before(bridge):
    imported(csv(BUDDY, POOL))
    before = rows_of(Engagement), rows_of(PoolMembership)
    batch = imported(csv(changed(uren="99"), changed(POOL, studentnummer="777777")))
    undo_role_file(batch=batch, by=BY)
    assert (rows_of(Engagement), rows_of(PoolMembership)) == before
    assert batch.state == State.CONFIRMED  # the object in hand is old; the row is not
    assert RoleFile.objects.get(pk=batch.pk).state == State.UNDONE


def test_a_file_that_a_later_one_replaced_cannot_be_undone(bridge):
    first = imported(csv(BUDDY))
    second = imported(csv(changed(uren="20")))
    with pytest.raises(WrongState, match="import-touched-later"):
        undo_role_file(batch=first, by=BY)
    undo_role_file(batch=second, by=BY)
    undo_role_file(batch=first, by=BY)
    assert not Engagement.objects.exists()


def test_undo_works_once_and_within_its_days(bridge):
    batch = imported(csv(BUDDY))
    RoleFile.objects.update(changed_at=timezone.now() - timedelta(days=31))
    assert clear_old_role_files(by=BY) == 1
    with pytest.raises(WrongState, match="import-moved-on"):
        undo_role_file(batch=batch, by=BY)


def test_a_file_that_nobody_confirms_is_thrown_away_after_a_day(bridge):
    batch = upload(csv(BUDDY))
    stored = batch.stored
    RoleFile.objects.update(changed_at=timezone.now() - timedelta(hours=25))
    clear_old_role_files(by=BY)
    assert RoleFile.objects.get().state == State.EXPIRED
    with pytest.raises(FileNotFoundError):
        stored_files.content(stored)


def test_a_file_can_be_thrown_away(bridge):
    batch = upload(csv(BUDDY))
    discard_role_file(batch=batch, by=BY)
    assert RoleFile.objects.get().state == State.EXPIRED


def test_when_something_changed_in_between_the_preview_comes_back(bridge):
    batch, other = upload(csv(BUDDY)), upload(csv(BUDDY))
    confirm_role_file(batch=other, by=BY)
    batch = confirm_role_file(batch=batch, by=BY)
    assert (batch.state, batch.counts["moved"], batch.counts["replaced"]) == (State.PREVIEWED, True, 1)
    assert confirm_role_file(batch=batch, by=BY).state == State.CONFIRMED
    assert Engagement.objects.count() == 1


def test_a_long_file_from_a_page_is_read_by_a_job(bridge):
    yasmin = factories.colleague(cast.YASMIN)
    rows = [changed(studentnummer=str(500_000 + number)) for number in range(5_001)]
    batch = upload(xlsx(*rows), by=yasmin)
    assert batch.state == State.UPLOADED
    job = Job.objects.get(name="participation.role_file_step")
    role_file_step(**job.arguments)
    batch.refresh_from_db()
    assert (batch.state, batch.counts["engagements"]) == (State.PREVIEWED, 5_001)


def test_a_file_that_is_gone_fails_without_a_trace(bridge):
    batch = upload(csv(BUDDY))
    stored_files.forget(batch.stored)
    assert confirm_role_file(batch=batch, by=BY).state == State.FAILED
    assert not Engagement.objects.exists()


def test_an_empty_file_is_refused_at_once(bridge):
    with pytest.raises(InvalidInput, match="import-empty"):
        upload(b" \n ")


@pytest.mark.parametrize("who", [cast.BRAM, cast.MARIT, cast.RUBEN, cast.OTTO], ids=lambda who: who.role)
def test_only_who_keeps_roles_may_upload(bridge, who):
    with pytest.raises(NotAllowed):
        upload(csv(BUDDY), by=factories.colleague(who))


def test_deeds_are_in_the_log_without_any_number(bridge):
    batch = imported(csv(BUDDY))
    undo_role_file(batch=batch, by=BY)
    deeds = list(AuditEvent.objects.order_by("pk").values_list("deed", "about"))
    about = f"participation.rolefile:{batch.pk}"
    assert deeds == [(f"roles-file.{what}", about) for what in ("uploaded", "confirmed", "undone")]
