"""Stories without names, taken back with a code; chosen by a mixed panel; told beside numbers only."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from pypdf import PdfReader

from tests.rooms.support.conftest import offer
from tests.rooms.support.test_events import EN, event, words_of
from thuis.foundation.audit.models import AuditEvent
from thuis.rooms.support.actions.stories import forget_stories
from thuis.rooms.support.models import CentreProfile, Choice, Followed, Panel, Story, Tally

pytestmark = pytest.mark.django_db
TOLD = {
    "text": "Ik kwam voor soep en bleef.",
    "heard": "20",
    "way": "30",
    "belong": "50",
    "consent": "public",
}
BASE = "/support/centres/huis"


@pytest.fixture
def house(db, tuesday):
    return offer("huis", sites=["AVM"])


def tell(client, **changes):
    return client.post("/help/huis/tell/", {**TOLD, **changes}, headers=EN)


def choose(client, *stories, why="Om de soep.", **changes):
    said = {"on": "2026-11-24", "students": "1", "colleagues": "1", **changes}
    return client.post(f"{BASE}/stories/", {**said, **{f"why-{one.pk}": why for one in stories}}, headers=EN)


def count(house, number=30, **more):
    values = {"kind": "visit", "about": "talk", "day": timezone.localdate(), **more}
    return Tally.objects.create(centre=house, count=number, **values)


def chosen_story(house):
    """A story for everybody that a panel chose."""
    told = {"centre": house, "text": TOLD["text"], "consent": "public", "told_on": timezone.localdate()}
    story = Story.objects.create(**told, language="nl", heard=20, way=30, belong=50)
    panel = Panel.objects.create(centre=house, on=timezone.localdate(), students=1, colleagues=1)
    return Choice.objects.create(panel=panel, story=story, why="Om de soep.")


# --- telling and taking back -----------------------------------------------------------------------------


def test_a_story_is_told_without_a_name_and_only_its_code_opens_it(house, anonymous):
    response = tell(anonymous, text="Mevrouw Bakker (kim@example.org, 06 12345678) hielp me.")
    code, story = response.context["code"], Story.objects.get()
    assert story.text == "Mevrouw [naam] ([mail], [telefoon]) hielp me."
    assert (story.heard, story.way, story.belong, story.told_on) == (20, 30, 50, timezone.localdate())
    assert code not in str(vars(story))
    assert response.headers["Cache-Control"] == "no-store"
    assert "hielp me" in anonymous.post("/help/stories/", {"code": code}).content.decode()
    assert anonymous.post("/help/stories/", {"code": "AAAA-BBBB-CCCC"}).status_code == 404
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"text": ""},
        {"text": "x" * 2001},
        {"heard": "21"},
        {"way": ""},
        {"heard": "-5", "way": "55"},
        {"consent": "all"},
    ],
)
def test_a_story_with_wrong_parts_is_refused_and_stays_on_the_page(house, anonymous, changes):
    response = tell(anonymous, **changes)
    assert response.status_code == 422
    assert not Story.objects.exists()
    assert "text" in changes or TOLD["text"] in response.content.decode()


def test_its_place_may_stay_open(house, anonymous):
    assert tell(anonymous, heard="", way="", belong="", typed_by_buddy="on").status_code == 200
    assert Story.objects.values_list("heard", "typed_by_buddy").get() == (None, True)


@pytest.mark.parametrize("parts", [(10, 10, 10), (5, None, None), (None, 50, 50)])
def test_the_database_refuses_a_place_that_is_no_hundred(house, parts):
    values = dict(zip(("heard", "way", "belong"), parts, strict=True))
    with pytest.raises(IntegrityError), transaction.atomic():
        Story.objects.create(centre=house, text="x", consent="panel", told_on=timezone.localdate(), **values)


def test_its_teller_changes_who_reads_it_and_erases_it_with_all_that_was_made_of_it(house, yasmin, anonymous):
    code = tell(anonymous).context["code"]
    story = Story.objects.get()
    count(house)
    choose(yasmin, story)
    Followed.objects.create(centre=house, words_nl="soep", words_en="soup", story=story)
    assert TOLD["text"] in words_of(anonymous.get("/help/huis/impact/"))
    anonymous.post("/help/stories/", {"code": code, "consent": "internal"})
    assert anonymous.get("/help/huis/impact/").status_code == 409
    assert TOLD["text"] in words_of(yasmin.get(f"{BASE}/report/"))
    anonymous.post("/help/stories/", {"code": code, "consent": "panel"})
    assert TOLD["text"] not in words_of(yasmin.get(f"{BASE}/report/"))
    assert anonymous.post("/help/stories/", {"code": code, "consent": "world"}).status_code == 422
    assert anonymous.post("/help/stories/taken-back/", {"code": code}).status_code == 200
    assert not (Story.objects.exists() or Choice.objects.exists() or Followed.objects.exists())
    assert Panel.objects.count() == 1
    assert yasmin.get(f"{BASE}/stories/").status_code == 200


def test_stories_go_after_two_years(house, anonymous):
    tell(anonymous)
    assert forget_stories(before=timezone.localdate()) == 0
    assert forget_stories(before=timezone.localdate() + datetime.timedelta(days=1)) == 1


# --- a panel ---------------------------------------------------------------------------------------------


def test_a_mixed_panel_chooses_and_writes_down_why(house, yasmin, anonymous):
    tell(anonymous)
    tell(anonymous, text="Een ander verhaal.")
    first, _second = Story.objects.order_by("pk")
    assert choose(yasmin, first).status_code == 302
    assert Choice.objects.get().why == "Om de soep."
    page = words_of(yasmin.get(f"{BASE}/stories/", headers=EN))
    assert "1 story waits" in page
    assert "Students: 1. Colleagues: 1." in page
    assert AuditEvent.objects.filter(deed="stories.chosen").exists()


@pytest.mark.parametrize("changes", [{"students": "0"}, {"colleagues": "0"}])
def test_a_panel_that_is_not_mixed_chooses_nothing(house, yasmin, anonymous, changes):
    tell(anonymous)
    assert choose(yasmin, Story.objects.get(), **changes).status_code in (409, 422)
    assert not Panel.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Panel.objects.create(centre=house, on=timezone.localdate(), students=3, colleagues=0)


def test_a_choice_needs_a_reason(house, yasmin, anonymous):
    tell(anonymous)
    assert choose(yasmin, Story.objects.get(), why=" ").status_code == 422
    assert not Choice.objects.exists()


def test_another_centre_and_others_do_not_read_its_stories(house, yasmin, bram, ineke, anonymous):
    offer("ander")
    tell(anonymous)
    assert TOLD["text"] not in words_of(yasmin.get("/support/centres/ander/stories/"))
    assert bram.get(f"{BASE}/stories/").status_code == 403
    assert ineke.get(f"{BASE}/stories/").status_code == 403  # an admin keeps the house and reads no stories
    assert choose(ineke, Story.objects.get()).status_code == 403
    offer("decaan", kind="dean")
    assert yasmin.get("/support/centres/decaan/stories/").status_code == 404
    assert anonymous.get("/help/decaan/tell/").status_code == 404


# --- counting --------------------------------------------------------------------------------------------


def test_two_taps_count_a_visit_and_one_takes_it_back(house, yasmin):
    yasmin.get(f"{BASE}/count/")
    for _ in range(2):
        yasmin.post(f"{BASE}/count/", {"kind": "visit", "about": "money"})
    yasmin.post(f"{BASE}/count/", {"kind": "question", "about": "money"})
    yasmin.post(f"{BASE}/count/", {"kind": "visit", "about": "money", "back": "1"})
    yasmin.post(f"{BASE}/count/", {"kind": "visit", "about": "care", "back": "1"})
    assert dict(Tally.objects.values_list("kind", "count")) == {"visit": 1, "question": 1}
    for wrong in ({"kind": "heard", "about": "yes"}, {"kind": "visit", "about": "Sanne"}, {}):
        assert yasmin.post(f"{BASE}/count/", wrong).status_code == 422
    assert not AuditEvent.objects.exists()  # a log would tell at which minute somebody came


def test_a_visitor_says_with_one_tap_whether_she_felt_heard(house, anonymous):
    assert anonymous.post("/help/huis/heard/", {"answer": "yes"}).status_code == 302
    assert anonymous.post("/help/huis/heard/", {"answer": "great"}).status_code == 422
    assert Tally.objects.values_list("kind", "about", "count").get() == ("heard", "yes", 1)


# --- the report ------------------------------------------------------------------------------------------


def test_there_is_no_count_without_a_story_and_no_story_without_a_count(house, yasmin, anonymous):
    count(house)
    assert "There is no report yet" in words_of(yasmin.get(f"{BASE}/report/", headers=EN))
    assert "30" not in words_of(yasmin.get(f"{BASE}/report/", headers=EN))
    assert yasmin.get(f"{BASE}/report.pdf").status_code == 409
    Tally.objects.all().delete()
    tell(anonymous)
    choose(yasmin, Story.objects.get())
    assert TOLD["text"] not in words_of(yasmin.get(f"{BASE}/report/"))
    assert yasmin.get(f"{BASE}/report.pdf").status_code == 409
    assert anonymous.get("/help/huis/impact/").status_code == 409
    assert "/help/huis/impact/" not in anonymous.get("/help/huis/").content.decode()


@pytest.fixture
def reported(house, yasmin, anonymous):
    """A centre with counts, of which some are small, one story for everybody and one for colleagues."""
    count(house, 34)
    count(house, 3, about="safety")
    count(house, 12, kind="question", about="money")
    count(house, 500, about="care", day=timezone.localdate() - datetime.timedelta(days=400))
    event(house, ahead=-3, attended=21)
    for answer, number in (("yes", 18), ("partly", 3), ("no", 2)):
        count(house, number, kind="heard", about=answer)
    tell(anonymous)
    tell(anonymous, text="Alleen voor collega's.", consent="internal", heard="", way="", belong="")
    tell(anonymous, text="Alleen voor het panel.", consent="panel")
    choose(yasmin, *Story.objects.all())
    secret = Story.objects.get(consent="internal")
    soup = Followed.objects.create(centre=house, words_nl="Samen eten", words_en="Eating together")
    Followed.objects.create(centre=house, words_nl="Geheim", words_en="Secret", after=soup, story=secret)
    return house


def test_the_report_tells_four_rings_and_small_counts_as_such(reported, yasmin):
    page = words_of(yasmin.get(f"{BASE}/report/", headers=EN))
    assert "At least 67 times somebody came or asked something." in page
    assert "21 people at 1 event" in page
    assert "fewer than 10" in page
    assert ">3<" not in page
    assert "500" not in page
    assert "out of fewer than 10 stories" in page
    assert "About 80 of 100 visitors who answered felt heard. 23 answered." in page
    assert "heard 20, found my way 30, belong 50" in page
    assert "Secret" in page
    assert "Alleen voor collega" in page
    assert "Alleen voor het panel" not in page


def test_everybody_reads_only_what_tellers_let_everybody_read(reported, anonymous):
    page = words_of(anonymous.get("/help/huis/impact/", headers=EN))
    assert TOLD["text"] in page
    assert "Eating together" in page
    for hidden in ("Alleen voor collega", "Alleen voor het panel", "Secret"):
        assert hidden not in page


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_report_on_paper_is_tagged_and_says_the_same(reported, yasmin, tmp_path, language):
    path = tmp_path / "report.pdf"
    path.write_bytes(yasmin.get(f"{BASE}/report.pdf", headers={"accept-language": language}).content)
    document = PdfReader(path)
    text = " ".join(" ".join(page.extract_text() for page in document.pages).split())
    assert "/StructTreeRoot" in document.trailer["/Root"]
    assert TOLD["text"] in text
    assert "Alleen voor het panel" not in text
    assert ("minder dan 10" if language == "nl" else "fewer than 10") in text


def test_quality_of_few_answers_is_not_told(house, yasmin, anonymous):
    count(house)
    count(house, 9, kind="heard", about="yes")
    tell(anonymous)
    choose(yasmin, Story.objects.get())
    assert "That is too few to tell." in words_of(yasmin.get(f"{BASE}/report/", headers=EN))


# --- the map and the profile -----------------------------------------------------------------------------


def test_what_followed_is_noted_and_goes_with_what_came_after_it(house, yasmin):
    other = Followed.objects.create(centre=offer("ander"), words_nl="x", words_en="x")
    yasmin.post(f"{BASE}/ripple/", {"words_nl": "Soep", "words_en": "Soup"})
    soup = Followed.objects.get(centre=house)
    yasmin.post(f"{BASE}/ripple/", {"words_nl": "Namen", "words_en": "Names", "after": soup.pk})
    assert "after: Soup" in words_of(yasmin.get(f"{BASE}/ripple/", headers=EN))
    wrong = {"words_nl": "Namen", "words_en": "Names", "after": other.pk}
    assert yasmin.post(f"{BASE}/ripple/", wrong).status_code == 422
    assert yasmin.post(f"{BASE}/ripple/{other.pk}/").status_code == 404
    yasmin.post(f"{BASE}/ripple/{soup.pk}/")
    assert not Followed.objects.filter(centre=house).exists()


def test_a_profile_says_what_the_centre_is_and_what_others_do_better(house, yasmin, anonymous):
    said = {
        f"{name}_{language}": f"{name}!"
        for name in ("promise", "does", "leaves")
        for language in ("nl", "en")
    }
    assert yasmin.post(f"{BASE}/profile/", said).status_code == 302
    assert CentreProfile.objects.get().centre == house
    page = words_of(anonymous.get("/help/huis/", headers=EN))
    assert "What others do better" in page
    assert "leaves!" in page
    assert yasmin.post(f"{BASE}/profile/", {}).status_code == 422


def test_a_coordinator_sees_her_centres(house, yasmin, bram):
    assert "huis EN" in yasmin.get("/support/centres/", headers=EN).content.decode()
    assert bram.get("/support/centres/").status_code == 403
