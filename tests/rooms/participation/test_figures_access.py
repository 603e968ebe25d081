"""Who may set a target: whoever chooses what the unit works on."""

import pytest

from tests import cast, factories
from thuis.core.errors import NotAllowed
from thuis.core.participation.model import INSTITUTION, Level, Unit
from thuis.rooms.participation.access import check_user_can_set_target, user_can_set_target

UNITS = {
    "whole": INSTITUTION,
    "programme": Unit(Level.PROGRAMME, "SW"),
    "other": Unit(Level.PROGRAMME, "PED"),
    "site": Unit(Level.SITE, "AVM"),
    "nowhere": Unit(Level.PROGRAMME, "MOON"),
}
MAY = {
    "marit": {"programme"},
    "yasmin": {"whole", "programme", "other", "site"},
    "bram": set(),
    "ruben": set(),
    "ineke": set(),
    "otto": set(),
}


@pytest.mark.parametrize("who", MAY)
def test_the_button_and_the_deed_ask_the_same(bridge, who):
    user = factories.colleague(getattr(cast, who.upper()))
    assert {name for name, unit in UNITS.items() if user_can_set_target(user, unit)} == MAY[who]
    for name, unit in UNITS.items():
        if name in MAY[who]:
            check_user_can_set_target(user, unit)
        else:
            with pytest.raises(NotAllowed):
                check_user_can_set_target(user, unit)
