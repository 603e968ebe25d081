"""Mine, in her first round: nothing of hers yet, one year, or answers under way."""

import pytest

from tests.rooms.monitor.walk import fill_in
from thuis.core.consent import has_agreed
from thuis.foundation.responses.models import Draft, LetterboxAnswers


def test_one_year_has_no_line(sanne):
    fill_in(sanne)
    page = sanne.get("/mine/").content.decode()
    assert "<polyline" not in page
    assert page.count("/letter.pdf") == 1


def test_nothing_of_hers_is_an_empty_page_that_says_what_to_do(sanne):
    page = sanne.get("/mine/").content.decode()
    assert "Er ligt hier niets van jou" in page
    assert sanne.get("/mine/round/nu/erase/").status_code == 404


def test_taking_back_reaches_answers_under_way(sanne):
    sanne.post("/monitor/start/", {"agree": ["core", "research"]})
    assert "Nog niet ingeleverd" in sanne.get("/mine/").content.decode()
    sanne.post("/mine/take-back/research/")
    fill_in(sanne)
    assert not has_agreed(LetterboxAnswers.objects.get().consents, "research")


def test_answers_under_way_can_be_erased(sanne):
    sanne.post("/monitor/start/", {"agree": ["core"]})
    sanne.post("/mine/round/nu/erase/")
    assert not Draft.objects.exists()


@pytest.mark.parametrize(("button", "counts"), [("core", True), ("none", False)])
def test_each_button_of_the_welcome_says_whether_answers_count(sanne, button, counts):
    page = sanne.get("/monitor/").content.decode()
    assert f'name="agree" value="{button}"' in page
    assert " checked" not in page
    sanne.post("/monitor/start/", {"agree": [button]})
    fill_in(sanne)
    consents = LetterboxAnswers.objects.get().consents
    assert has_agreed(consents, "core") == counts
    assert {key: one["agreed"] for key, one in consents.items() if key != "core"} == dict.fromkeys(
        ("years", "register", "research"), False
    )
    assert sanne.get("/monitor/letter/").status_code == 200


@pytest.mark.parametrize(("go", "counts"), [("more", True), ("own", False)])
def test_extra_answers_count_only_when_she_says_so(sanne, go, counts):
    sanne.post("/monitor/start/", {"agree": ["core"]})
    sanne.post("/monitor/more/", {"go": go, "modules": ["open"]})
    draft = Draft.objects.get()
    assert draft.modules == ["open"]
    assert has_agreed(draft.consents, "extra") == counts
