"""Research data and keys in a real browser: asked on a phone, decided on a laptop."""

import datetime

import pytest
from django.utils import timezone

from tests import cast
from tests.foundation.release.researching import asked, package_made, released_site
from tests.sizes import LOOKS
from thuis.foundation.accounts.models import User
from thuis.foundation.release.research_models import ResearchRequest

pytest.importorskip("playwright")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")


@pytest.fixture
def site(house, tmp_path, settings):
    settings.HOME = tmp_path
    released_site(("2025",), answers=120)


def sound(window, name):
    """No axe violation and no scrolling sideways; keeps a picture."""
    window.keeps_picture(name)
    found = axe.Axe().run(window.page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    assert not window.scrolls_sideways()


def test_the_pages_of_research_data_are_sound_in_every_look(site, visitor):
    ruben, ineke = account(cast.RUBEN), account(cast.INEKE)
    made = package_made(ruben, rounds=["2025"])
    waits = asked(ruben, rounds=["2025"])
    for language, width, dark in LOOKS:
        look = f"{language}-{width}{'-dark' if dark else ''}"
        window = visitor(language, width=width, dark=dark)
        window.signs_in(ruben)
        for name, path in (
            ("register", "/research/"),
            ("ask", "/research/new/"),
            ("ready", f"/research/{made.pk}/"),
            ("keys", "/account/keys/"),
        ):
            window.goes_to(path)
            sound(window, f"research-{name}-{look}")
        window.goes_to(f"/research/{made.pk}/").locator("details > summary").last.click()
        sound(window, f"research-end-{look}")
        other = visitor(language, width=width, dark=dark)
        other.signs_in(ineke)
        other.goes_to(f"/research/{waits.pk}/")
        sound(other, f"research-decide-{look}")


def test_a_researcher_asks_and_an_admin_approves(site, visitor):
    window = visitor("nl", width=390)
    window.signs_in(account(cast.RUBEN))
    page = window.goes_to("/research/new/")
    page.get_by_role("button", name="Aanvragen").click()
    page.get_by_role("alert").wait_for()
    sound(window, "research-ask-wrong-nl-390")
    page.get_by_label("Titel van het onderzoek").fill("Binding in jaar 1")
    page.get_by_label("Waar is het voor?").fill("Een artikel.")
    page.get_by_label("Wat wil je weten?").fill("Gaan binding en welzijn samen?")
    page.get_by_label("Meting 2025").check()
    page.get_by_role("group", name="Vragen").get_by_role("checkbox").first.check()
    page.get_by_label("Laatste dag").fill(tomorrow())
    page.get_by_label("Ik ga akkoord met deze regels").check()
    page.get_by_role("button", name="Aanvragen").click()
    page.get_by_text("wacht op een tweede persoon").wait_for()
    other = visitor("nl")
    other.signs_in(account(cast.INEKE))
    decides = other.goes_to("/research/")
    decides.get_by_role("link", name="Binding in jaar 1").first.click()
    decides.get_by_role("button", name="Goedkeuren").click()
    decides.get_by_text("wordt gemaakt").wait_for()
    assert ResearchRequest.objects.get().decided_by.email == cast.INEKE.email


def test_a_researcher_ends_a_request_in_two_steps(site, visitor):
    made = package_made(account(cast.RUBEN), rounds=["2025"])
    window = visitor("nl", width=390)
    window.signs_in(account(cast.RUBEN))
    page = window.goes_to(f"/research/{made.pk}/")
    page.get_by_text("Aanvraag beëindigen").click()
    page.get_by_role("button", name="Voorgoed stoppen").click()
    page.get_by_text("Beëindigd. Wat ervan gemaakt was").wait_for()
    assert ResearchRequest.objects.get().state == "withdrawn"
    sound(window, "research-ended-nl-390")


def account(character):
    return User.objects.get(email=character.email)


def tomorrow():
    return (timezone.localdate() + datetime.timedelta(days=1)).isoformat()


def test_a_new_key_is_shown_once(site, visitor):
    window = visitor("en", width=390)
    window.signs_in(account(cast.RUBEN))
    page = window.goes_to("/account/keys/")
    page.get_by_label("For which program").fill("Excel")
    page.get_by_role("button", name="Make a key").click()
    assert page.get_by_label("Key", exact=True).input_value().startswith("thuis_")
    sound(window, "research-key-made-en-390")
