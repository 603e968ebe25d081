"""The guides and their pictures say what the pages say, in both languages.

Renew the pictures with `THUIS_PICTURES=1 make test ARGS="tests/journeys/test_guide_pictures.py -n 0"`.
"""

import os
import re
import tomllib
from io import BytesIO
from pathlib import Path

import pytest
from django.test import override_settings

from tests.harness.site import fill_site, site_in
from tests.journeys.guide_site import Guest, tell_of_a_loop, well
from tests.journeys.stories import guest

pytest.importorskip("playwright")
ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "pictures"
SHOWN = tomllib.loads((PICTURES / "pages.toml").read_text(encoding="utf-8"))
LANGUAGES = ("nl", "en")
LIGHT, ALL_TOGETHER = 100 * 1024, 1536 * 1024  # bytes
QUOTED = re.compile(r"(?<!\w)'([A-Z][^']*)'(?!\w)")
IMAGE = re.compile(r"!\[([^\]]+)\]\(\.\./\.\./pictures/(\w+)-(nl|en)\.png\)")
renews = pytest.mark.skipif(os.environ.get("THUIS_PICTURES") != "1", reason="only when pictures are renewed")


def guides(language):
    """Each guide as one line per paragraph."""
    for path in sorted((ROOT / "docs" / "guide" / language).glob("*.md")):
        paragraphs = path.read_text(encoding="utf-8").split("\n\n")
        yield path.stem, [" ".join(one.split()) for one in paragraphs]


def minutes(language):
    """The parts of the tour: what comes before, and ten minutes."""
    tour = (ROOT / "docs" / "guide" / language / "tour.md").read_text(encoding="utf-8")
    return [" ".join(part.split()) for part in tour.split("\n## ")]


def beside(paragraphs):
    """(picture, quoted words) of the paragraphs just before and after each picture."""
    for number, paragraph in enumerate(paragraphs):
        if found := IMAGE.search(paragraph):
            around = " ".join(paragraphs[max(0, number - 1) : number + 2])
            yield found[2], QUOTED.findall(around)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_picture_is_small_and_shown_with_the_words_of_its_page(language):
    used = [found for _, paragraphs in guides(language) for found in IMAGE.findall("\n\n".join(paragraphs))]
    assert {name for _, name, _ in used} == set(SHOWN)
    assert [one for one in used if one != (SHOWN[one[1]]["alt"][language], one[1], language)] == []
    sizes = {name: (PICTURES / f"{name}-{language}.png").stat().st_size for name in SHOWN}
    assert {name: size for name, size in sizes.items() if not 0 < size <= LIGHT} == {}


def test_all_pictures_together_stay_light():
    pictures = list(PICTURES.glob("*.png"))
    assert len(pictures) <= 16
    assert sum(path.stat().st_size for path in pictures) < ALL_TOGETHER


def test_the_pages_still_say_what_the_tour_and_the_pictures_say(db, settings, tmp_path):
    settings.HOME, settings.DEMO = tmp_path, True
    filled = fill_site()
    tell_of_a_loop(filled)
    missing = []
    for language in LANGUAGES:
        reader = Guest(filled, language)
        missing += missing_in_tour(reader) + missing_beside_pictures(reader)
    assert missing == []


def missing_in_tour(reader):
    said = reader.tour()
    return [
        (f"minute {number}", words)
        for number, part in enumerate(minutes(reader.language)[: max(said) + 1])
        for words in QUOTED.findall(part)
        if not any(words in page for page in said[number])
    ]


def missing_beside_pictures(reader):
    reader.answers(well)
    pages = {name: reader.reads(*place) for name, place in reader.places().items()}
    wanted = [(name, words) for name, shown in SHOWN.items() for words in shown["shows"][reader.language]]
    for guide, paragraphs in guides(reader.language):
        if guide != "tour":  # the tour has a walk of its own
            wanted += [(name, words) for name, found in beside(paragraphs) for words in found]
    return [(name, words) for name, words in wanted if words not in pages[name]]


@renews
def test_the_pictures_are_renewed(chrome, live_server, transactional_db, settings, tmp_path):
    with override_settings(HOME=tmp_path, DEMO=False):
        filled = site_in(tmp_path)
        tell_of_a_loop(filled)
        for language in LANGUAGES:
            reader = Guest(filled, language)
            reader.answers(well)
            for name, (who, address) in reader.places().items():
                take(chrome, live_server.url, reader, name, who, address)


def take(chrome, server, reader, name, who, address):
    size = {side: SHOWN[name][side] for side in ("width", "height")}
    with guest(chrome, server, "picture", reader.language, size=size) as somebody:
        cookies = reader.client(who).cookies.values()
        known = [{"name": one.key, "value": one.value, "url": server} for one in cookies]
        somebody.page.context.add_cookies(known)
        page = somebody.goes_to(address)
        page.wait_for_load_state("networkidle")
        (PICTURES / f"{name}-{reader.language}.png").write_bytes(few_colours(page.screenshot()))


def few_colours(png):
    """The picture with 96 colours: a third of the size, and nobody sees it."""
    from PIL import Image

    small = BytesIO()
    Image.open(BytesIO(png)).convert("RGB").quantize(96, dither=Image.Dither.NONE).save(
        small, "PNG", optimize=True
    )
    return small.getvalue()
