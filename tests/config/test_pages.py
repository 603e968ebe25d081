"""The pages that belong to no room, and what stands around every page."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.test import override_settings

from tests import cast, factories
from tests.pages import AuditingClient
from thuis.config import navigation, presenters
from thuis.config.demo import CAST
from thuis.config.navigation import Step
from thuis.config.presenters import Task
from thuis.rooms.monitor.models import Round

EN = {"accept-language": "en"}


def text(response):
    return response.content.decode()


def test_a_visitor_reads_what_thuis_is_and_finds_help(anonymous, bridge):
    page = text(anonymous.get("/"))
    assert "Thuis bij Hogeschool De Brug" in page
    assert 'href="tel:112"' in page
    assert 'href="tel:113"' in page
    assert 'id="help"' in page


def test_the_front_door_works_before_there_is_an_institution(anonymous):
    assert "At home in your studies" in text(anonymous.get("/", headers=EN))


def test_a_colleague_starts_with_her_roles(marit):
    assert "You are manager, Social Work." in text(marit.get("/", headers=EN))


def test_whoever_has_no_role_reads_whom_to_ask(otto):
    assert "You have no role yet" in text(otto.get("/", headers=EN))


def test_an_admin_starts_with_the_colleagues(ineke):
    page = text(ineke.get("/"))
    assert page.count('href="/account/colleagues/"') == 2


def test_a_role_without_a_task_teaches_what_comes(bram):
    assert "Nothing is open for you now" in text(bram.get("/", headers=EN))


def test_a_room_adds_a_task_with_one_line(bram, monkeypatch):
    def task(user):
        return Task("Meting", "De meting is open.", "Bekijken", "/style/")

    monkeypatch.setattr(presenters, "TASKS", (task,))
    assert "De meting is open." in text(bram.get("/"))


def test_a_step_of_the_loop_is_a_link_once_it_has_a_page(marit, monkeypatch):
    assert '<a href="/actions/">Doen</a>' in text(marit.get("/"))
    monkeypatch.setattr(navigation, "LOOP", (Step("Doen"),))
    assert '<span class="step">Doen</span>' in text(marit.get("/"))
    step = Step("Meten", page="home", inside=("home",), state=lambda user: "open tot 29 maart")
    monkeypatch.setattr(navigation, "LOOP", (step,))
    page = text(marit.get("/"))
    assert '<a href="/" aria-current="true">Meten</a>' in page
    assert "open tot 29 maart" in page


def test_the_loop_says_until_when_a_round_is_open(marit, bridge):
    assert "open until" not in text(marit.get("/", headers=EN))
    Round.objects.create(
        key="maart",
        title_nl="Maart",
        title_en="March",
        opens_on=date(2026, 3, 2),
        closes_on=date(2026, 3, 29),
        state="open",
        fingerprint="x",
    )
    assert "open until 29 March" in text(marit.get("/", headers=EN))


def test_a_coordinator_keeps_the_help_and_nothing_else_of_the_house(yasmin):
    page = text(yasmin.get("/"))
    assert 'href="/support/"' in page
    assert 'href="/account/colleagues/"' not in page


def test_a_step_that_is_not_for_you_is_no_link(marit, monkeypatch):
    monkeypatch.setattr(navigation, "LOOP", (Step("Meten", page="home", opens=lambda user: False),))
    assert '<span class="step">Meten</span>' in text(marit.get("/"))


@pytest.mark.parametrize(
    ("who", "sees", "keeps"), [("ineke", True, True), ("marit", True, False), ("otto", False, False)]
)
def test_the_house_is_for_whoever_keeps_it_and_its_figures_for_who_reads_them(request, who, sees, keeps):
    page = text(request.getfixturevalue(who).get("/"))
    assert ('class="rooms"' in page) is sees
    assert ('href="/institution/"' in page) is keeps


def test_the_language_is_chosen_with_a_button_and_stays(anonymous):
    assert anonymous.get("/").wsgi_request.LANGUAGE_CODE == "nl"
    anonymous.post("/language/", {"language": "en", "next": "/"})
    assert 'lang="en"' in text(anonymous.get("/"))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_theme_is_chosen_and_forgotten_again(anonymous, theme):
    answer = anonymous.post("/theme/", {"theme": theme, "next": "/style/"})
    assert answer.headers["Location"] == "/style/"
    assert f'data-theme="{theme}"' in text(anonymous.get("/"))
    anonymous.post("/theme/", {"theme": "device"})
    assert "data-theme" not in text(anonymous.get("/"))


def test_choosing_a_theme_never_leads_elsewhere(anonymous):
    answer = anonymous.post("/theme/", {"theme": "dark", "next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/"


def test_a_theme_that_does_not_exist_is_ignored(anonymous):
    anonymous.cookies["theme"] = '"><script>'
    assert "data-theme" not in text(anonymous.get("/"))


@pytest.mark.parametrize("theme", ["", "light", "dark", "pink"])
def test_the_style_page_shows_every_part_in_both_themes(anonymous, theme):
    page = text(anonymous.get("/style/", {"theme": theme}))
    assert (f'data-theme="{theme}"' in page) is (theme in {"light", "dark"})


def test_an_institution_brings_its_own_colours(anonymous, settings, tmp_path):
    assert anonymous.get("/brand.css").content == b""
    assert "/brand.css" not in text(anonymous.get("/"))
    (tmp_path / "brand.css").write_text(":root { --brand: #123456; }")
    settings.BRAND_STYLESHEET = tmp_path / "brand.css"
    answer = anonymous.get("/brand.css")
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "max-age=3600" in answer.headers["Cache-Control"]
    assert b"#123456" in answer.content
    assert "/brand.css" in text(anonymous.get("/"))


def test_in_the_demo_somebody_is_chosen_and_left_again(anonymous, bridge):
    for character in cast.STAFF:
        factories.colleague(character)
    assert text(anonymous.get("/demo/")).count('name="who"') == len(CAST)
    anonymous.post("/demo/look/", {"who": cast.MARIT.email})
    assert "Marit de Boer" in text(anonymous.get("/"))
    anonymous.post("/demo/look/", {"who": cast.BRAM.email})
    assert "Bram Kuipers" in text(anonymous.get("/demo/"))
    anonymous.post("/demo/look/", {"who": ""})
    assert anonymous.get("/").context["request"].user.is_anonymous


def test_in_the_demo_nobody_outside_the_cast_is_chosen(anonymous, bridge):
    factories.user(cast.Character("Somebody", "somebody@debrug.example"))
    for who in ("somebody@debrug.example", cast.MARIT.email):
        assert anonymous.post("/demo/look/", {"who": who}).status_code == 404
    assert anonymous.get("/").context["request"].user.is_anonymous


@override_settings(DEMO=False)
def test_outside_a_demo_there_is_no_way_to_look_through_others(anonymous, bridge):
    factories.colleague(cast.MARIT)
    assert anonymous.get("/demo/").status_code == 404
    assert anonymous.post("/demo/look/", {"who": cast.MARIT.email}).status_code == 404
    assert "/demo/" not in text(anonymous.get("/")) + text(anonymous.get("/account/login/"))


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "Deze pagina bestaat niet"), ("en", "does not exist")]
)
def test_a_wrong_address_is_answered_kindly(anonymous, language, words):
    answer = anonymous.get("/nowhere/", headers={"accept-language": language})
    assert (answer.status_code, words in text(answer)) == (404, True)


def test_a_page_of_somebody_else_is_refused_kindly(marit):
    answer = marit.get("/account/colleagues/", headers=EN)
    assert (answer.status_code, "This page is not for you" in text(answer)) == (403, True)


def test_a_form_without_its_token_says_that_nothing_is_lost(db):
    client = AuditingClient(enforce_csrf_checks=True)
    answer = client.post("/theme/", {"theme": "dark"}, headers=EN)
    assert (answer.status_code, "Nothing was lost" in text(answer)) == (400, True)


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "Er ging bij ons iets mis"), ("en", "went wrong on our")]
)
def test_a_fault_is_answered_without_a_database(anonymous, monkeypatch, language, words):
    def broken(*args):
        raise RuntimeError("no database")

    monkeypatch.setattr("thuis.config.views.render", broken)
    monkeypatch.setattr("thuis.config.navigation.institution", broken)
    anonymous.raise_request_exception = False
    answer = anonymous.get("/", headers={"accept-language": language})
    assert (answer.status_code, words in text(answer)) == (500, True)


def test_the_frame_survives_a_request_without_a_match(rf, db):
    request = rf.get("/")
    request.resolver_match = None
    request.user = SimpleNamespace(is_authenticated=False)
    shown = navigation.frame(request)
    assert [step.current for step in shown.loop] == [False] * 5
    assert shown.house == ()


def test_the_institutions_name_costs_one_query_a_minute(anonymous, bridge, django_assert_num_queries):
    anonymous.get("/")
    with django_assert_num_queries(0):
        anonymous.get("/")


def test_an_address_for_a_button_opened_as_a_page_says_so(anonymous, bridge):
    answer = anonymous.get("/account/link/", headers=EN)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "Nothing was changed. Go back" in text(answer)


def test_a_used_sign_in_link_leads_to_a_new_one(anonymous, bridge):
    page = text(anonymous.post("/account/link/xxxxxxxx/", headers=EN))
    assert 'href="/account/login/"' in page
    assert "Talk to someone?" not in page
