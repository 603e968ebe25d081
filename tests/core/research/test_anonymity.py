"""After the rule every class has at least k students, whatever came in."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from thuis.core.research.anonymity import CELLS, LEFT_OUT, START, STEPS, UNLINKED, anonymise
from thuis.core.research.model import HIDDEN

K = 4
places = st.fixed_dictionaries(
    {
        "domain": st.sampled_from("AB"),
        "programme": st.sampled_from("abcd"),
        "study_year": st.sampled_from("123"),
        "form": st.sampled_from("fp"),
    }
)
students = st.lists(st.tuples(st.sets(st.sampled_from(["1", "2"]), min_size=1), places), max_size=60)


def table(found):
    """Rows of students, each in one round or in two."""
    rows = [(one, number, place) for number, (rounds, place) in enumerate(found) for one in sorted(rounds)]
    quasi = {
        name: [place[name] for _, _, place in rows] for name in ("domain", "programme", "study_year", "form")
    }
    return [one for one, _, _ in rows], quasi, [number for _, number, _ in rows]


def looks(rounds, quasi, persons):
    found = {}
    for person, row in zip(persons, zip(rounds, *quasi.values(), strict=True), strict=True):
        found.setdefault(person, []).append(row)
    return Counter(tuple(sorted(rows)) for rows in found.values())


@given(students)
def test_every_class_has_k_students_over_all_their_rounds(found):
    rounds, quasi, persons = table(found)
    safe = anonymise(rounds, quasi, persons, k=K)
    kept = [rounds[row] for row in safe.rows]
    sizes = looks(kept, safe.quasi, safe.persons)
    assert all(size >= K for size in sizes.values())
    assert safe.smallest == min(Counter(safe.classes).values(), default=0)
    assert safe.smallest >= K or not safe.rows
    assert safe.done[-1].small == 0 or safe.done[-1].rows == len(safe.rows)


@given(students)
def test_within_a_round_nobody_is_among_fewer_than_k(found):
    rounds, quasi, persons = table(found)
    safe = anonymise(rounds, quasi, persons, k=K)
    rows = zip([rounds[row] for row in safe.rows], *safe.quasi.values(), strict=True)
    assert all(size >= K for size in Counter(rows).values())


@given(students)
def test_values_are_told_as_they_were_or_wider(found):
    rounds, quasi, persons = table(found)
    safe = anonymise(rounds, quasi, persons, k=K)
    for name, values in safe.quasi.items():
        for row, value in zip(safe.rows, values, strict=True):
            assert value in {quasi[name][row], HIDDEN, "2+" if quasi[name][row] != "1" else "1"}


@given(students)
def test_what_was_not_linked_stays_apart(found):
    rounds, quasi, persons = table(found)
    safe = anonymise(rounds, quasi, persons, k=K)
    linked = {}
    for row, person in zip(safe.rows, safe.persons, strict=True):
        linked.setdefault(person, set()).add(persons[row])
    assert all(len(who) == 1 for who in linked.values())


def test_rows_that_are_safe_stay_as_they_are():
    quasi = {"programme": ["a"] * 10, "site": ["x"] * 10}
    safe = anonymise(["1"] * 10, quasi, list(range(10)))
    assert (safe.quasi, safe.smallest, len(safe.rows)) == (quasi, 10, 10)
    assert [one.words for one in safe.done] == [START]


def test_the_steps_are_done_in_their_order_until_few_are_left():
    programmes = ["a"] * 9 + ["b"] * 9
    safe = anonymise(["1"] * 18, {"domain": ["A"] * 18, "programme": programmes}, list(range(18)))
    assert [one.words for one in safe.done] == [START, STEPS[0].words]
    assert [(one.small, one.rows) for one in safe.done] == [(18, 18), (0, 18)]
    assert set(safe.quasi["programme"]) == {HIDDEN}


def test_the_last_few_are_hidden_and_when_that_is_too_few_left_out():
    forms = ["full-time"] * 190 + ["part-time"] * 5
    safe = anonymise(["1"] * 195, {"form": forms}, list(range(195)))
    assert [one.words for one in safe.done] == [START, CELLS, LEFT_OUT]
    assert set(safe.quasi["form"]) == {"full-time"}
    assert len(safe.rows) == 190


def test_hidden_rows_stay_when_they_are_enough():
    forms = ["a"] * 400 + ["b"] * 6 + ["c"] * 7
    safe = anonymise(["1"] * 413, {"form": forms}, list(range(413)))
    assert Counter(safe.quasi["form"]) == {"a": 400, HIDDEN: 13}
    assert [one.words for one in safe.done] == [START, CELLS]


def test_somebody_alone_over_the_years_is_no_longer_linked():
    forms = ["f"] * 15 + ["p"] * 15
    rounds = ["1"] * 15 + ["2"] * 15
    persons = [*range(15), 0, *range(15, 29)]  # the first student alone answered twice
    safe = anonymise(rounds, {"form": forms}, persons, most_left=1)
    assert [one.words for one in safe.done] == [START, UNLINKED]
    assert len(set(safe.persons)) == 30


def test_nobody_is_nobody():
    safe = anonymise([], {"form": []}, [])
    assert (safe.rows, safe.smallest, safe.classes) == ((), 0, [])
