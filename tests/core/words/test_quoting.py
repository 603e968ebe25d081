"""A quote holds nothing that was not written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuis.core.words.quoting import is_cut_of

WROTE = ["ik", "ben", "niet", "blij", "met", "dit", "rooster"]
TEXT = "Ik voel me niet gezien door [naam], ook al doe ik mijn best."


@pytest.mark.parametrize(
    ("quote", "holds"),
    [
        (TEXT, True),
        ("Ik voel me niet gezien", True),
        ("Ik voel me niet gezien … ook al doe ik mijn best", True),
        ("... doe ik [nummer] best.", True),
        ("voel me\nniet  gezien", True),
        ("Ik voel me gezien", False),
        ("mijn best … Ik voel me", False),
        ("gezien door een docent", False),
        ("iet gezien", False),
        ("", False),
        ("… [naam]", False),
    ],
)
def test_what_is_a_part(quote, holds):
    assert is_cut_of(quote, TEXT) is holds


@given(st.lists(st.sampled_from(WROTE), min_size=1, max_size=12), st.data())
def test_leaving_words_out_is_always_a_part(words, data):
    keep = data.draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words)))
    kept = [word if yes else "…" for word, yes in zip(words, keep, strict=True)]
    assert is_cut_of(" ".join(kept), " ".join(words)) is any(keep)


@given(st.text("ab ", min_size=1, max_size=20), st.text("ab ", max_size=20))
def test_a_part_stands_in_the_text(quote, text):
    if is_cut_of(quote, text):
        assert " ".join(quote.split()) in " ".join(text.split())
