"""The picture of the guide: figures printed in the magazine, drawn by us, beside those that Thuis released.

It is made from the rows of `figure2_file`, through import and release. `THUIS_RENEW=1` writes it anew.
"""

import os
from pathlib import Path

import pytest
from django.utils import translation

from tests.core.participation.figure2 import DOMAINS, ELSEWHERE, SITES, printed
from tests.rooms.participation.figure2_file import content, make_institution
from tests.rooms.participation.samples import BY, imported
from thuis.core.charts.model import Hidden, Line, Lines, Scale
from thuis.core.charts.model import Told as Shown
from thuis.core.charts.paper import drawn
from thuis.core.participation.model import INSTITUTION, Level, Unit
from thuis.core.participation.release_model import Period, Spot
from thuis.foundation.cards.pictures import labels
from thuis.foundation.release.participation_queries import volume_of
from thuis.rooms.participation.actions.figures import make_figures
from thuis.rooms.participation.presenters.figures.words import point_of

pytest.importorskip("playwright")
PICTURE = Path(__file__).parents[2] / "docs" / "pictures" / "participation.png"
SCALE = Scale(0, 0.12, "%", 1, 100)
QUARTERS = ("Q1", "Q2", "Q3", "Q4")
PANELS = (
    ("Institution", [("Inholland", INSTITUTION)]),
    ("Sites", [(code, Unit(Level.SITE, code)) for code in SITES]),
    ("Domains", [(code, Unit(Level.DOMAIN, code)) for code in DOMAINS if code != ELSEWHERE]),
)
STYLE = """body{font:16px system-ui;margin:24px;background:#FBFAF7;color:#16202E;width:1500px}
h1{font-size:22px}h2{font-size:18px;margin:8px 0}.pair{display:grid;grid-template-columns:1fr 1fr;gap:24px}
svg{width:100%;height:auto;background:#fff;border-radius:10px}"""


def chart(title, units, told):
    """Small multiples: who takes part, and in grey who is available."""
    panels = tuple(
        Line(
            name,
            tuple(told(unit, "participated", number) for number in (1, 2, 3, 4)),
            tuple(told(unit, "available", number) for number in (1, 2, 3, 4)),
            subject="participation",
        )
        for name, unit in units
    )
    return Lines(title, QUARTERS, panels, "", "available", SCALE, (0.0, 0.12))


def on_paper(unit, series, number):
    text = printed()[unit, series, number]
    if text is None:
        return Hidden("not printed")
    share = float(text) / 100
    return Shown(share, share, share, None)


@pytest.fixture
def released(transactional_db, settings, tmp_path):
    settings.HOME = tmp_path
    make_institution()
    imported(content())
    volumes = {n: volume_of(make_figures(period=Period(2023, n), by=BY)) for n in (1, 2, 3, 4)}
    names = {"participated": "participation", "available": "availability"}
    return lambda unit, series, number: point_of(volumes[number].told(Spot(unit), names[series]))


@pytest.mark.skipif(not os.environ.get("THUIS_RENEW"), reason="draws the picture of the guide anew")
def test_the_picture_of_figure_2(released, chrome):
    page = chrome.new_page(viewport={"width": 1548, "height": 900})
    parts = [f"<style>{STYLE}</style><h1>Students with a role, 2023</h1><div class=pair>"]
    parts.append(
        "<h2>As printed in the magazine</h2><h2>As Thuis tells it, from rows of invented people</h2>"
    )
    for title, units in PANELS:
        for told in (on_paper, released):
            with translation.override("en"):
                parts.append(f"<div>{drawn(chart(title, units, told), labels(), 720)}</div>")
    page.set_content("".join([*parts, "</div>"]))
    PICTURE.parent.mkdir(exist_ok=True)
    page.screenshot(path=str(PICTURE), full_page=True)
    page.close()
    assert PICTURE.stat().st_size > 10_000
