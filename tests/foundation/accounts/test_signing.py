"""Signing in and out, and trying in vain, stand in the audit chain; a session is new after each sign-in."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.sessions.models import Session
from django.core import signing

from tests import cast, factories
from tests.foundation.accounts.test_second_way import PASSWORD, SECRET, code_of, signs_in_with_password
from tests.pages import AuditingClient
from thuis.config.cli import main
from thuis.foundation.accounts.links import token_for
from thuis.foundation.audit.models import AuditEvent


@pytest.fixture
def user(bridge):
    account = factories.colleague(cast.INEKE)
    account.set_password(PASSWORD)
    account.save()
    return account


def last():
    event = AuditEvent.objects.latest("id")
    return event.deed, event.actor_name, event.about


def test_who_signs_in_is_noted_with_the_ways_she_used(client, user):
    TOTP.activate(user, SECRET)
    signs_in_with_password(client, user)
    client.post("/account/2fa/authenticate/", {"code": code_of(SECRET)})
    name = f"user:{user.pk}"
    assert last() == ("signed-in:mfa, password", name, f"accounts.user:{user.pk}")
    client.post("/account/logout/")
    assert last()[:2] == ("signed-out", name)


def test_a_mail_link_is_noted_too(client, user):
    client.post(f"/account/link/{token_for(user)}/")
    assert last()[0] == "signed-in:mail-link"


def test_a_wrong_password_is_noted_without_the_address(client, user):
    for email, about in ((user.email, f"accounts.user:{user.pk}"), ("a@b.example", "accounts.user:none")):
        client.post("/account/login/", {"login": email, "password": "mis"})
        assert last() == ("sign-in-failed:password", "operator:sign-in", about)


def test_a_wrong_code_is_noted(client, user):
    TOTP.activate(user, SECRET)
    signs_in_with_password(client, user)
    client.post("/account/2fa/authenticate/", {"code": "000000"})
    assert last()[0] == "sign-in-failed:mfa"


@pytest.mark.parametrize(
    ("address", "wrong", "way"),
    [("reauthenticate", {"password": "mis"}, "password"), ("2fa/reauthenticate", {"code": "000000"}, "mfa")],
)
def test_a_wrong_word_of_who_is_in_already_is_noted_too(client, user, address, wrong, way):
    TOTP.activate(user, SECRET)
    signs_in_with_password(client, user)
    client.post("/account/2fa/authenticate/", {"code": code_of(SECRET)})
    client.post(f"/account/{address}/", wrong)
    assert last() == (f"sign-in-failed:{way}", "operator:sign-in", f"accounts.user:{user.pk}")


def test_a_code_works_once(client, user):
    TOTP.activate(user, SECRET)
    code = code_of(SECRET)
    for visitor, is_in in ((client, True), (AuditingClient(), False)):
        signs_in_with_password(visitor, user)
        visitor.post("/account/2fa/authenticate/", {"code": code})
        assert (visitor.get("/").context["request"].user == user) is is_in


def test_a_session_from_before_signing_in_opens_nothing_after_it(client, user):
    session = client.session
    session["began"] = 0
    session.save()
    before = session.session_key
    client.cookies["session"] = before
    client.post(f"/account/link/{token_for(user)}/")
    assert client.cookies["session"].value != before
    assert not Session.objects.filter(pk=before).exists()
    assert len(client.cookies["session"].value) >= 32


def test_after_signing_out_the_old_session_opens_nothing(client, user):
    client.post(f"/account/link/{token_for(user)}/")
    stolen = client.cookies["session"].value
    client.post("/account/logout/")
    thief = AuditingClient()
    thief.cookies["session"] = stolen
    assert thief.get("/account/colleagues/").headers["Location"].startswith("/account/login/")


def test_a_closed_account_is_out_at_once(client, user):
    client.post(f"/account/link/{token_for(user)}/")
    assert client.get("/account/colleagues/").status_code == 200
    user.is_active = False
    user.save()
    assert client.get("/account/colleagues/").headers["Location"].startswith("/account/login/")


def test_another_password_ends_every_other_session(client, user):
    client.post(f"/account/link/{token_for(user)}/")
    other = AuditingClient()
    user.refresh_from_db()
    other.post(f"/account/link/{token_for(user)}/")
    new = {"oldpassword": PASSWORD, "password1": PASSWORD + "!", "password2": PASSWORD + "!"}
    assert client.post("/account/password/change/", new).status_code == 302
    assert client.get("/").context["request"].user == user
    assert other.get("/").context["request"].user.is_anonymous


def test_a_password_changes_only_for_who_knows_the_old_one(client, user):
    client.post(f"/account/link/{token_for(user)}/")
    wrong = {"oldpassword": "mis", "password1": PASSWORD + "!", "password2": PASSWORD + "!"}
    client.post("/account/password/change/", wrong)
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_the_database_holds_no_seed_from_which_codes_can_be_made(client, user):
    TOTP.activate(user, SECRET)
    codes = RecoveryCodes.activate(user)
    stored = [str(one.data) for one in Authenticator.objects.all()]
    assert len(stored) == 2
    assert all("sealed:" in one and SECRET not in one for one in stored)
    assert codes.instance.data["seed"].startswith("sealed:")
    assert len(set(codes.get_unused_codes())) == 10


def test_a_seed_from_before_seals_still_works(client, user):
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": SECRET})
    signs_in_with_password(client, user)
    client.post("/account/2fa/authenticate/", {"code": code_of(SECRET)})
    assert client.get("/").context["request"].user == user


def test_a_button_ends_every_other_session_and_no_one_elses(client, user):
    client.post(f"/account/link/{token_for(user)}/")
    other, bram = AuditingClient(), AuditingClient()
    bram.force_login(factories.colleague(cast.BRAM))
    user.refresh_from_db()
    other.post(f"/account/link/{token_for(user)}/")
    assert client.post("/account/elsewhere/", follow=True).status_code == 200
    assert other.get("/").context["request"].user.is_anonymous
    assert client.get("/").context["request"].user == user
    assert bram.get("/").context["request"].user.is_authenticated


def test_the_operator_ends_sessions_of_one_or_of_all(ineke, bram, capsys):
    assert main(["staff", "sign-out", "--email", bram.user.email]) == 0
    assert bram.get("/").context["request"].user.is_anonymous
    assert ineke.get("/").context["request"].user == ineke.user
    assert main(["staff", "sign-out", "--everybody"]) == 0
    assert ineke.get("/").context["request"].user.is_anonymous
    assert main(["staff", "sign-out", "--email", "nobody@debrug.example"]) == 1
    assert AuditEvent.objects.filter(deed="sessions-ended", actor_name="operator:staff-sign-out").count() >= 2


@pytest.mark.parametrize(
    "goal", ["//elsewhere.example/", "https://elsewhere.example/", "/\\elsewhere.example"]
)
@pytest.mark.parametrize("way", ["login", "language", "theme"])
def test_no_door_leads_to_another_site(client, user, way, goal):
    TOTP.activate(user, SECRET)
    if way == "login":
        signs_in_with_password(client, user)
        answer = client.post(
            f"/account/2fa/authenticate/?next={goal}", {"code": code_of(SECRET), "next": goal}
        )
    else:
        answer = client.post(f"/{way}/", {"next": goal, "language": "en", "theme": "dark"})
    assert answer.status_code == 302
    assert "elsewhere" not in answer.headers["Location"]


@pytest.mark.parametrize("path", ["/", "/account/colleagues/", "/audit/", "/account/2fa/"])
def test_signing_out_is_on_every_page(ineke, path):
    assert 'action="/account/logout/"' in ineke.get(path).content.decode()


def test_a_token_for_one_purpose_opens_no_other(client, user):
    token = signing.dumps([user.pk, "", ""], salt="thuis.own-roles-link", compress=True)
    assert client.post(f"/account/link/{token}/").status_code == 409
    assert client.get(f"/roles/mine/enter/{token_for(user)}/").status_code != 302
