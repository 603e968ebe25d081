"""The second key of a year of roles, from its making to its end."""

import io

import pytest

from thuis.config.cli import main
from thuis.core.errors import WrongState
from thuis.foundation.audit.actions import Operator
from thuis.foundation.pseudonyms.models import CustodyKey
from thuis.foundation.pseudonyms.pseudonyms import roles_purpose
from thuis.foundation.pseudonyms.queries import KeyState, key_state
from thuis.rooms.participation.actions.keys import destroy_key, make_key
from thuis.rooms.participation.models import Engagement
from thuis.rooms.participation.queries.people import Pseudonyms

BY, NAME = Operator("test"), "roles:2023"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _custody(settings, tmp_path):
    settings.CUSTODY_FOLDER = tmp_path


def groups_in(printed):
    lines = [line for line in printed.splitlines() if line.startswith("    ")]
    words = " ".join(lines).split()
    return " ".join(word for word in words if not word.isdecimal() or len(word) > 2)


def test_a_key_is_made_loaded_shown_and_destroyed(capsys, monkeypatch):
    before = Pseudonyms().of("512345", 2023)
    main(["keys", "new", NAME])
    spelled = groups_in(capsys.readouterr().out)
    assert key_state(roles_purpose(2023)) is KeyState.AWAY
    with pytest.raises(WrongState, match="key-not-loaded"):
        Pseudonyms().of("512345", 2023)
    monkeypatch.setattr("sys.stdin", io.StringIO(spelled))
    main(["keys", "load", NAME])
    assert Pseudonyms().of("512345", 2023) != before
    main(["keys", "status"])
    assert NAME in capsys.readouterr().out
    assert main(["keys", "destroy", NAME]) == 1
    assert "My roles" not in capsys.readouterr().out
    assert key_state(roles_purpose(2023)) is KeyState.LOADED
    main(["keys", "destroy", NAME, "--sure"])
    assert "see their roles" in capsys.readouterr().out
    assert CustodyKey.objects.get().destroyed_on


def test_no_key_is_made_under_which_nobody_would_be_found():
    Engagement.objects.create(
        pseudonym="a", role="buddy", programme="SW", site="AVM", first="2023-01-01", last="2023-03-31"
    )
    with pytest.raises(WrongState, match="key-too-late"):
        make_key(year=2023, by=BY)
    assert make_key(year=2023, by=BY, again=True)
    assert make_key(year=2022, by=BY)


def test_the_key_of_this_year_is_still_needed():
    make_key(year=2999, by=BY)
    with pytest.raises(WrongState, match="key-still-needed"):
        destroy_key(year=2999, by=BY)
