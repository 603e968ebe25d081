"""What goes out with every answer."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/", "/nowhere/", "/brand.css", "/static/components/thuis.css"])
def test_every_answer_carries_the_safe_headers(client, path):
    answer = client.get(path)
    headers = answer.headers
    if answer.streaming:
        b"".join(answer.streaming_content)
    answer.close()
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert policy.endswith("frame-ancestors 'none'")


def test_pages_are_not_kept_by_anybody_on_the_way(client):
    assert client.get("/").headers["Cache-Control"] == "no-store"


def test_over_https_the_browser_is_told_to_stay_there(client):
    assert "max-age=31536000" in client.get("/", secure=True).headers["Strict-Transport-Security"]
    assert "Strict-Transport-Security" not in client.get("/").headers


def test_over_https_the_address_of_the_site_is_enough_when_a_proxy_says_nothing(client, settings):
    settings.HTTPS = True
    answer = client.get("/privacy/").headers["Strict-Transport-Security"]
    assert answer == "max-age=31536000; includeSubDomains"


def test_no_other_site_may_read_an_answer(client, ruben):
    for visitor, path in (
        (client, "/"),
        (ruben, "/api/v1/releases/"),
        (client, "/static/components/thuis.css"),
    ):
        answer = visitor.get(path, headers={"origin": "https://elsewhere.example"})
        assert not [name for name in answer.headers if name.lower().startswith("access-control")]
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize("host", ["elsewhere.example", "localhost.elsewhere.example"])
def test_an_address_that_is_not_ours_is_refused(host):
    answer = Client().get("/", headers={"host": host})
    assert answer.status_code == 400
    assert host not in answer.content.decode()


@pytest.mark.parametrize(
    "path", ["/", "/privacy/", "/account/login/", "/m/abc/", "/static/components/thuis.css"]
)
def test_nothing_is_echoed_to_trace(path):
    answer = Client().trace(path, headers={"x-secret": "canary"})
    assert answer.status_code in {302, 404, 405}
    assert b"canary" not in answer.content
