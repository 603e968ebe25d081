"""An SPSS file that an independent reader (ReadStat, by pyreadstat) opens with every word in it."""

import datetime

import pyreadstat
import pytest

from tests.core.research.samples import COLUMNS, VARIABLES
from thuis.core.research.model import Variable
from thuis.core.research.sav import sav_bytes
from thuis.core.texts import Text

DAY = datetime.date(2026, 3, 9)


def read(tmp_path, language="nl", **more):
    path = tmp_path / "answers.sav"
    path.write_bytes(
        sav_bytes(VARIABLES, COLUMNS, title="Aanvraag 1", language=language, made_on=DAY, **more)
    )
    return pyreadstat.read_sav(path, output_format="dict", user_missing=True)


def test_every_value_comes_back(tmp_path):
    columns, meta = read(tmp_path)
    assert {name: list(values) for name, values in columns.items()} == COLUMNS
    assert meta.column_names == list(COLUMNS)
    assert (meta.number_rows, meta.file_encoding, meta.file_label) == (3, "UTF-8", "Aanvraag 1")


def test_words_come_in_the_language_that_was_asked(tmp_path):
    dutch, english = read(tmp_path)[1], read(tmp_path, "en")[1]
    assert dutch.column_names_to_labels["MOO01"] == "Ik voel me somber. €"
    assert english.column_names_to_labels["MOO01"] == "I feel low"
    assert dutch.variable_value_labels["MOO01"][1] == "nooit"
    assert english.variable_value_labels["MOO01"][-8] == "rather not say"
    assert english.variable_value_labels["domain"] == {"MM": "People", "*": "hidden for privacy"}
    assert "form" not in english.variable_value_labels  # wider than eight bytes: the codebook has them


def test_what_is_no_answer_is_missing(tmp_path):
    columns, meta = read(tmp_path)
    assert meta.missing_ranges["mood"] == [{"lo": code, "hi": code} for code in (-9, -8, -7)]
    path = tmp_path / "answers.sav"
    plain, _ = pyreadstat.read_sav(path, output_format="dict")
    assert [value != value or value is None for value in plain["mood"]] == [False, True, True]


def test_a_weight_and_the_day_stand_in_the_head(tmp_path):
    made = sav_bytes(VARIABLES, COLUMNS, title="x", language="nl", made_on=DAY, weight="weight")
    # two blocks of the code, one of the domain, two of the form: the weight is the sixth
    assert int.from_bytes(made[76:80], "little") == 6
    assert b"09 Mar 26" in made[:176]


def test_a_text_that_does_not_fit_is_refused():
    wide = Variable("wide", Text("breed", "wide"), "text")
    with pytest.raises(ValueError, match="wide"):
        sav_bytes([wide], {"wide": ["x" * 256]}, title="", language="nl", made_on=DAY)


def test_long_labels_are_cut_between_letters(tmp_path):
    long = Variable("long", Text("é" * 200, "e"), "code", ((1, Text("ë" * 100, "e")),))
    path = tmp_path / "long.sav"
    path.write_bytes(sav_bytes([long], {"long": [1]}, title="", language="nl", made_on=DAY))
    _, meta = pyreadstat.read_sav(path, output_format="dict")
    assert meta.column_names_to_labels["long"] == "é" * 127
    assert meta.variable_value_labels["long"][1] == "ë" * 60
