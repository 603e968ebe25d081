"""Which variables a questionnaire gives, and what stands in them for every kind of answer."""

import dataclasses

import pytest

from tests.core.content import SCALES
from thuis.core.questionnaire.load import compile_questionnaire, load_module
from thuis.core.questionnaire.model import Kind
from thuis.core.questionnaire.offers import expand_help
from thuis.core.research.model import NOT_ANSWERED, RATHER_NOT
from thuis.core.research.variables import modules_in, readers_of, variables_of
from thuis.foundation.texts.content import all_modules

MODULE = load_module(
    """
    key = "trial"
    part = "B"
    version = 1
    minutes = 1
    sensitive = true
    title = { nl = "Proef", en = "Trial" }
    intro = { nl = "Een proef.", en = "A trial." }
    source = "Own"
    licence = "EUPL-1.2"

    [[items]]
    code = "ONE01"
    answers = "often"
    text = { nl = "Ik las.", en = "I read." }

    [[items]]
    code = "ONE02"
    answers = "often"
    text = { nl = "Ik schreef.", en = "I wrote." }

    [[items]]
    code = "TWO01"
    kind = "multi"
    text = { nl = "Wat?", en = "What?" }
    options = [
      { value = "good-books", text = { nl = "Boeken", en = "Books" } },
      { value = "news", text = { nl = "Nieuws", en = "News" } },
    ]

    [[items]]
    code = "TRI01"
    text = { nl = "Waar?", en = "Where?" }
    options = [
      { value = "home", text = { nl = "Thuis", en = "At home" } },
      { value = "school", text = { nl = "School", en = "School" } },
    ]

    [[items]]
    code = "FOU01"
    kind = "number"
    low = 0
    high = 60
    text = { nl = "Uren?", en = "Hours?" }

    [[items]]
    code = "FIV01"
    kind = "grade"
    text = { nl = "Cijfer?", en = "Grade?" }
    low_label = { nl = "slecht", en = "bad" }

    [[items]]
    code = "SIX01"
    kind = "text"
    high = 20
    text = { nl = "Vertel.", en = "Tell." }

    [[pages]]
    key = "all"
    subject = "study"
    title = { nl = "Alles", en = "All" }
    items = ["ONE01", "ONE02", "TWO01", "TRI01", "FOU01", "FIV01", "SIX01"]

    [[scales]]
    key = "reading"
    title = { nl = "Lezen", en = "Reading" }
    items = ["ONE01", "ONE02"]
    """,
    SCALES,
)
ASKED = compile_questionnaire("trial", 1, [MODULE])
READ = readers_of(ASKED, {"trial"})


def found():
    return {one.name: one for one in variables_of([ASKED], {"trial"})}


def test_every_item_but_own_words_is_a_variable_and_scales_come_last():
    assert list(found()) == [
        "ONE01", "ONE02", "TWO01_good_books", "TWO01_news", "TRI01", "FOU01", "FIV01", "reading"
    ]  # fmt: skip
    assert set(READ) == set(found())
    assert all(one.sensitive for one in found().values())


def test_items_and_scales_go_together():
    assert found()["ONE01"].with_it == ("reading",)
    assert found()["reading"].with_it == ("ONE01", "ONE02")


def test_codes_have_words():
    variables = found()
    assert [(value, words.en) for value, words in variables["TRI01"].values] == [
        (101, "At home"),
        (102, "School"),
    ]
    assert variables["TWO01_news"].label.nl == "Wat? Nieuws"
    assert variables["FOU01"].values[0][1].nl == "0-7"
    assert variables["FOU01"].values[-1][1].nl == "56-60"
    assert [(value, words.nl) for value, words in variables["FIV01"].values] == [(0, "slecht")]
    assert variables["ONE01"].source.en == "Trial; question ONE01, version 1"


@pytest.mark.parametrize(
    ("name", "answers", "value"),
    [
        ("ONE01", {"ONE01": 2}, 2),
        ("ONE01", {"ONE01": 7}, NOT_ANSWERED),
        ("ONE01", {"ONE01": "rather-not"}, RATHER_NOT),
        ("ONE01", {"ONE01": ["news"]}, NOT_ANSWERED),
        ("ONE01", {}, NOT_ANSWERED),
        ("TRI01", {"TRI01": "school"}, 102),
        ("FOU01", {"FOU01": 60}, 56),
        ("FOU01", {"FOU01": 7}, 0),
        ("FIV01", {"FIV01": 9}, 9),
        ("TWO01_news", {"TWO01": ["news"]}, 1),
        ("TWO01_good_books", {"TWO01": ["news"]}, 0),
        ("TWO01_news", {"TWO01": "rather-not"}, RATHER_NOT),
        ("TWO01_news", {}, NOT_ANSWERED),
        ("reading", {"ONE01": 2, "ONE02": 1}, 75.0),
        ("reading", {"ONE01": 2}, NOT_ANSWERED),
    ],
)
def test_each_kind_of_answer_is_read(name, answers, value):
    assert READ[name](answers) == value


def test_only_what_was_asked_is_there():
    assert variables_of([ASKED], ()) == ()
    assert readers_of(ASKED, ()) == {}


def test_of_two_versions_the_newest_says_what_it_is():
    renamed = dataclasses.replace(MODULE, title=dataclasses.replace(MODULE.title, nl="Nieuw"))
    newer = compile_questionnaire("trial", 2, [renamed])
    assert variables_of([newer, ASKED], {"trial"})[0].source.nl.startswith("Nieuw;")
    assert modules_in([newer, ASKED])["trial"].title.nl == "Nieuw"


def test_the_real_questionnaire_gives_names_that_every_program_takes():
    questionnaire = compile_questionnaire("monitor", 1, [expand_help(one, ()) for one in all_modules()])
    modules = modules_in([questionnaire])
    assert "open" not in modules  # own words alone
    names = [one.name for one in variables_of([questionnaire], modules)]
    assert all(name.isidentifier() and len(name) <= 64 for name in names)
    assert len(set(names)) == len(names)
    texts = {i.code for m in questionnaire.modules for i in m.items if i.kind is Kind.TEXT}
    assert not texts & set(names)
