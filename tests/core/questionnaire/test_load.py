"""Reading modules: what is right becomes values, what is wrong is named with its place and cure."""

import pytest

from tests.core.content import SCALES, SMALL, changed, small, whole
from thuis.core.errors import ContentError
from thuis.core.questionnaire.load import (
    compile_questionnaire,
    load_answer_scales,
    load_module,
    load_pack_texts,
    with_texts,
)
from thuis.core.questionnaire.model import Kind
from thuis.core.texts import Text
from thuis.foundation.texts.content import core_modules, packs


def problems_of(source):
    with pytest.raises(ContentError) as caught:
        load_module(source, SCALES)
    return "\n".join(caught.value.problems)


def test_a_module_has_its_items_pages_and_scales():
    module = small()
    assert [item.code for item in module.items] == ["ONE01", "TWO01", "TRI01"]
    assert [item.kind for item in module.items] == [Kind.CHOICE, Kind.MULTI, Kind.TEXT]
    assert module.items[0].options == SCALES["often"].options
    assert module.pages[0].items == ("ONE01", "TWO01")
    assert [band.low for band in module.scales[0].bands] == [0, 40, 70]
    assert module.scales[0].share == 2 / 3


WRONG = [
    ("key = ", "key == ", "not valid TOML"),
    ("version = 1\n", "", "version is missing; add version = a whole number"),
    ("version = 1", 'version = "1"', "version must be a whole number"),
    ("version = 1", "version = true", "version must be a whole number"),
    ('part = "A"', 'part = "C"', 'part must be "A" or "B"'),
    ('part = "A"', 'part = "A"\npartt = "B"', 'unknown key "partt"'),
    ('text = { nl = "Ik las.", en = "I read." }\n', "", 'items "ONE01": text is missing'),
    (', en = "I read." }', " }", 'items "ONE01", text: en is missing'),
    ('{ nl = "Ik las.", en = "I read." }', '"Ik las."', "text must be { nl = …, en = … }"),
    ('answers = "often"', 'answers = "oftn"', 'answer scale "oftn" does not exist; choose one of often'),
    (
        'answers = "often"',
        'answers = "often"\noptions = [{ value = 1, text = { nl = "a", en = "b" } }]',
        "has both answers and options",
    ),
    ('kind = "multi"', 'kind = "many"', 'kind "many" does not exist'),
    ('value = "books"', "value = true", "value must be a whole number or a code"),
    ('value = "books"', "value = 1.5", "value must be a whole number or a code"),
    ('items = ["ONE01", "TWO01"]', 'items = ["ONE01", 2]', "items must be a list of texts"),
    ('items = ["ONE01", "TWO01"]', 'items = "ONE01"', "items must be a list of texts"),
    ('items = ["TRI01"]', 'items = ["TRI01"]\nshow_if = 3', "show_if must be a text in quotes"),
    (
        'title = { nl = "Lezen", en = "Reading" }',
        'title = { nl = "a", en = "b" }\nshare = "most"',
        "write a fraction",
    ),
    (
        'title = { nl = "Lezen", en = "Reading" }',
        'title = { nl = "a", en = "b" }\nshare = "1/0"',
        "write a fraction",
    ),
    (
        'title = { nl = "Lezen", en = "Reading" }',
        'title = { nl = "a", en = "b" }\nbands = [{ key = "x", low = "0" }]',
        "low must be a number",
    ),
    (
        'title = { nl = "Lezen", en = "Reading" }',
        'title = { nl = "a", en = "b" }\nbands = [3]',
        "is not a table; write key = value pairs",
    ),
    ('licence = "EUPL-1.2"', 'licence = "EUPL-1.2"\ntext_included = false', "remove the licensed words"),
]


@pytest.mark.parametrize(("old", "new", "words"), WRONG, ids=[words for *_, words in WRONG])
def test_what_is_wrong_is_named(old, new, words):
    assert words in problems_of(changed((old, new)))


def test_all_problems_are_told_at_once():
    told = problems_of(changed(('part = "A"', 'part = "C"'), ('kind = "multi"', 'kind = "many"')))
    assert len(told.splitlines()) == 2


def test_a_sensitive_module_makes_its_questions_sensitive():
    module = small(('part = "A"', 'part = "A"\nsensitive = true'))
    assert all(item.sensitive for item in module.items)


def test_bands_may_be_own_ones():
    bands = 'key = "reading"\nbands = [{ key = "few", low = 0 }, { key = "many", low = 3.5 }]'
    assert [band.low for band in small(('key = "reading"', bands)).scales[0].bands] == [0, 3.5]


def test_answer_scales_are_read_as_strictly():
    with pytest.raises(ContentError, match='answer scales, scales "x": unknown key "option"'):
        load_answer_scales('[[scales]]\nkey = "x"\noption = []')


def test_part_a_comes_first_whatever_the_order_of_giving():
    own, other = small(), small(('key = "small"', 'key = "b"'), ('part = "A"', 'part = "B"'))
    other = load_module(
        SMALL.replace('key = "small"', 'key = "b"')
        .replace('part = "A"', 'part = "B"')
        .replace("01", "02")
        .replace('"first"', '"p1"')
        .replace('"then"', '"p2"')
        .replace('"reading"', '"r2"'),
        SCALES,
    )
    assert [module.key for module in compile_questionnaire("q", 1, [other, own]).modules] == ["small", "b"]


def test_the_same_module_twice_does_not_compile():
    with pytest.raises(ContentError) as caught:
        compile_questionnaire("q", 1, [small(), small()])
    assert (
        'item "ONE01" stands in the questionnaire twice; give one of them another name'
        in caught.value.problems
    )


def test_a_help_matrix_without_the_offers_does_not_compile():
    with pytest.raises(
        ContentError, match="item HELPX: is still a template; expand it with the offers first"
    ):
        compile_questionnaire("q", 1, core_modules())


def test_a_pack_without_words_does_not_compile():
    with pytest.raises(ContentError, match="brs: has no item texts yet; supply the licensed words"):
        compile_questionnaire("q", 1, [packs()["brs"]])


WORDS = {f"BRS0{n}": Text(f"Zin {n}", f"Sentence {n}") for n in range(1, 7)}


def test_a_pack_with_the_words_of_the_institution_is_a_module_like_any_other():
    module = with_texts(packs()["brs"], WORDS, {"1": Text("Nee", "No")})
    assert compile_questionnaire("q", 1, [module]).modules[0].items[2].text == Text("Zin 3", "Sentence 3")
    assert [option.text.en for option in module.items[0].options] == ["No", "2", "3", "4", "5"]


def test_a_pack_tells_which_words_are_missing_and_which_are_too_many():
    words = WORDS | {"BRS02": Text("", "x"), "BRS99": Text("a", "b")}
    with pytest.raises(ContentError) as caught:
        with_texts(packs()["brs"], words, {})
    assert caught.value.problems == (
        "module brs, item BRS02: no text supplied; add the licensed words in nl and en",
        "module brs: a text was supplied for BRS99, which is not an item; correct the code",
    )


def test_the_words_of_a_pack_stand_in_a_file_of_their_own():
    source = '[texts]\nBRS01 = { nl = "a", en = "b" }\n'
    assert load_pack_texts(source) == ({"BRS01": Text("a", "b")}, {})
    labels = '[labels]\n1 = { nl = "c", en = "d" }'
    assert load_pack_texts(source + labels)[1] == {"1": Text("c", "d")}
    with pytest.raises(ContentError, match="texts is missing"):
        load_pack_texts(labels)


def test_the_whole_monitor_compiles():
    assert len(whole().modules) == 16
