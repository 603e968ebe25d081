"""A package leads to nobody: new names, an order and weights that say no more."""

import hashlib
import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.research.samples import words
from thuis.core.research.model import HIDDEN, NOT_ANSWERED, Variable
from thuis.core.research.package import QUASI, Row, package_of
from thuis.core.research.pseudonyms import pseudonym
from thuis.core.research.report import report, report_text
from thuis.core.research.weighting import evened, weights_of

KEY = hashlib.sha256(b"one package").digest()
OTHER = hashlib.sha256(b"another package").digest()
ASKED = tuple(Variable(name, words(name), "text") for name in QUASI)
MOOD = Variable("MOO01", words("somber", "low"), "code", sensitive=True)
HAPPY = Variable("WEL01", words("goed", "well"), "code")
persons = st.lists(
    st.tuples(
        st.sampled_from(["SW", "PED"]), st.sampled_from("123"), st.sampled_from(["full-time", "part-time"])
    ),
    max_size=50,
)


def row(number, programme="SW", year="1", form="full-time", round="2025", **values):
    place = {"domain": "MM", "programme": programme, "site": "AVM", "study_year": year, "form": form}
    return Row(
        round, f"owner-{number}", place | {"language": "nl"}, values or {"WEL01": 3, "MOO01": number % 3}
    )


def made(rows, key=KEY, enrolled=None):
    return package_of(rows, ASKED, (MOOD, HAPPY), enrolled or {}, key)


@given(persons, st.randoms(use_true_random=False))
def test_the_order_in_which_rows_came_says_nothing(found, random):
    rows = [row(number, *one) for number, one in enumerate(found)]
    mixed = list(rows)
    random.shuffle(mixed)
    assert made(mixed).columns == made(rows).columns


@given(persons)
def test_no_name_of_the_database_comes_through(found):
    package = made([row(number, *one) for number, one in enumerate(found)])
    assert "owner" not in json.dumps(package.columns)
    assert all(
        size >= 10 for size in Counter(zip(*(package.columns[n] for n in QUASI), strict=True)).values()
    )


def test_another_package_has_other_names_in_another_order():
    rows = [row(number, WEL01=number % 5, MOO01=number % 3) for number in range(30)]
    one, other = made(rows), made(rows, OTHER)
    assert not set(one.columns["pseudonym"]) & set(other.columns["pseudonym"])
    assert one.columns["WEL01"] != other.columns["WEL01"]
    assert Counter(one.columns["WEL01"]) == Counter(other.columns["WEL01"])


def test_the_same_student_keeps_one_name_over_rounds():
    rows = [row(number, round=one) for number in range(12) for one in ("2024", "2025")]
    package = made(rows)
    assert set(Counter(package.columns["pseudonym"]).values()) == {2}
    assert [value for value, _ in package.variables[1].values] == ["2024", "2025"]


def test_a_key_that_is_too_short_is_refused():
    with pytest.raises(ValueError, match="32 bytes"):
        pseudonym("owner", b"short")


def test_what_a_round_did_not_ask_is_not_answered():
    package = made([row(number, WEL01=2) for number in range(10)])
    assert set(package.columns["MOO01"]) == {NOT_ANSWERED}


def test_rows_weigh_as_much_as_who_was_enrolled_and_alike_in_a_class():
    rows = [row(number, "SW") for number in range(30)] + [row(100 + number, "PED") for number in range(20)]
    enrolled = {"2025": {"programme": {"SW": 90.0, "PED": 110.0, "XX": 0.0}}}
    package = made(rows, enrolled=enrolled)
    told = {(p, w) for p, w in zip(package.columns["programme"], package.columns["weight"], strict=True)}
    assert told == {("SW", 3.0), ("PED", 5.5)}


def test_a_weight_does_not_tell_what_was_hidden():
    rows = [row(number, "SW") for number in range(12)] + [row(100 + number, "PED") for number in range(8)]
    package = made(rows, enrolled={"2025": {"programme": {"SW": 100.0, "PED": 40.0, "GON": 10.0}}})
    assert set(package.columns["programme"]) == {HIDDEN}
    assert set(package.columns["weight"]) == {7.5}


def test_few_answers_share_a_total_and_nobody_enrolled_weighs_one():
    assert weights_of({"form": ["a"] * 20 + ["b"] * 2}, {"form": {"a": 40.0, "c": 4.0}}) == [2.0] * 22
    assert weights_of({"form": ["a"]}, {}) == [1.0]
    assert weights_of({"form": []}, {"form": {"a": 3.0}}) == []
    assert weights_of({}, {}) == []
    assert evened([], []) == []


def test_words_are_listed_of_values_that_are_there_only():
    programmes = Variable("programme", words("opleiding"), "text", (("SW", words("a")), ("PED", words("b"))))
    rows = [row(number, "SW") for number in range(300)] + [row(300 + number, "PED") for number in range(4)]
    package = package_of(rows, (programmes,), (HAPPY,), {}, KEY)
    assert [value for value, _ in package.variables[2].values] == ["SW"]
    assert (package.rows, set(package.columns["programme"])) == (300, {"SW"})


def test_the_report_says_what_was_done_in_both_languages():
    package = made([row(number, "SW" if number < 6 else "PED", MOO01=1) for number in range(12)])
    told = report(package)
    assert (told["rows_with_consent"], told["rows"], told["smallest_class"]) == (12, 12, 12)
    assert [one["rows_in_small_classes"] for one in told["steps"]] == [12, 0]
    assert told["sensitive"] == [
        {"variable": "MOO01", "fewest_different": 1, "classes_too_alike": 1, "removed": 12}
    ]
    assert "| programme hidden, domain stays | 0 | 12 |" in report_text(package, "en")
    assert "| MOO01 | 1 | 1 | 12 |" in report_text(package, "nl")
    plain = package_of([row(1)], ASKED, (HAPPY,), {}, KEY)
    assert "geen gevoelige variabelen" in report_text(plain, "nl")
    assert report(plain)["rows"] == 0
