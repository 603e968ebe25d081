"""The thresholds in the content hold, and a mistake in them is named with its file."""

import pytest

from thuis.core.errors import ContentError
from thuis.foundation.release import site_rules


def test_the_thresholds_of_the_content_hold():
    assert site_rules.check_thresholds() == []


def test_a_threshold_below_its_floor_is_refused(tmp_path, monkeypatch):
    text = (site_rules.CONTENT / site_rules.FILE).read_text().replace("lone = 0.78", "lone = 0.5")
    (tmp_path / site_rules.FILE).write_text(text)
    monkeypatch.setattr(site_rules, "CONTENT", tmp_path)
    with pytest.raises(ContentError, match=r"audit\.lone: at least 0\.78"):
        site_rules.check_thresholds()
