"""The attacks on a whole site can open every address: what stands in the place of each parameter is known."""

import pytest

from tests.architecture.routes import routes
from tests.harness.fillers import PARAMETER, NoFillerError, filler_of


@pytest.mark.parametrize("route", routes(), ids=lambda route: route.pattern or "/")
def test_every_parameter_has_something_that_can_stand_in_its_place(route):
    for match in PARAMETER.finditer(route.pattern):
        assert filler_of(route.pattern[: match.end()])


def test_a_parameter_without_anything_is_found():
    with pytest.raises(NoFillerError, match="nowhere/<slug:key>"):
        filler_of("nowhere/<slug:key>")
