"""What was signed holds for a while, also when the clock was wrong while it was signed."""

import time
from datetime import timedelta

import pytest
from django.core import signing

from thuis.foundation.access.signed import read_signed

HOLDS = timedelta(minutes=15)
YEARS = 2 * 365 * 24 * 3600


@pytest.mark.parametrize(
    ("signed_at", "is_read"),
    [(0, True), (-14 * 60, True), (-16 * 60, False), (59, True), (3600, False), (YEARS, False)],
)
def test_what_was_signed_too_long_ago_or_by_a_clock_that_ran_ahead_holds_no_more(
    monkeypatch, signed_at, is_read
):
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + signed_at)
    token = signing.dumps([7, "x:y"], salt="s")
    monkeypatch.setattr(time, "time", lambda: now)
    if is_read:
        assert read_signed(token, salt="s", holds=HOLDS) == [7, "x:y"]
    else:
        with pytest.raises(signing.BadSignature):
            read_signed(token, salt="s", holds=HOLDS)


@pytest.mark.parametrize("token", ["", ":", "a:b:c", "x" * 2000])
def test_what_was_not_signed_is_refused(token):
    with pytest.raises(signing.BadSignature):
        read_signed(token, salt="s", holds=HOLDS)
