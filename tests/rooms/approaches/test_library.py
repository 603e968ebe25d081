"""The library: found, proposed by anybody, read by a second person, and used somewhere."""

import datetime

import pytest
from django.utils import timezone

from thuis.core.elements.model import WORDS
from thuis.foundation.audit.actions import Operator
from thuis.foundation.audit.models import AuditEvent
from thuis.rooms.approaches.actions.library import install_library
from thuis.rooms.approaches.models import Approach, LocalUse, Version
from thuis.rooms.approaches.queries.content import library_entries

pytestmark = pytest.mark.django_db
FACTS = {
    "elements": ["timetabling"],
    "sectors": ["hbo"],
    "audience": ["all"],
    "effort": "1",
    "cost": "0",
    "evidence": "0",
    "evaluated": "none",
    "digital": "full",
    "started": "2026-09",
    "source": "own practice",
}
DUTCH = {f"{word}_nl": f"Stille week {word}" for word in WORDS}
ENGLISH = {f"{word}_en": f"Quiet week {word}" for word in WORDS}
WHOLE = {**FACTS, **DUTCH, **ENGLISH}
PAGE = "/approaches/library/stille-week-title/"


def proposed(client, **changed):
    response = client.post("/approaches/propose/", {**WHOLE, **changed})
    assert response.status_code == 302
    return Version.objects.get(state="proposed")


def read(client, address):
    return client.get(address, headers={"Accept-Language": "en"}).content.decode()


def test_installing_twice_adds_nothing_and_keeps_what_was_changed(library):
    Approach.objects.filter(key="long-table").update(presented=True)
    assert library == len(library_entries()) >= 24
    assert install_library(by=Operator("test")) == 0
    assert Approach.objects.get(key="long-table").presented


def test_every_approach_has_a_page_with_its_frame(library, otto):
    for entry in library_entries():
        page = read(otto, f"/approaches/library/{entry.key}/")
        assert "Came with Thuis" in page
        for words in ("Who began it", "First used in", "Evaluated", "How long it takes", "For how many"):
            assert words in page


@pytest.mark.parametrize(
    ("asked", "found", "not_found"),
    [
        ({"element": "timetabling"}, "kinder-timetable", "long-table"),
        ({"effort": "3"}, "kinder-timetable", "names-in-three-weeks"),
        ({"audience": "staff"}, "team-practice", "long-table"),
        ({"words": "naambordjes"}, "names-in-three-weeks", "long-table"),
        ({"words": "NAME cards"}, "names-in-three-weeks", "long-table"),
    ],
)
def test_filters_and_words_in_either_language_narrow_the_list(library, bram, asked, found, not_found):
    page = bram.get("/approaches/", asked).content.decode()
    assert f"/library/{found}/" in page
    assert f"/library/{not_found}/" not in page


def test_what_nobody_wrote_is_not_found_and_an_empty_library_says_so(bram):
    assert "The library is empty" in read(bram, "/approaches/")
    assert "No approach fits" in read(bram, "/approaches/?words=zzzz")


def test_a_proposal_is_seen_only_after_a_second_person_published_it(bram, yasmin):
    version = proposed(bram)
    assert bram.get(PAGE).status_code == 404
    assert "Quiet week title" in read(yasmin, "/approaches/upkeep/")
    assert yasmin.post(f"/approaches/upkeep/{version.pk}/publish/").status_code == 302
    assert "Quiet week title" in read(bram, PAGE)
    assert AuditEvent.objects.filter(deed="approach.published").count() == 1


def test_nobody_publishes_her_own_proposal(yasmin):
    version = proposed(yasmin)
    assert yasmin.post(f"/approaches/upkeep/{version.pk}/publish/").status_code == 403
    assert "Somebody else reads it" in read(yasmin, f"/approaches/upkeep/{version.pk}/")
    assert Version.objects.get().state == "proposed"


def test_one_language_is_enough_to_propose_and_the_other_is_asked_for(bram, yasmin):
    version = proposed(bram, **dict.fromkeys(ENGLISH, ""))
    assert "The English words are missing" in read(yasmin, f"/approaches/upkeep/{version.pk}/")
    assert yasmin.post(f"/approaches/upkeep/{version.pk}/publish/").status_code == 422
    yasmin.post(f"/approaches/upkeep/{version.pk}/", {"remark": "Add the English words."})
    assert "Add the English words." in read(bram, "/approaches/")
    assert "Add the English words." not in read(yasmin, "/approaches/")
    bram.post(f"{PAGE}change/", WHOLE)
    again = Version.objects.get(state="proposed")
    assert again.number == 2
    yasmin.post(f"/approaches/upkeep/{again.pk}/publish/")
    assert "Add the English words." not in read(bram, "/approaches/")


def test_half_of_each_language_is_no_proposal(bram):
    response = bram.post("/approaches/propose/", {**WHOLE, "how_nl": "", "title_en": ""})
    assert response.status_code == 422
    assert not Version.objects.exists()


def test_a_change_shows_only_when_published_and_the_old_version_is_kept(library, bram, yasmin):
    page = "/approaches/library/long-table/"
    assert bram.post(f"{page}change/", WHOLE).status_code == 302
    assert "Quiet week" not in read(bram, page)
    assert bram.post(f"{page}change/", WHOLE).status_code == 409
    yasmin.post(f"/approaches/upkeep/{Version.objects.get(state='proposed').pk}/publish/")
    assert "Quiet week" in read(bram, page)
    assert "Came with Thuis" in read(bram, page)
    assert Version.objects.filter(approach__key="long-table").count() == 2


def test_titles_that_are_alike_get_addresses_of_their_own(bram):
    proposed(bram)
    bram.post("/approaches/propose/", WHOLE)
    assert set(Approach.objects.values_list("key", flat=True)) == {"stille-week-title", "stille-week-title-2"}


def test_what_is_withdrawn_is_gone_and_can_come_back(library, bram, yasmin):
    page = "/approaches/library/long-table/"
    yasmin.post(f"{page}withdraw/")
    assert bram.get(page).status_code == 404
    assert yasmin.post(f"{page}withdraw/").status_code == 409
    yasmin.post(f"{page}restore/")
    assert bram.get(page).status_code == 200


def test_what_was_not_read_for_long_is_due_until_somebody_confirms(library, yasmin):
    Approach.objects.filter(key="long-table").update(review_on=timezone.localdate())
    assert "/library/long-table/confirm/" in read(yasmin, "/approaches/upkeep/")
    yasmin.post("/approaches/library/long-table/confirm/")
    assert "/library/long-table/confirm/" not in read(yasmin, "/approaches/upkeep/")
    assert Approach.objects.get(key="long-table").review_on > timezone.localdate() + datetime.timedelta(
        days=300
    )


def test_a_lecturer_neither_publishes_nor_withdraws(library, bram):
    version = proposed(bram)
    assert bram.post(f"/approaches/upkeep/{version.pk}/publish/").status_code == 403
    assert bram.post("/approaches/library/long-table/withdraw/").status_code == 403
    assert bram.post("/approaches/library/long-table/nothing/").status_code == 403


def test_a_unit_tells_that_it_uses_something_by_role_without_a_name(library, bridge, bram, yasmin):
    told = {"unit": bridge.social_work.pk, "since": "2026-09-01", "changed": "On Tuesdays."}
    assert bram.post("/approaches/library/long-table/use/", told).status_code == 302
    page = read(yasmin, "/approaches/library/long-table/")
    assert "On Tuesdays." in page
    assert "told by a lecturer" in page
    assert "Bram" not in page
    assert bram.post("/approaches/library/long-table/use/", told).status_code == 409
    assert LocalUse.objects.count() == 1


def test_nobody_tells_or_removes_for_a_unit_that_is_not_hers(library, bridge, bram, marit, yasmin):
    told = {"unit": bridge.pedagogy.pk, "since": "2026-09-01"}
    assert bram.post("/approaches/library/long-table/use/", told).status_code == 422
    yasmin.post("/approaches/library/long-table/use/", told)
    use = LocalUse.objects.get()
    assert marit.post(f"/approaches/used/{use.pk}/remove/").status_code == 403
    assert yasmin.post(f"/approaches/used/{use.pk}/remove/").status_code == 302
    assert not LocalUse.objects.exists()


def test_who_has_no_role_reads_but_does_not_propose(library, otto):
    assert otto.get("/approaches/").status_code == 200
    assert otto.get("/approaches/propose/").status_code == 403


def test_the_presentation_is_public_and_shows_only_what_was_chosen(library, yasmin, anonymous):
    assert "Nothing was chosen yet" in read(anonymous, "/approaches/show/")
    for key in ("long-table", "base-group"):
        yasmin.post(f"/approaches/library/{key}/present/")
    assert "1 of 2" in read(anonymous, "/approaches/show/")
    assert "2 of 2" in read(anonymous, "/approaches/show/2/")
    assert anonymous.get("/approaches/show/3/").status_code == 404
    yasmin.post("/approaches/library/long-table/present/")
    assert anonymous.get("/approaches/show/2/").status_code == 404
