"""One picture of each kind in both languages, kept as text: who changes how charts look sees what changes.

`THUIS_RENEW=1 .venv/bin/pytest -n 0 tests/core/charts` writes them anew; read the difference and look.
"""

import os
from pathlib import Path

import pytest

from tests.core.charts.samples import KINDS, LABELS
from thuis.core.charts.paper import drawn

GOLDEN = Path(__file__).parent / "golden"
RENEW = os.environ.get("THUIS_RENEW") == "1"


@pytest.mark.parametrize("width", [340, 720])
@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_looks_as_it_did(kind, language, width):
    # one element a line, so that a difference can be read
    found = drawn(KINDS[kind](language), LABELS[language], width).replace("><", ">\n<") + "\n"
    path = GOLDEN / f"{kind}-{width}.{language}.svg"
    if RENEW:
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8"), f"{path.name} changed; meant? THUIS_RENEW=1, and look"


def test_every_golden_picture_is_of_a_chart():
    expected = {
        f"{kind}-{width}.{language}.svg" for kind in KINDS for width in (340, 720) for language in LABELS
    }
    assert {path.name for path in GOLDEN.iterdir()} == expected
