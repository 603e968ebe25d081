"""The second key: written down by people, kept for one account, recognised by its fingerprint."""

import os
import stat

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from thuis.core.errors import InvalidInput, NotFound, WrongState
from thuis.foundation.audit.actions import Operator
from thuis.foundation.audit.models import AuditEvent
from thuis.foundation.pseudonyms import actions, custody
from thuis.foundation.pseudonyms.models import CustodyKey
from thuis.foundation.pseudonyms.pseudonyms import NO_SECOND_KEY, combined
from thuis.foundation.pseudonyms.queries import KeyState, key_state, missing_keys, pseudonym_key
from thuis.foundation.pseudonyms.spelling import ALPHABET, read_spelled, spell

BY = Operator("test")
HOST = "5a" * 32
keys = st.binary(min_size=32, max_size=32)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.CUSTODY_FOLDER = tmp_path / "custody"
    settings.PSEUDONYM_KEY = HOST


@given(keys)
def test_a_key_is_thirteen_groups_of_five_and_reads_back(key):
    groups = spell(key).split()
    assert [len(group) for group in groups] == [5] * 13
    assert read_spelled(spell(key)) == key
    assert read_spelled(spell(key).lower().replace(" ", "-\n").replace("0", "o").replace("1", "l")) == key


@given(keys, st.integers(0, 64), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_found_and_its_group_named(key, place, wrong):
    typed = list(spell(key).replace(" ", ""))
    assume(typed[place] != wrong)
    typed[place] = wrong
    with pytest.raises(InvalidInput) as refused:
        read_spelled("".join(typed))
    assert refused.value.values["group"] == place // 5 + 1


@given(keys, st.integers(0, 12), st.integers(0, 3))
def test_two_characters_that_changed_places_are_found(key, group, place):
    typed = list(spell(key).replace(" ", ""))
    here = group * 5 + place
    assume(typed[here] != typed[here + 1] and {typed[here], typed[here + 1]} != {"0", "Z"})
    typed[here], typed[here + 1] = typed[here + 1], typed[here]
    with pytest.raises(InvalidInput):
        read_spelled("".join(typed))


@pytest.mark.parametrize("typed", ["", "0000", "0" * 64, "0" * 66])
def test_a_key_that_is_too_short_or_too_long_is_refused(typed):
    with pytest.raises(InvalidInput, match="key-wrong-length"):
        read_spelled(typed)


@given(keys, keys)
def test_each_half_alone_says_nothing_about_the_whole(host, custodian):
    whole = combined(host.hex(), custodian)
    assert combined(whole, custodian) == host.hex()
    assert combined(host.hex(), NO_SECOND_KEY) == host.hex()


@pytest.mark.django_db
def test_without_a_second_key_the_key_of_the_server_is_used_alone():
    assert key_state("years") is KeyState.NONE
    assert pseudonym_key("years") == HOST


@pytest.mark.django_db
def test_a_key_goes_from_made_to_loaded_to_destroyed():
    key = actions.make_key(purpose="round:nu", by=BY)
    assert key_state("round:nu") is KeyState.AWAY
    with pytest.raises(WrongState, match="key-not-loaded"):
        pseudonym_key("round:nu")
    actions.load_key(purpose="round:nu", key=key, by=BY)
    assert key_state("round:nu") is KeyState.LOADED
    assert pseudonym_key("round:nu") == combined(HOST, key)
    actions.destroy_key(purpose="round:nu", by=BY)
    assert key_state("round:nu") is KeyState.DESTROYED
    for refused in (
        lambda: pseudonym_key("round:nu"),
        lambda: actions.load_key(purpose="round:nu", key=key, by=BY),
        lambda: actions.make_key(purpose="round:nu", by=BY, again=True),
        lambda: actions.destroy_key(purpose="round:nu", by=BY),
    ):
        with pytest.raises(WrongState, match="key-destroyed"):
            refused()


@pytest.mark.django_db
def test_a_loaded_key_is_for_this_account_alone_and_leaves_no_file_when_destroyed(settings):
    actions.load_key(purpose="years", key=actions.make_key(purpose="years", by=BY), by=BY)
    (file,) = settings.CUSTODY_FOLDER.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(settings.CUSTODY_FOLDER.stat().st_mode) == 0o700
    actions.destroy_key(purpose="years", by=BY)
    assert list(settings.CUSTODY_FOLDER.iterdir()) == []


@pytest.mark.django_db
def test_no_database_and_no_event_holds_the_key_itself():
    key = actions.make_key(purpose="years", by=BY)
    actions.load_key(purpose="years", key=key, by=BY)
    rows = f"{list(CustodyKey.objects.values())} {list(AuditEvent.objects.values())}"
    assert key.hex() not in rows
    assert spell(key) not in rows
    assert [event.deed for event in AuditEvent.objects.order_by("id")] == ["key.made", "key.loaded"]


@pytest.mark.django_db
def test_another_key_is_refused_and_a_swapped_file_is_not_believed():
    mine = actions.make_key(purpose="years", by=BY)
    other = actions.make_key(purpose="round:nu", by=BY)
    with pytest.raises(InvalidInput, match="key-of-something-else"):
        actions.load_key(purpose="years", key=other, by=BY)
    actions.load_key(purpose="years", key=mine, by=BY)
    custody.write_key("years", other)
    assert key_state("years") is KeyState.AWAY
    with pytest.raises(WrongState, match="key-not-loaded"):
        pseudonym_key("years")


@pytest.mark.django_db
def test_a_second_key_for_the_same_purpose_must_be_meant():
    actions.make_key(purpose="years", by=BY)
    with pytest.raises(WrongState, match="key-exists"):
        actions.make_key(purpose="years", by=BY)
    assert actions.make_key(purpose="years", by=BY, again=True)
    with pytest.raises(NotFound):
        actions.load_key(purpose="round:other", key=os.urandom(32), by=BY)


@pytest.mark.django_db
@pytest.mark.parametrize(("custodian", "missing"), [(True, ["round:nu", "years"]), (False, [])])
def test_where_there_is_a_custodian_every_key_must_be_there(settings, custodian, missing):
    settings.CUSTODIAN = custodian
    assert missing_keys(["round:nu", "years"]) == missing
    key = actions.make_key(purpose="years", by=BY)
    assert "years" in missing_keys(["years"])
    actions.load_key(purpose="years", key=key, by=BY)
    assert missing_keys(["years"]) == []
