"""Shared words: a public glossary, drawings that are described, and words that open their meaning."""

import re
from pathlib import Path

import pytest
from django.template import engines
from django.utils import translation

from thuis.core.errors import ContentError
from thuis.foundation.texts.concepts import concepts
from thuis.rooms.approaches.presenters.words_pages import letters
from thuis.rooms.insights.tabs import TABS as INSIGHTS
from thuis.rooms.participation.tabs import TABS as PARTICIPATION

SOURCE = Path(__file__).resolve().parents[3] / "src" / "thuis"
USED = re.compile(r'{% concept "([\w-]+)"')
KEYS = {one.key for one in concepts()}
SUBJECTS = {"wellbeing", "belonging", "participation", "inclusion", "study"}


def rendered(text):
    return engines["django"].from_string(text).render({})


def test_every_word_that_a_page_opens_stands_in_the_glossary():
    templates = " ".join(path.read_text() for path in SOURCE.rglob("templates/**/*.html"))
    used = set(USED.findall(templates))
    used |= {key for tab in (*INSIGHTS.values(), *PARTICIPATION.values()) for key in tab.concepts}
    assert len(used) > 12
    assert (used | SUBJECTS) - KEYS == set()


def test_a_word_that_nobody_explained_is_refused():
    with pytest.raises(ContentError, match='"nonsense" does not exist'):
        rendered('{% concept "nonsense" %}')


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_word_opens_its_meaning_without_a_script(language):
    with translation.override(language):
        made = rendered('{% concept "belonging" "here" %}')
    one = next(one for one in concepts() if one.key == "belonging")
    assert f'popovertarget="word-belonging-here">{one.name.in_(language)}</button>' in made
    assert 'id="word-belonging-here" popover' in made
    assert one.meaning.in_(language) in made
    assert "script" not in made


def test_a_word_can_be_written_as_its_sentence_needs():
    assert ">elements</button>" in rendered('{% concept "working-element" "" "elements" %}')


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_word_stands_once_under_its_letter_in_order(language):
    found = letters(concepts(), language)
    names = [entry.name for one in found for entry in one.entries]
    assert sorted(names, key=str.casefold) == names
    assert len(names) == len(concepts())
    assert len({one.letter for one in found}) == len(found)


@pytest.mark.django_db
def test_everybody_reads_the_glossary_and_finds_a_word_by_its_first_letter(anonymous):
    page = anonymous.get("/glossary/", headers={"Accept-Language": "en"}).content.decode()
    assert 'href="#letter-B"' in page
    assert 'id="letter-B"' in page
    assert page.index('id="letter-B"') < page.index("/glossary/belonging/") < page.index('id="letter-F"')


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_word_has_a_page_and_every_model_a_drawing_that_is_described(anonymous, language):
    drawn = 0
    for one in concepts():
        address = f"/glossary/{one.key}/"
        page = anonymous.get(address, headers={"Accept-Language": language}).content.decode()
        assert one.meaning.in_(language) in page
        assert "seed 0" not in page
        assert "docs/adr" not in page
        assert ('aria-labelledby="drawn"' in page) == bool(one.model)
        drawn += bool(one.model)
    assert drawn == 5
    assert anonymous.get("/glossary/nothing/").status_code == 404
