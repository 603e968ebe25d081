"""Page parts: what is put in comes out escaped, and every part stands on the style page."""

import re
from pathlib import Path

import pytest
from django.template import Context, engines
from hypothesis import given
from hypothesis import strategies as st

from tests.pages import audit
from thuis.config.style import EXAMPLES
from thuis.foundation.components.templatetags.parts import MARKS, STATUS_ICONS, icon, mark, status_icon, steps

SOURCE = Path(__file__).resolve().parents[3] / "src" / "thuis"
PARTS = sorted((SOURCE / "foundation/components/templates/cotton").glob("*.html"))
SHEET = SOURCE / "config/templates/examples"
EVIL = "\"><script>alert(1)</script>' onclick=x {{ 7|add:7 }}"


@pytest.fixture
def render(tmp_path, settings):
    """Renders a template text with cotton parts in it, as a file would be."""

    def rendered(text, **values):
        from django_cotton.compiler_regex import CottonCompiler

        compiled = CottonCompiler().process(text)
        return engines["django"].from_string(compiled).template.render(Context(values))

    return rendered


# One call per part, with what a person might type in each place.
CALLS = {
    "button": "<c-button kind='second' title='{{ e }}' href='{{ e }}'>{{ e }}</c-button>",
    "note": "<c-note title='{{ e }}' icon='lock'>{{ e }}</c-note>",
    "card": "<c-card title='{{ e }}' subject='belonging' subject_name='{{ e }}'>{{ e }}</c-card>",
    "subject": "<c-subject name='wellbeing'>{{ e }}</c-subject>",
    "subject_heading": "<c-subject-heading name='wellbeing' title='{{ e }}'>{{ e }}</c-subject-heading>",
    "person": "<ul><c-person name='{{ e }}' role='{{ e }}' :facts='facts'>{{ e }}</c-person></ul>",
    "plain_bars": "<c-plain-bars caption='{{ e }}' subject='study' :rows='rows' />",
    "chip": "<c-chip kind='on' href='{{ e }}' remove='{{ e }}'>{{ e }}</c-chip>",
    "tabs": "<c-tabs label='{{ e }}' :tabs='tabs' />",
    "crumbs": "<c-crumbs label='{{ e }}' :path='path' />",
    "status": "<c-status kind='busy'>{{ e }}</c-status>",
    "empty": "<c-empty title='{{ e }}'>{{ e }}<c-slot name='next'>{{ e }}</c-slot></c-empty>",
    "confirm": "<c-confirm title='{{ e }}' text='{{ e }}' action='/' yes='{{ e }}' no='{{ e }}' back='/' />",
    "progress": "<c-progress part='2' parts='5'>{{ e }}</c-progress>",
    "page_head": "<c-page-head title='{{ e }}'>{{ e }}<c-slot name='beside'>{{ e }}</c-slot></c-page-head>",
    "table": "<c-table caption='{{ e }}'><tbody><tr><td>{{ e }}</td></tr></tbody></c-table>",
    "pages": "<c-pages :page='leaf' query='{{ e }}' />",
}


@pytest.mark.parametrize("part", CALLS)
def test_what_people_type_cannot_become_markup(render, part):
    from django.core.paginator import Paginator

    pair = (EVIL, EVIL)
    found = render(
        CALLS[part],
        e=EVIL,
        facts=[pair],
        rows=[(EVIL, 4, True), (EVIL, 5, False)],
        tabs=[(*pair, True)],
        path=[pair, pair],
        leaf=Paginator(range(9), 2).page(2),
    )
    assert "<script" not in found
    assert not re.search(r"<[^>\"']*(\"[^\"]*\"|'[^']*'|[^>\"'])*\sonclick=", found)
    assert "{{ 7" in found or "14" not in found
    assert audit(found, fragment=True) == []


def test_every_part_is_tried_and_stands_on_the_style_page():
    names = {path.stem for path in PARTS}
    sheet = "".join(path.read_text() for path in SHEET.glob("*.html"))
    assert names == set(CALLS)
    assert {name for name in names if f"<c-{name.replace('_', '-')}" not in sheet} == set()


def test_every_example_has_its_template_and_the_other_way_round():
    on_sheet = {example.name for example in EXAMPLES}
    files = {path.stem for path in SHEET.glob("*.html") if not path.stem.startswith("_")}
    assert on_sheet == files


def test_a_button_is_a_link_when_it_has_an_address(render):
    assert render("<c-button href='/a/'>A</c-button>").strip().startswith('<a class="button')
    assert 'type="submit"' in render("<c-button>A</c-button>")


def test_attributes_that_a_part_does_not_know_go_through(render):
    assert 'name="who"' in render("<c-button name='who' value='marit'>A</c-button>")
    assert " disabled" in render("<c-button disabled>A</c-button>")


@pytest.mark.parametrize("subject", MARKS)
def test_a_subject_has_a_shape(subject):
    assert mark(subject).startswith('<svg class="mark"')


def test_a_subject_that_does_not_exist_is_an_error():
    with pytest.raises(KeyError):
        mark("happiness")


@pytest.mark.parametrize("kind", STATUS_ICONS)
def test_a_state_has_an_icon_of_the_sprite(kind):
    assert audit(status_icon(kind), fragment=True) == []


def test_an_icon_name_is_escaped():
    assert "<script" not in icon(EVIL)


@given(st.integers(1, 30), st.integers(1, 30))
def test_progress_shows_each_part_once(part, parts):
    row = steps(str(part), str(parts))
    assert len(row) == parts
    assert row.count("now") == (1 if part <= parts else 0)
    assert row.count("done") == min(part - 1, parts)


def test_the_stylesheet_is_one_request_and_small():
    css = (SOURCE / "foundation/components/static/components/thuis.css").read_text()
    assert "@import" not in css
    assert "url(" not in css
    assert len(css) < 48_000
