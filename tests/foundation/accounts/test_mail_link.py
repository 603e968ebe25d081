"""Signing in with a link in the mail."""

import re
from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import cast, factories
from tests.pages import AuditingClient
from thuis.core.errors import WrongState
from thuis.foundation.accounts import actions
from thuis.foundation.accounts.actions import use_link
from thuis.foundation.accounts.links import VALID_SECONDS, token_for
from thuis.foundation.audit.models import AuditEvent

ASK = "/account/link/"
STRANGER = "nobody@debrug.example"


@pytest.fixture
def user(bridge):
    return factories.colleague(cast.MARIT)


def address_in_mail():
    """The path of the link in the last mail."""
    return re.search(r"https?://[^/\s]+(/account/link/\S+)", mail.outbox[-1].body)[1]


def without_what_differs(response, email):
    text = response.content.decode().replace(email, "…")
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)


def test_a_colleague_asks_for_a_link_and_signs_in_with_it(client, user):
    client.post(ASK, {"email": user.email})
    address = address_in_mail()
    assert "Marit de Boer" in client.get(address).content.decode()
    response = client.post(address)
    assert (response.status_code, response.headers["Location"]) == (302, "/")
    assert client.get("/").context["request"].user == user


def test_a_known_and_an_unknown_address_get_the_same_answer(client, user):
    known = client.post(ASK, {"email": user.email})
    unknown = client.post(ASK, {"email": STRANGER})
    assert without_what_differs(known, user.email) == without_what_differs(unknown, STRANGER)
    assert [message.to for message in mail.outbox] == [[user.email]]


def test_the_answer_is_out_before_the_mail_is_made(rf, user):
    from django.contrib.auth.models import AnonymousUser

    from thuis.foundation.accounts.views import ask_for_link

    request = rf.post(ASK, {"email": user.email})
    request.user = AnonymousUser()
    answer = ask_for_link(request)
    assert answer.content and not mail.outbox
    answer.close()
    assert len(mail.outbox) == 1


def test_a_known_and_an_unknown_address_cost_the_same_queries(client, user):
    client.post(ASK, {"email": "warm@debrug.example"})
    counts = []
    for email in (user.email, STRANGER):
        with CaptureQueriesContext(connection) as queries:
            client.post(ASK, {"email": email})
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_opening_the_link_spends_nothing_so_a_mail_scanner_may(client, user):
    address = f"{ASK}{token_for(user)}/"
    for _ in range(3):
        assert client.get(address).status_code == 200
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 302


def test_a_link_works_once(client, user):
    address = f"{ASK}{token_for(user)}/"
    client.post(address)
    again = AuditingClient()
    assert again.post(address).status_code == 409
    assert again.get(address).status_code == 409
    assert "_auth_user_id" not in again.session


def test_signing_in_uses_up_every_other_link_of_that_person(client, user):
    first, second = token_for(user), token_for(user)
    client.post(f"{ASK}{first}/")
    assert AuditingClient().post(f"{ASK}{second}/").status_code == 409


def test_of_two_simultaneous_uses_one_wins(user, monkeypatch):
    token = token_for(user)
    monkeypatch.setattr(actions, "colleague_behind_link", lambda _token: (user, ""))
    type(user).objects.filter(pk=user.pk).update(last_login=timezone.now())
    with pytest.raises(WrongState):
        use_link(token=token)


@pytest.mark.parametrize(("age", "status"), [(VALID_SECONDS - 5, 200), (VALID_SECONDS + 5, 409)])
def test_a_link_is_valid_for_a_quarter_of_an_hour(client, user, monkeypatch, age, status):
    import time

    now = time.time()
    token = token_for(user)
    monkeypatch.setattr("django.core.signing.time.time", lambda: now + age)
    assert client.get(f"{ASK}{token}/").status_code == status


@pytest.mark.parametrize(
    "change", [lambda token: token[:-1] + "x", lambda token: "x", lambda token: token + "x"]
)
def test_an_altered_link_does_not_work(client, user, change):
    assert client.post(f"{ASK}{change(token_for(user))}/").status_code == 409


def test_a_closed_account_gets_no_mail_and_its_link_does_not_work(client, user):
    token = token_for(user)
    user.is_active = False
    user.save()
    client.post(ASK, {"email": user.email})
    assert not mail.outbox
    assert client.post(f"{ASK}{token}/").status_code == 409


@pytest.mark.parametrize(
    ("goal", "arrives"),
    [
        ("/style/", "/style/"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("style", "/"),
    ],
)
def test_after_signing_in_you_go_where_you_were_going_but_never_elsewhere(client, user, goal, arrives):
    client.post(ASK, {"email": user.email, "next": goal})
    assert client.post(address_in_mail()).headers["Location"] == arrives


def test_the_sixth_link_in_an_hour_has_to_wait(client, user):
    statuses = [client.post(ASK, {"email": user.email}).status_code for _ in range(6)]
    assert statuses == [200] * 5 + [429]


def test_an_address_that_is_none_is_asked_again(client):
    assert client.post(ASK, {"email": "marit"}).status_code == 422


def test_a_mail_server_that_is_down_changes_nothing_for_the_visitor(client, user, monkeypatch, caplog):
    def broken(self, fail_silently=False):
        raise SMTPException("no")

    monkeypatch.setattr(EmailMessage, "send", broken)
    assert client.post(ASK, {"email": user.email}).status_code == 200
    assert "could not be mailed" in caplog.text
    assert user.email not in caplog.text


@pytest.mark.parametrize(("language", "subject"), [("nl", "Inloggen bij Thuis"), ("en", "Sign in to Thuis")])
def test_the_mail_is_in_the_colleagues_own_language(client, user, language, subject):
    user.language = language
    user.save()
    client.post(ASK, {"email": user.email.upper()})
    assert mail.outbox[0].subject == subject


def test_using_a_link_stands_in_the_audit_chain(client, user):
    client.post(f"{ASK}{token_for(user)}/")
    assert list(AuditEvent.objects.values_list("deed", "actor_name")) == [
        ("use-sign-in-link", f"user:{user.pk}"),
        ("signed-in:mail-link", f"user:{user.pk}"),
    ]
