"""What goes out with every answer."""

import pytest


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
