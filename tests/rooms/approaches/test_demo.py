"""The demo has a living library: chosen for a presentation, used somewhere, with a proposal that waits."""

import pytest
from django.utils import timezone

from thuis.config.debrug.approaches import PRESENTED, USES, write_approaches

pytestmark = pytest.mark.django_db


def test_the_library_of_the_demo_lives(bram, yasmin, anonymous):
    write_approaches(timezone.localdate())
    assert f"{len(PRESENTED)}" in anonymous.get("/approaches/show/").content.decode()
    page = yasmin.get("/approaches/library/long-table/").content.decode()
    assert sum(key == "long-table" for key, *_ in USES) == page.count("/approaches/used/") == 2
    assert "Soep en studie" in yasmin.get("/approaches/upkeep/").content.decode()
    assert "Soep en studie" not in bram.get("/approaches/").content.decode()
