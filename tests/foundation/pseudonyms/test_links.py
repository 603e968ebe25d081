"""Links and pseudonyms: the same for who has the key, nothing for who has not."""

from hypothesis import given
from hypothesis import strategies as st

from thuis.foundation.pseudonyms.links import draft_digest, invitation_digest, link_token
from thuis.foundation.pseudonyms.pseudonyms import owner, trail

keys = st.binary(min_size=32, max_size=32).map(bytes.hex)
words = st.text(min_size=1, max_size=20)


@given(keys, words, st.integers(1, 9))
def test_a_link_is_128_bits_in_26_plain_characters_and_can_be_made_again(key, invitation, generation):
    token = link_token(key, invitation, generation)
    assert len(token) == 26
    assert set(token) <= set("abcdefghijklmnopqrstuvwxyz234567")
    assert token == link_token(key, invitation, generation)


@given(keys, keys, words, words)
def test_another_key_invitation_or_generation_is_another_link(key, other, invitation, another):
    token = link_token(key, invitation, 1)
    assert token != link_token(key, invitation, 2)
    assert (token == link_token(other, invitation, 1)) == (key == other)
    assert (token == link_token(key, another, 1)) == (invitation == another)


@given(words)
def test_the_two_databases_hold_different_digests_of_one_link(token):
    assert invitation_digest(token) != draft_digest(token)


@given(keys, words, words, words)
def test_a_pseudonym_differs_per_student_per_round_and_from_the_trail(key, student, other, round_key):
    mine = owner(key, student, round_key)
    assert mine != trail(key, student)
    assert mine != owner(key, student, round_key + "x")
    assert (mine == owner(key, other, round_key)) == (student == other)
    assert student not in mine or len(student) < 5
