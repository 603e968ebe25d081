"""Passwords, codes and passkeys: a password alone opens nothing; a session ends."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail

from tests import cast, factories
from tests.pages import AuditingClient
from thuis.foundation.accounts import middleware
from thuis.foundation.accounts.links import token_for

PASSWORD = "een heel lang wachtwoord"
SECRET = "JBSWY3DPEHPK3PXP"
STEP = 30  # seconds that a code of an app lasts


@pytest.fixture
def user(bridge):
    account = factories.colleague(cast.INEKE)
    account.set_password(PASSWORD)
    account.save()
    return account


def signs_in_with_password(client, user):
    return client.post("/account/login/", {"login": user.email, "password": PASSWORD})


def code_of(secret):
    """What an app would show now; just before the end of a code the next one, for a visit takes a moment."""
    if (left := STEP - time.time() % STEP) < 3:
        time.sleep(left)
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_a_password_alone_leads_to_a_second_way_and_nowhere_else(client, user):
    assert signs_in_with_password(client, user).status_code == 302
    for path in ("/", "/style/", "/demo/"):
        assert client.get(path).headers["Location"] == "/account/2fa/"
    assert client.get("/account/2fa/").status_code == 200


def test_after_connecting_an_app_the_house_opens(client, user):
    signs_in_with_password(client, user)
    page = client.get("/account/2fa/totp/activate/").content.decode()
    secret = re.search(r"<code>(\w+)</code>", page)[1]
    response = client.post("/account/2fa/totp/activate/", {"code": code_of(secret)})
    assert response.status_code == 302
    assert client.get("/").status_code == 200
    assert client.get("/account/2fa/recovery-codes/").content.decode().count("<li><code>") == 10


@pytest.mark.django_db(transaction=True)  # what is said after an app is connected waits for the commit
def test_who_changes_how_she_signs_in_can_end_her_other_sessions_there_and_then(client, user):
    client.post(f"/account/link/{token_for(user)}/")
    page = client.get("/account/2fa/totp/activate/").content.decode()
    secret = re.search(r"<code>(\w+)</code>", page)[1]
    key = Authenticator.objects.create(
        user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "Telefoon", "credential": {}}
    )
    for path, form, said in (
        ("totp/activate/", {"code": code_of(secret)}, "Je hebt nieuwe reservecodes."),
        ("totp/deactivate/", {}, "Je app is niet meer gekoppeld."),
        (f"passkeys/{key.pk}/remove/", {}, "Je passkey is verwijderd."),
    ):
        answer = client.post(f"/account/2fa/{path}", form, follow=True)
        assert answer.redirect_chain, path
        assert 'action="/account/elsewhere/"' in answer.content.decode()
        assert said in answer.content.decode()
    assert not Authenticator.objects.exclude(type="recovery_codes").exists()


def test_a_wrong_code_connects_nothing(client, user):
    signs_in_with_password(client, user)
    page = client.post("/account/2fa/totp/activate/", {"code": "000000"})
    assert "id_code" in page.content.decode()
    assert not Authenticator.objects.exists()


def test_whoever_has_an_app_is_asked_for_its_code_after_the_password(client, user):
    TOTP.activate(user, SECRET)
    assert signs_in_with_password(client, user).headers["Location"] == "/account/2fa/authenticate/"
    assert client.get("/").context["request"].user.is_anonymous
    client.get("/account/2fa/authenticate/")
    assert client.post("/account/2fa/authenticate/", {"code": code_of(SECRET)}).status_code == 302
    assert client.get("/").context["request"].user == user


def test_whoever_has_an_app_is_asked_for_its_code_after_a_mail_link_too(client, user):
    TOTP.activate(user, SECRET)
    response = client.post(f"/account/link/{token_for(user)}/")
    assert response.headers["Location"] == "/account/2fa/authenticate/"
    assert client.get("/").context["request"].user.is_anonymous


def test_a_mail_link_needs_no_second_way(client, user):
    client.post(f"/account/link/{token_for(user)}/")
    assert client.get("/").status_code == 200


def test_a_wrong_password_says_so_without_saying_which_half(client, user):
    answers = [
        client.post("/account/login/", {"login": email, "password": "mis"}).content.decode()
        for email in (user.email, "nobody@debrug.example")
    ]
    errors = [re.findall(r'role="alert">(.*?)</div>', answer, re.S) for answer in answers]
    assert errors[0] == errors[1] != []


def test_guessing_is_slowed_down(client, user):
    for _ in range(6):
        answer = client.post("/account/login/", {"login": user.email, "password": "mis"})
    signs_in_with_password(client, user)
    assert client.get("/").context["request"].user.is_anonymous
    assert answer.status_code == 200


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_makes_an_account_herself(client, method):
    answer = getattr(client, method)("/account/signup/", {"email": "a@b.example", "password1": PASSWORD})
    assert answer.status_code in {404, 405}


def test_a_forgotten_password_is_replaced_through_the_mail(client, user):
    client.post("/account/password/reset/", {"email": user.email})
    path = re.search(r"https?://[^/\s]+(/account/password/reset/key/\S+)", mail.outbox[0].body)[1]
    page = client.get(path, follow=True)
    new = {"password1": PASSWORD + "!", "password2": PASSWORD + "!"}
    client.post(page.redirect_chain[-1][0], new)
    user.refresh_from_db()
    assert user.check_password(PASSWORD + "!")


def test_a_stranger_gets_no_mail_about_a_password(client, user):
    client.post("/account/password/reset/", {"email": "nobody@debrug.example"})
    assert not mail.outbox


def test_a_short_password_is_refused_in_words(ineke):
    page = ineke.post("/account/password/set/", {"password1": "kort", "password2": "kort"})
    assert page.status_code == 200
    assert "12" in page.content.decode()


@pytest.mark.parametrize(
    ("minutes", "still_in"),
    [([29], True), ([31], False), ([29] * 16, True), ([29] * 17, False)],
)
def test_a_session_ends_after_half_an_hour_idle_and_after_eight_hours(ineke, monkeypatch, minutes, still_in):
    clock = [time.time()]
    monkeypatch.setattr(middleware.time, "time", lambda: clock[0])
    ineke.get("/")
    for step in minutes:
        clock[0] += step * 60
        answer = ineke.get("/account/colleagues/")
    assert (answer.status_code == 200) is still_in
    if not still_in:
        assert answer.headers["Location"].startswith("/account/login/?next=/account/colleagues/")


def test_an_idle_session_is_explained_on_the_sign_in_page(ineke, monkeypatch):
    now = time.time()
    ineke.get("/")
    monkeypatch.setattr(middleware.time, "time", lambda: now + 31 * 60)
    page = ineke.get("/account/colleagues/", follow=True, headers={"accept-language": "en"})
    assert "You were away for a while" in page.content.decode()


def test_reading_pages_does_not_write_the_session_each_time(ineke, django_assert_num_queries):
    ineke.get("/brand.css")
    with django_assert_num_queries(2):  # the session and the user, nothing written
        ineke.get("/brand.css")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_about_the_account_is_sound_in_both_languages(user, language):
    client = AuditingClient(headers={"accept-language": language})
    client.force_login(user)
    TOTP.activate(user, SECRET)
    Authenticator.objects.create(
        user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "Telefoon", "credential": {}}
    )
    for path in ("", "passkeys/", "totp/deactivate/", "recovery-codes/generate/"):
        answer = client.get(f"/account/2fa/{path}", follow=True)
        assert answer.status_code == 200
    for path in ("reauthenticate/", "2fa/reauthenticate/", "logout/", "password/change/"):
        assert client.get(f"/account/{path}", follow=True).status_code == 200
