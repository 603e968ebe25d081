"""The demo has scans with enough answers, one with too few, and none that an institution would not have."""

import pytest
from django.utils import timezone

from thuis.config.debrug.scan import write_scans
from thuis.rooms.approaches.models import Scan

pytestmark = pytest.mark.django_db


def test_the_scans_of_the_demo_can_be_read_and_a_small_role_is_hidden(bridge, yasmin):
    write_scans(timezone.localdate(), seed=1)
    unit, whole = Scan.objects.get(unit=bridge.social_work), Scan.objects.get(unit=bridge.institution)
    pages = [yasmin.get(f"/approaches/scan/{one.pk}/").content.decode() for one in (unit, whole)]
    assert [page.count('<table class="heat">') for page in pages] == [3, 1]
    # six leaders on slips are too few, nineteen in one room are enough
    assert pages[0].count('class="suppressed why"') >= 3 * 16
    assert pages[1].count('class="suppressed why"') < 16
    assert unit.opened_on < unit.last_day < timezone.localdate()
