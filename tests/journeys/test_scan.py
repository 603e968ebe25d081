"""A scan in a browser: a manager opens one for a room, a student hands in a sheet, and it is told after."""

import re

import pytest

from tests import cast
from tests.journeys.test_roles import look_of, sound
from tests.rooms.approaches.test_scan import filled
from tests.sizes import LOOKS
from thuis.foundation.accounts.models import User
from thuis.rooms.approaches.models import Scan, ScanTally

expect = pytest.importorskip("playwright.sync_api").expect
SCANS = "/approaches/scan/"
EACH_LOOK = pytest.mark.parametrize("look", LOOKS, ids=lambda look: look_of(*look))


def manager(visitor, look):
    window = visitor(look[0], width=look[1], dark=look[2])
    window.signs_in(User.objects.get(email=cast.MARIT.email))
    return window


def sheets(role):
    return ScanTally.objects.get(role=role).sheets


@EACH_LOOK
def test_the_pages_of_who_opens_a_scan_are_sound_in_every_look(house, visitor, look):
    window, name = manager(visitor, look), look_of(*look)
    window.goes_to(SCANS)
    sound(window, f"scan-none-{name}")
    window.goes_to(f"{SCANS}open/")
    sound(window, f"scan-open-{name}")
    window.goes_to(f"{SCANS}{filled(house.social_work, closed=False).pk}/")
    sound(window, f"scan-running-{name}")
    window.page.locator("form[action$='/slips/'] button").click()
    expect(window.page.locator("li.slip")).to_have_count(30)
    sound(window, f"scan-slips-{name}")


@EACH_LOOK
def test_what_a_scan_tells_is_sound_in_every_look(house, visitor, look):
    window = manager(visitor, look)
    window.goes_to(f"{SCANS}{filled(house.social_work).pk}/")
    window.page.locator("main summary").first.click()
    sound(window, f"scan-told-{look_of(*look)}")


@EACH_LOOK
def test_in_one_room_each_phone_hands_in_one_sheet(house, visitor, look):
    """Marit opens it on the screen of the room; Noor answers, and cannot answer again."""
    screen = manager(visitor, ("en", 1280, False))
    opens_for_a_room(screen)
    address, name = door_of_students(screen), look_of(*look)
    noor = visitor(look[0], width=look[1], dark=look[2])
    noor.goes_to(address)
    sound(noor, f"scan-sheet-{name}")
    noor.page.locator("form.stack.loose button.button").click()
    expect(noor.page.get_by_role("alert")).to_be_visible()
    assert sheets("students") == 0, "an empty sheet is no sheet"
    sound(noor, f"scan-empty-{name}")
    noor.page.locator(".pill").first.click()
    noor.page.locator("form.stack.loose button.button").click()
    noor.page.wait_for_url("**/scan/thanks/")
    sound(noor, f"scan-thanks-{name}")
    noor.goes_to(address)
    assert noor.page.url.endswith("/scan/thanks/")
    assert sheets("students") == 1


def opens_for_a_room(screen):
    page = screen.goes_to(f"{SCANS}open/")
    page.get_by_label("About").select_option(label="Social Work")
    page.get_by_label("in one room: everybody uses the same link").check()
    page.get_by_role("button", name="Open it").click()
    expect(page.get_by_text("Fewer than 5 handed in")).to_have_count(3)
    assert Scan.objects.get().mode == Scan.Mode.PLENARY


def door_of_students(screen):
    """The path of the link for students, as it stands on the screen of the room."""
    screen.page.get_by_role("link", name=re.compile("Link for the room.*Students")).click()
    told = screen.page.locator("main code").inner_text()
    sound(screen, "scan-room")
    return re.search(r"/scan/[a-z2-7-]+/", told)[0]
