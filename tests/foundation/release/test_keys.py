"""A key reads for its owner what she sees, until it ends; nobody finds it in a database or a log."""

import datetime
import logging

import pytest
from django.core.cache import cache
from django.utils import timezone

from tests.foundation.release.test_api import ASKED, CELLS, one_release
from tests.standing import site_of
from thuis.config.logs import WithoutLinks
from thuis.core.errors import InvalidInput, NotAllowed, NotFound, WrongState
from thuis.foundation.audit.models import AuditEvent
from thuis.foundation.institution.models import Role
from thuis.foundation.release.keys import LONGEST, MOST, make_key, revoke_key
from thuis.foundation.release.keys_models import ProgramKey

PAGE = "/account/keys/"
TOMORROW = datetime.timedelta(days=1)
standing_site, bridge, release = site_of(lambda _: one_release())


def key_of(client, days=30):
    until = timezone.localdate() + datetime.timedelta(days=days)
    return make_key(name="Power BI", expires_on=until, by=client.user)


def asked(client, words, path="/api/v1/releases/", **more):
    return client.get(path, more, headers={"Authorization": f"Bearer {words}"})


def test_a_key_gives_exactly_the_sight_of_its_owner(release, bram, ruben, anonymous):
    for owner in (bram, ruben):
        _, words = key_of(owner)
        by_key = asked(anonymous, words, CELLS, **ASKED)
        assert by_key.json() == owner.get(CELLS, ASKED).json()
        assert "Authorization" in by_key.headers["Vary"]
    assert bram.get(CELLS, ASKED).json() != ruben.get(CELLS, ASKED).json()


def test_a_key_goes_before_a_session(release, bram, ruben):
    _, words = key_of(bram)
    assert asked(ruben, words, CELLS, **ASKED).json() == bram.get(CELLS, ASKED).json()


def test_a_key_that_ended_opens_nothing(release, ruben, anonymous):
    key, words = key_of(ruben)
    assert asked(anonymous, words).status_code == 200
    revoke_key(pk=key.pk, by=ruben.user)
    refused = asked(anonymous, words)
    assert (refused.status_code, refused.json()["error"]["key"]) == (401, "api-key-unknown")


def test_a_key_works_on_its_last_day_and_not_after(release, ruben, anonymous):
    key, words = key_of(ruben)
    today = timezone.localdate()
    for day, status in ((today, 200), (today - TOMORROW, 401)):
        ProgramKey.objects.filter(pk=key.pk).update(expires_on=day)
        assert asked(anonymous, words).status_code == status


def test_a_key_ends_with_the_role_and_with_the_account(release, ruben, anonymous):
    _, words = key_of(ruben)
    Role.objects.filter(person__user=ruben.user).update(ends_on=timezone.localdate() - TOMORROW)
    assert asked(anonymous, words).status_code == 403
    ruben.user.is_active = False
    ruben.user.save()
    assert asked(anonymous, words).status_code == 401


@pytest.mark.parametrize("given", ["Bearer thuis_wrong", "Basic abc", "Bearer ", "thuis_x", "Bearer é"])
def test_a_wrong_key_is_refused_even_with_a_session(release, ruben, given):
    response = ruben.get("/api/v1/releases/", headers={"Authorization": given.encode().decode("latin-1")})
    assert response.status_code == 401


def test_a_key_opens_no_page_and_changes_nothing(release, ruben, anonymous):
    _, words = key_of(ruben)
    for path in ("/insights/", PAGE, "/account/2fa/"):
        assert asked(anonymous, words, path).status_code == 302
    sent = anonymous.post("/api/v1/releases/", headers={"Authorization": f"Bearer {words}"})
    assert sent.status_code in (401, 403, 405)


def test_asking_without_end_is_stopped_with_a_key_too(release, ruben, anonymous, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "released_figures": "2/m/user"}
    cache.clear()
    _, words = key_of(ruben)
    assert [asked(anonymous, words).status_code for _ in range(3)] == [200, 200, 429]


def test_only_the_digest_of_a_key_is_kept(bridge, ruben):
    key, words = key_of(ruben)
    assert len(words) > 40
    assert words not in str(ProgramKey.objects.values())
    assert len(key.digest) == 64
    assert AuditEvent.objects.latest("id").deed == "program-key.made"


def test_a_key_never_lands_in_a_log(bridge, ruben):
    _, words = key_of(ruben)
    record = logging.LogRecord("x", logging.ERROR, "", 1, "sent %s", (f"Bearer {words}",), None)
    WithoutLinks().filter(record)
    assert words not in record.getMessage()
    assert "thuis_…" in record.getMessage()


def test_a_key_lasts_at_most_a_year_and_needs_a_role(bridge, ruben, otto):
    today = timezone.localdate()
    for day in (today, today + LONGEST + TOMORROW):
        with pytest.raises(InvalidInput):
            make_key(name="x", expires_on=day, by=ruben.user)
    with pytest.raises(NotAllowed):
        key_of(otto)


def test_nobody_has_keys_without_end_and_nobody_ends_that_of_another(bridge, ruben, bram):
    keys = [key_of(ruben)[0] for _ in range(MOST)]
    with pytest.raises(WrongState):
        key_of(ruben)
    with pytest.raises(NotFound):
        revoke_key(pk=keys[0].pk, by=bram.user)
    revoke_key(pk=keys[0].pk, by=ruben.user)
    with pytest.raises(NotFound):
        revoke_key(pk=keys[0].pk, by=ruben.user)
    assert key_of(ruben)


def test_the_page_shows_a_new_key_once_and_ends_it(release, ruben, anonymous):
    assert b"program" in ruben.get(PAGE).content
    until = timezone.localdate() + datetime.timedelta(days=30)
    page = ruben.post(PAGE, {"name": "Excel", "expires_on": until.isoformat()}).content.decode()
    words = page.split('value="thuis_')[1].split('"')[0]
    assert asked(anonymous, f"thuis_{words}").status_code == 200
    again = ruben.get(PAGE).content.decode()
    assert words not in again
    assert "Excel" in again
    ended = ruben.post(f"{PAGE}{ProgramKey.objects.get().pk}/end/", follow=True).content.decode()
    assert "Excel" in ended
    assert asked(anonymous, f"thuis_{words}").status_code == 401


def test_a_wrong_form_says_what_is_wrong(bridge, ruben):
    until = timezone.localdate() + LONGEST + TOMORROW
    page = ruben.post(PAGE, {"name": "", "expires_on": until.isoformat()})
    assert page.status_code == 422
    assert not ProgramKey.objects.exists()
