"""The library as an institution gets it."""

import pytest


@pytest.fixture
def library(db):
    """The approaches that come with Thuis."""
    from thuis.foundation.audit.actions import Operator
    from thuis.rooms.approaches.actions.library import install_library

    return install_library(by=Operator("test"))
