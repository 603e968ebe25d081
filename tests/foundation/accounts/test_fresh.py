"""Taking data out, making keys and changing how you sign in want a sign-in of five minutes ago or less."""

import time

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator

from tests import cast, factories
from thuis.foundation.accounts.links import token_for

SENSITIVE = (
    "/account/keys/",
    "/research/1/package.zip",
    "/account/password/set/",
    "/account/2fa/totp/activate/",
    "/account/2fa/passkeys/add/",
)


@pytest.fixture
def user(bridge):
    return factories.colleague(cast.RUBEN)


def grow_old(client, minutes):
    session = client.session
    records = session[AUTHENTICATION_METHODS_SESSION_KEY]
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {**record, "at": time.time() - minutes * 60} for record in records
    ]
    session.save()


@pytest.mark.parametrize("path", SENSITIVE)
def test_who_came_by_mail_long_ago_signs_in_once_more(client, user, path):
    client.post(f"/account/link/{token_for(user)}/")
    grow_old(client, minutes=6)
    assert client.get(path).headers["Location"] == f"/account/login/?next={path}"
    assert client.get("/").context["request"].user.is_anonymous


def test_who_came_by_mail_a_moment_ago_is_not_asked_again(client, user):
    client.post(f"/account/link/{token_for(user)}/")
    grow_old(client, minutes=4)
    assert client.get("/account/keys/").status_code == 200


def test_who_has_a_password_is_asked_for_it(client, user):
    user.set_password("een heel lang wachtwoord")
    user.save()
    client.post(f"/account/link/{token_for(user)}/")
    grow_old(client, minutes=6)
    assert client.get("/account/keys/").headers["Location"].startswith("/account/reauthenticate/")


@pytest.mark.parametrize(("language", "words"), [("nl", "Gebruik een passkey"), ("en", "Use a passkey")])
def test_another_way_is_called_what_it_is_called_elsewhere(client, user, language, words):
    user.set_password("een heel lang wachtwoord")
    user.save()
    data = {"name": "Telefoon", "credential": {}}
    Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data)
    client.force_login(user)
    page = client.get("/account/reauthenticate/", headers={"Accept-Language": language})
    assert words in page.content.decode()


def test_a_session_without_any_sign_in_is_no_sign_in_outside_a_demo(ruben, settings):
    assert ruben.get("/account/keys/").status_code == 200
    settings.DEMO = False
    assert ruben.get("/account/keys/").headers["Location"].startswith("/account/login/")
