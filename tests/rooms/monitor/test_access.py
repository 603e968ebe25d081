"""Who may see rounds, and what can be done with a round in each state."""

import pytest

from tests.rooms.monitor.conftest import make_round
from thuis.core.errors import NotAllowed, WrongState
from thuis.rooms.monitor.access import (
    check_round_can,
    check_user_can_see_rounds,
    round_can,
    user_can_see_rounds,
)

pytestmark = pytest.mark.django_db


def test_whoever_has_a_role_may_see_rounds(bram, otto):
    assert user_can_see_rounds(bram.user)
    check_user_can_see_rounds(bram.user)
    assert not user_can_see_rounds(otto.user)
    with pytest.raises(NotAllowed):
        check_user_can_see_rounds(otto.user)


def test_a_deed_that_does_not_fit_the_state_says_so():
    round = make_round()
    assert check_round_can(round, "open") == "open"
    assert not round_can(round, "close")
    with pytest.raises(WrongState) as refused:
        check_round_can(round, "close")
    assert refused.value.key == "round-cannot"


def test_a_round_that_has_not_begun_and_one_that_is_over_say_when(student, offer):
    from tests.pages import AuditingClient
    from tests.rooms.monitor.conftest import open_now
    from thuis.rooms.monitor.models import Invitation
    from thuis.rooms.monitor.queries.rounds import token_of

    for days, status in (((2, 9), 409), ((-9, -2), 409)):
        Invitation.objects.all().delete()
        round = open_now(make_round(f"r{days[0] + 10}", days=days))
        visitor = AuditingClient()
        visitor.get(f"/m/{token_of(Invitation.objects.get(round=round))}/")
        assert visitor.get("/monitor/").status_code == status
