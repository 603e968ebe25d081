"""A phone that is gone, a secret key that is a new one: nobody is locked out, and nobody gets in by it."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP

from tests import cast, factories
from tests.foundation.accounts.test_second_way import PASSWORD, SECRET, code_of, signs_in_with_password
from thuis.config.cli import main
from thuis.foundation.audit.models import AuditEvent

EMPTY = ""
FORGET = ["staff", "forget-authenticator"]


@pytest.fixture
def user(bridge):
    account = factories.colleague(cast.INEKE)
    account.set_password(PASSWORD)
    account.save()
    TOTP.activate(account, SECRET)
    RecoveryCodes.activate(account)
    return account


@pytest.fixture
def another_key(user, settings):
    settings.SECRET_KEY = "ab" * 32


def tries(client, user, code):
    signs_in_with_password(client, user)
    answer = client.post("/account/2fa/authenticate/", {"code": code})
    return answer.status_code, client.get("/").context["request"].user.is_authenticated


def test_under_another_secret_key_no_code_opens_and_no_page_breaks(client, user, another_key):
    status, entered = tries(client, user, code_of(SECRET))
    assert (status, entered) == (200, False)
    assert tries(client, user, code_of(EMPTY)) == (200, False), "or anybody could work a code out"


def test_recovery_codes_of_before_open_neither(client, user, settings):
    code = RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes()[0]
    settings.SECRET_KEY = "ab" * 32
    assert tries(client, user, code) == (200, False)


def test_the_operator_forgets_what_opens_no_more_and_that_alone(client, user, another_key, capsys):
    bram = factories.colleague(cast.BRAM)
    TOTP.activate(bram, SECRET)
    assert main([*FORGET, "--unreadable"]) == 0
    assert "Forgotten: 2 second factors, of 1 colleague." in capsys.readouterr().out
    assert Authenticator.objects.get().user == bram
    signs_in_with_password(client, user)
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_colleague_whose_phone_is_gone_signs_in_without_it_and_her_sessions_end(client, user, capsys):
    client.force_login(user)
    assert main([*FORGET, "--email", user.email.upper()]) == 0
    assert client.get("/").context["request"].user.is_anonymous
    assert not Authenticator.objects.exists()
    deeds = AuditEvent.objects.filter(actor_name="operator:staff-forget-authenticator")
    assert "second-factors-forgotten" in deeds.values_list("deed", flat=True)


def test_an_address_that_nobody_has_is_said(user, capsys):
    assert main([*FORGET, "--email", "nobody@debrug.example"]) == 1
    assert Authenticator.objects.count() == 2
