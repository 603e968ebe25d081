"""The states of the loop: what can be done, and that nothing gets stuck in silence."""

import pytest

from thuis.core.errors import WrongState
from thuis.core.loop.states import (
    DECISIONS,
    PLAN,
    SESSION,
    SIGNAL,
    TABLES,
    TELLING,
    UNDER_WAY,
    after,
    can,
    deeds,
)

FIRST = {"signal": "open", "session": "planned", "plan": "planned", "telling": "draft"}


def reached(table, first):
    """Every state that deeds lead to from the first."""
    found, edge = {first}, [first]
    while edge:
        edge = [after(table, state, deed) for state in edge for deed in deeds(table, state)]
        edge = [state for state in edge if state not in found]
        found.update(edge)
    return found


@pytest.mark.parametrize("name", TABLES)
def test_every_state_is_reached_and_can_be_left_or_undone(name):
    table = TABLES[name]
    states = {state for state, _deed in table} | set(table.values())
    assert reached(table, FIRST[name]) == states
    assert all(deeds(table, state) for state in states)


def test_a_signal_ends_told_or_closed_and_both_can_be_taken_back():
    assert after(SIGNAL, "open", "tell") == "told"
    assert after(SIGNAL, "open", "close") == "closed"
    assert after(SIGNAL, "told", "take-back") == after(SIGNAL, "closed", "reopen") == "open"
    assert not can(SIGNAL, "told", "close")


def test_a_deed_that_is_not_possible_is_refused():
    with pytest.raises(WrongState):
        after(TELLING, "draft", "withdraw")
    assert deeds(SESSION, "nowhere") == ()


@pytest.mark.parametrize("state", ["doing", "done", "lasting"])
def test_whoever_looks_again_can_always_choose_between_three(state):
    assert [can(PLAN, state, deed) for deed in DECISIONS] == [True] * 3


def test_a_plan_that_ended_is_not_under_way():
    ended = {"dropped", "stopped"}
    states = {state for state, _deed in PLAN} | set(PLAN.values())
    assert states - UNDER_WAY == ended
