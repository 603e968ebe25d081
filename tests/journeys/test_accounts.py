"""Two stories at the door: signing in with the keyboard alone, and looking through somebody's eyes."""

import re

from django.core import mail

from tests import cast
from tests.waiting import wait_until

FOCUSED = "(document.activeElement.innerText || '') + ' ' + (document.activeElement.name || '')"


def tabs_to(page, words, most=30):
    """Press Tab until the focus stands on something with these words."""
    for _ in range(most):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if words in focused:
            return
    raise AssertionError(f"Tab never reached '{words}'")


def test_marit_signs_in_by_mail_with_the_keyboard_alone(visitor, house, settings, live_server):
    settings.SITE_ADDRESS = live_server.url
    marit = visitor("en", width=1280)
    page = marit.goes_to("/")
    tabs_to(page, "Sign in")
    page.keyboard.press("Enter")
    page.wait_for_url("**/account/login/")
    tabs_to(page, "email")
    page.keyboard.type(cast.MARIT.email)
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Look at your mail")
    marit.keeps_picture("account-link-sent-en-1280")

    wait_until(lambda: mail.outbox)  # a mail is made after the answer is out
    marit.page.goto(re.search(r"https?://\S+", mail.outbox[0].body)[0])
    tabs_to(page, "Sign in")
    marit.keeps_picture("account-use-link-en-1280")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('Welcome, Marit de Boer')")
    marit.keeps_picture("start-en-1280")

    tabs_to(page, "Marit de Boer")
    tabs_to(page, "Marit de Boer")  # first the demo line, then the account menu
    page.keyboard.press("Enter")
    tabs_to(page, "Dark")
    page.keyboard.press("Enter")
    page.wait_for_selector("html[data-theme=dark]")
    marit.keeps_picture("start-en-1280-dark")


def test_ineke_and_marit_are_looked_along_with_on_a_phone(visitor, house):
    guest = visitor("nl", width=390)
    page = guest.goes_to("/")
    page.click("main >> text=Rondkijken in de demo")
    guest.keeps_picture("demo-nl-390")
    page.click(f"button[value='{cast.INEKE.email}']")
    page.wait_for_selector("h1:has-text('Welkom, Ineke Smit')")
    page.click("main >> text=Alle collega’s bekijken")
    assert not guest.scrolls_sideways()
    guest.keeps_picture("colleagues-nl-390")
    page.click("text=Kies iemand anders")
    page.click(f"button[value='{cast.MARIT.email}']")
    page.wait_for_selector("h1:has-text('Welkom, Marit de Boer')")
    page.wait_for_load_state()
    assert page.locator("nav.rooms a[href='/institution/']").count() == 0
    guest.keeps_picture("start-nl-390")
