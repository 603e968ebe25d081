"""A scan: opened by who may, answered without a name, told only afterwards, and turned into a signal."""

import datetime
import re

import pytest
from django.db import connection
from django.utils import timezone

from thuis.config.retention import FORGET
from thuis.core.errors import WrongState
from thuis.foundation.audit.models import AuditEvent
from thuis.foundation.signals.models import Signal
from thuis.rooms.approaches.actions import scan as actions
from thuis.rooms.approaches.forms.scan import MOST_SHEETS
from thuis.rooms.approaches.models import Scan, ScanSlip, ScanTally
from thuis.rooms.approaches.queries.content import elements
from thuis.rooms.approaches.queries.scan import digest_of, results_of
from thuis.rooms.approaches.queries.scan_needs import needs, needs_problems

pytestmark = pytest.mark.django_db
LIST = "/approaches/scan/"
KEYS = [one.key for one in elements()]


def read(client, address):
    return client.get(address, headers={"Accept-Language": "en"}).content.decode()


def in_days(days):
    return timezone.localdate() + datetime.timedelta(days=days)


def opened(client, unit, **more):
    """A scan as somebody opens it on the page."""
    asked = {"unit": unit.pk, "form": "short", "mode": "codes", "closes_on": in_days(14), "limit": 3, **more}
    response = client.post(f"{LIST}open/", asked)
    assert response.status_code == 302, response.content.decode()
    return Scan.objects.order_by("pk").last()


def slips(client, scan, role="students", number=2):
    page = client.post(f"{LIST}{scan.pk}/slips/", {"role": role, "number": number}).content.decode()
    return list(dict.fromkeys(re.findall(r"/scan/([a-z2-7]{4}-[a-z2-7-]+)/", page)))


def hand_in(client, code, value="2"):
    return client.post(f"/scan/{code}/", {f"{key}.in_place": value for key in KEYS})


def filled(unit, sheets=None, closed=True, form="short", mode="codes", answer=(1, 4, 3, 1, 1)):
    """A scan in the database, in which everybody answered every question alike."""
    scan = Scan.objects.create(
        unit=unit,
        form=form,
        mode=mode,
        opened_on=in_days(-30),
        closes_on=in_days(-1) if closed else in_days(9),
    )
    for role, number in (sheets or {"students": 40, "lecturers": 20, "leaders": 4}).items():
        counts = {
            name: [round(part * number / sum(answer)) for part in answer]
            for name in actions.no_counts(KEYS, form)
        }
        ScanTally.objects.create(scan=scan, role=role, sheets=number, counts=counts)
    return scan


def dump():
    """All rows of the main database but of sessions, as text."""
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names()):
            cursor.execute(f'SELECT * FROM "{table}"')
            yield f"{table}: {sorted(map(str, cursor.fetchall()))}"


# --- opening -------------------------------------------------------------------------------------------


def test_who_keeps_a_unit_opens_a_scan_of_it_and_a_lecturer_does_not(bridge, marit, bram):
    scan = opened(marit, bridge.social_work)
    assert scan.tallies.count() == 3
    assert f"{LIST}{scan.pk}/" in read(bram, LIST)
    assert bram.get(f"{LIST}open/").status_code == 403
    assert bram.post(f"{LIST}{scan.pk}/close/").status_code == 403
    assert "Make slips" not in read(bram, f"{LIST}{scan.pk}/")


def test_nobody_opens_one_of_a_unit_that_is_not_hers(bridge, marit):
    asked = {
        "unit": bridge.pedagogy.pk,
        "form": "short",
        "mode": "codes",
        "closes_on": in_days(9),
        "limit": 3,
    }
    assert marit.post(f"{LIST}open/", asked).status_code == 422
    assert not Scan.objects.exists()


def test_a_unit_has_one_scan_at_a_time(bridge, marit):
    opened(marit, bridge.social_work)
    again = {"unit": bridge.social_work.pk, "form": "short", "mode": "codes", "closes_on": in_days(9)}
    assert marit.post(f"{LIST}open/", {**again, "limit": 3}).status_code == 409


def test_after_one_that_told_something_a_unit_rests_four_weeks(bridge, marit):
    filled(bridge.social_work)
    again = {"unit": bridge.social_work.pk, "form": "short", "mode": "codes", "closes_on": in_days(9)}
    assert marit.post(f"{LIST}open/", {**again, "limit": 3}).status_code == 409
    ScanTally.objects.update(sheets=3)
    assert marit.post(f"{LIST}open/", {**again, "limit": 3}).status_code == 302


# --- answering -----------------------------------------------------------------------------------------


def test_a_slip_works_once_and_without_an_account(bridge, marit, anonymous):
    scan = opened(marit, bridge.social_work)
    first, second = slips(marit, scan)
    assert "Social Work" in read(anonymous, f"/scan/{first}/")
    assert hand_in(anonymous, first).headers["Location"] == "/scan/thanks/"
    assert hand_in(anonymous, first).status_code == 404
    assert anonymous.get(f"/scan/{second.upper()}/").status_code == 200
    tally = scan.tallies.get(role="students")
    assert (tally.sheets, tally.counts["timetabling.in_place"]) == (1, [0, 0, 1, 0, 0])


def test_what_is_kept_of_a_sheet_is_one_more_in_each_count_and_nothing_else(bridge, marit, anonymous):
    """No account, no moment, no order, no code: whatever else is written would lead to somebody."""
    scan = opened(marit, bridge.social_work)
    code, _other = slips(marit, scan)
    before = [line for line in dump() if "scan" not in line.partition(":")[0]]
    hand_in(anonymous, code)
    assert [line for line in dump() if "scan" not in line.partition(":")[0]] == before
    assert digest_of(code.replace("-", "")) not in " ".join(dump())
    kept = {field.name for field in ScanTally._meta.fields}
    assert kept == {"id", "scan", "role", "sheets", "counts", "door", "limit"}


def test_two_sheets_in_either_order_leave_the_same_rows(bridge, marit, anonymous):
    rows = []
    for values in (("0", "3"), ("3", "0")):
        scan = opened(marit, bridge.social_work)
        for code, value in zip(slips(marit, scan), values, strict=True):
            hand_in(anonymous, code, value)
        rows.append(scan.tallies.get(role="students").counts)
        scan.delete()
    assert rows[0] == rows[1]


def test_an_empty_sheet_uses_no_slip(bridge, marit, anonymous):
    scan = opened(marit, bridge.social_work)
    code = slips(marit, scan, number=1)[0]
    assert anonymous.post(f"/scan/{code}/", {"timetabling.in_place": "9"}).status_code == 422
    assert ScanSlip.objects.count() == 1


def test_a_link_for_a_room_takes_so_many_sheets_and_one_per_browser(bridge, marit, anonymous):
    from tests.pages import AuditingClient

    scan = opened(marit, bridge.social_work, mode="plenary", limit=2)
    door = scan.tallies.get(role="lecturers").door
    assert door in read(marit, f"{LIST}{scan.pk}/link/lecturers/").replace("-", "")
    hand_in(anonymous, door)
    hand_in(anonymous, door)
    assert scan.tallies.get(role="lecturers").sheets == 1
    hand_in(AuditingClient(), door)
    assert hand_in(AuditingClient(), door).status_code == 409
    assert scan.tallies.get(role="lecturers").sheets == 2
    assert marit.post(f"{LIST}{scan.pk}/slips/", {"role": "students", "number": 2}).status_code == 409


def test_a_code_that_nobody_made_and_one_of_a_scan_that_is_over_look_the_same(bridge, marit, anonymous):
    scan = opened(marit, bridge.social_work)
    code = slips(marit, scan, number=1)[0]
    marit.post(f"{LIST}{scan.pk}/close/")
    used, never = (read(anonymous, f"/scan/{one}/").split("<main")[1] for one in (code, "aaaa-bbbb-cccc"))
    assert used == never
    assert not ScanSlip.objects.exists()


def test_a_full_hall_behind_one_address_gets_in_and_who_guesses_is_slowed_down(anonymous, settings):
    limits = settings.ACCOUNT_RATE_LIMITS
    assert int(limits["scan_sheet"].partition("/")[0]) >= 3 * MOST_SHEETS, "open it, hand it in, come again"
    settings.ACCOUNT_RATE_LIMITS = {**limits, "scan_sheet": "2/m/ip"}
    assert [anonymous.get(f"/scan/guess{n}/").status_code for n in range(3)] == [404, 404, 429]


# --- telling -------------------------------------------------------------------------------------------


def test_before_the_end_nothing_is_told_but_whether_there_are_enough(bridge, marit):
    scan = filled(bridge.social_work, closed=False)
    page = read(marit, f"{LIST}{scan.pk}/")
    assert page.count("10 or more handed in") == 2
    assert page.count("Fewer than 10 handed in") == 1
    assert not re.search(r"\b(40|20|4) handed", page)
    assert marit.get(f"{LIST}{scan.pk}/table.csv").status_code == 404
    assert (
        marit.post(f"{LIST}{scan.pk}/signal/", {"cell": "timetabling.in_place.students"}).status_code == 404
    )


def test_afterwards_every_role_is_told_apart_and_a_small_one_is_hatched(bridge, bram):
    scan = filled(bridge.social_work)
    page = read(bram, f"{LIST}{scan.pk}/")
    assert page.count('class="suppressed why"') == 16
    assert "too few answers" in page
    table = bram.get(f"{LIST}{scan.pk}/table.csv", headers={"Accept-Language": "en"}).content.decode(
        "utf-8-sig"
    )
    hidden = [line for line in table.splitlines() if "Managers and support" in line]
    assert len(hidden) == 16
    assert all(line.endswith(",,,,,,too few answers") for line in hidden)


def test_the_long_form_tells_three_maps(bridge, bram):
    page = read(bram, f"{LIST}{filled(bridge.social_work, form='long').pk}/")
    assert page.count('<table class="heat">') == 3


def test_a_scan_of_the_whole_says_nothing_of_its_units_and_a_unit_nothing_of_the_whole(bridge, ruben):
    """Figures are never added up, so no difference of two pages is about the people of one of them."""
    whole = filled(bridge.institution)
    before = results_of(whole)
    small = filled(bridge.social_work, sheets={"students": 9, "lecturers": 1, "leaders": 1})
    page = read(ruben, f"{LIST}{whole.pk}/")
    ScanTally.objects.filter(scan=small).update(sheets=1, counts=actions.no_counts(KEYS, "short"))
    assert results_of(whole) == before
    csrf = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
    assert csrf.sub("", read(ruben, f"{LIST}{whole.pk}/")) == csrf.sub("", page)


def test_the_same_people_again_tell_the_same(bridge):
    first, second = filled(bridge.social_work), filled(bridge.social_work)
    assert results_of(first) == results_of(second)


def test_who_does_not_see_a_unit_does_not_see_its_scan(bridge, marit, otto):
    scan = filled(bridge.pedagogy)
    assert f"{LIST}{scan.pk}/" not in read(marit, LIST)
    assert marit.get(f"{LIST}{scan.pk}/").status_code == 404
    assert otto.get(LIST).status_code == 403


def test_a_cell_becomes_a_signal_with_what_it_says(bridge, bram):
    scan = filled(bridge.social_work)
    address = f"{LIST}{scan.pk}/signal/"
    assert bram.post(address, {"cell": "timetabling.in_place.students"}).status_code == 302
    signal = Signal.objects.get()
    assert (signal.unit_kind, signal.unit, signal.state) == ("programme", "SW", "open")
    assert signal.address == f"{LIST}{scan.pk}/#timetabling.in_place.students"
    assert bram.post(address, {"cell": "timetabling.in_place.leaders"}).status_code == 404


# --- beside it, and keeping ----------------------------------------------------------------------------


def test_every_element_has_needs_beside_it_that_students_can_choose():
    assert needs_problems() == []
    assert list(needs()) == KEYS


def test_without_a_release_it_is_said_that_there_is_nothing_beside_it(bridge, bram):
    assert "There are no released figures of the monitor yet" in read(
        bram, f"{LIST}{filled(bridge.social_work).pk}/"
    )


def test_what_is_done_with_a_scan_is_recorded_and_what_is_said_in_it_is_not(bridge, marit, anonymous):
    scan = opened(marit, bridge.social_work)
    code = slips(marit, scan, number=1)[0]
    hand_in(anonymous, code)
    marit.post(f"{LIST}{scan.pk}/close/")
    deeds = list(AuditEvent.objects.order_by("pk").values_list("deed", flat=True))
    assert [one for one in deeds if one.startswith("scan")] == [
        "scan.opened",
        "scan.slips-made",
        "scan.closed",
    ]


def test_old_scans_and_unused_slips_are_forgotten(bridge):
    old, young = filled(bridge.social_work), filled(bridge.pedagogy)
    Scan.objects.filter(pk=old.pk).update(closes_on=in_days(-400))
    ScanSlip.objects.create(tally=young.tallies.first(), digest="x")
    assert FORGET["scans"](before=in_days(-365)) == 1
    assert list(Scan.objects.all()) == [young]
    assert not ScanSlip.objects.exists()


def test_a_scan_is_closed_once(bridge, marit):
    scan = opened(marit, bridge.social_work)
    actions.close_scan(scan=scan, by=marit.user)
    with pytest.raises(WrongState):
        actions.close_scan(scan=scan, by=marit.user)
