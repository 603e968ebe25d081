"""Types are shares like those of a choice, and tell no more of somebody than the scales they come from."""

from dataclasses import replace

import numpy as np
import pytest

from tests.core.disclosure.population import from_people, people, rules
from tests.core.disclosure.test_measures import WHOLE
from thuis.core.disclosure import choices
from thuis.core.disclosure.attacks import learned
from thuis.core.disclosure.attacks.bands import with_bands
from thuis.core.disclosure.attacks.every import attacks
from thuis.core.disclosure.attacks.options import on_types, view_of_option
from thuis.core.disclosure.build import RoundInput, build
from thuis.core.disclosure.choices import option_levels, tied_parts
from thuis.core.disclosure.measures import measures_of, readers_of
from thuis.core.disclosure.model import Measure, NoiseLevels
from thuis.core.disclosure.release import release_round
from thuis.core.disclosure.rules import rules_from
from thuis.core.disclosure.table import BAND, MERGED, RELEASED
from thuis.core.disclosure.titles import titles_of
from thuis.core.disclosure.wording import reworded, wording_of
from thuis.core.errors import ContentError
from thuis.core.scoring.types import load_typology
from thuis.foundation.texts.content import CONTENT, typology

KEY, TYPES = b"k" * 32, typology()
SOURCE = (CONTENT / "types.toml").read_text(encoding="utf-8")
SCALES = tuple(Measure(name, "scale", 0, 100) for name in TYPES.scales)
KINDS = tuple(kind.key for kind in TYPES.kinds)
MEASURE = Measure(TYPES.key, "choice", 0, 1, choices=KINDS, of=TYPES.scales)
RULES = replace(rules(), measures=(*SCALES, MEASURE))


def college(students=900, programmes=16, skipped=0.05, seed=1, keen=0):
    """Two scales that pull apart, in steps as three questions give them, and the types that follow.

    `keen` lifts the first scale: then some types are almost nobody, and others few.
    """
    codes, level, rng = people(students, programmes, seed)
    shared = rng.standard_normal(len(level))
    raw = [sign * 12 * shared + 15 * rng.standard_normal(len(level)) for sign in (1, -1)]
    raw[0] += keen
    step = 100 / 12
    first, second = (np.clip(np.round((50 + one) / step), 0, 12) * step for one in raw)
    found = np.array([TYPES.type_of(*pair) for pair in zip(first, second, strict=True)])
    answered = rng.random(len(level)) >= skipped
    values = dict(zip(TYPES.scales, (first, second), strict=True))
    values |= {name: (found == key).astype(float) for name, key in zip(MEASURE.columns, KINDS, strict=True)}
    made = from_people(codes, values, dict.fromkeys(values, answered), rng)
    chosen = np.stack([values[name][answered] for name in MEASURE.columns]).astype(np.int64)
    return replace(made, together={TYPES.key: chosen @ chosen.T})


@pytest.fixture(scope="module")
def atoms():
    return college()


@pytest.fixture(scope="module")
def released(atoms):
    return build([RoundInput(atoms, {})], RULES, KEY, 1)


def told(columns):
    return (columns["measure"] == TYPES.key) & np.isin(columns["status"].astype(str), (RELEASED, MERGED))


def test_types_are_told_as_shares_of_twenty_and_more(released):
    columns = released.table.columns
    rows = told(columns)
    assert set(columns["statistic"][columns["measure"] == TYPES.key]) == {"answer_share"}
    assert set(columns["option"][rows]) == set(KINDS)
    assert columns["n_shown"][rows].astype(float).min() >= 20


def test_the_shares_of_a_large_cell_add_up_to_about_one(released):
    columns = released.table.columns
    rows = told(columns) & (columns["unit_kind"] == "institution") & (columns["filter_kind"] == "")
    assert columns["estimate"][rows].astype(float).sum() == pytest.approx(1, abs=0.02)


def test_a_band_never_stands_alone(released):
    """Shares of types add up to one: a single band would be what the others leave over."""
    columns, rows = released.table.columns, told(released.table.columns)
    names = ("unit_kind", "unit", "filter_kind", "filter_value")
    places = list(zip(*[columns[name].astype(str) for name in names], strict=True))
    bands = [
        place
        for place, mine, why in zip(places, rows, columns["reason"], strict=True)
        if mine and why == BAND
    ]
    assert bands
    assert min(bands.count(place) for place in bands) >= 2


def test_each_type_has_noise_of_one_and_a_half_person_and_of_its_spread(atoms):
    found = option_levels(MEASURE, atoms, NoiseLevels())
    assert min(found.values()) == 1.5
    made = release_round(atoms, {}, RULES, KEY)
    for name, level in found.items():
        assert level >= 1.9 * made.measured[name].answers.spread - 1e-9
        assert made.measured[name].level == level


def test_the_noise_of_types_goes_together_with_that_of_their_scales(atoms):
    made = release_round(atoms, {}, RULES, KEY)
    keen = made.measured["student_type:keen_rested"].draw[:, 0]
    assert np.corrcoef(keen, made.measured["engagement"].draw[:, 0])[0, 1] > 0.2
    assert np.corrcoef(keen, made.measured["exhaustion"].draw[:, 0])[0, 1] < -0.2
    assert np.abs(keen).max() <= RULES.noise.cut


def test_no_attack_gets_through_to_a_type(released, atoms, monkeypatch):
    monkeypatch.setattr(learned, "PERSONS", 1)  # he learns from scales: attacks/test_attacks.py judges him
    found = list(attacks(released.table, atoms, np.ones(len(atoms)), RULES, np.random.default_rng(1)))
    assert {"types", "bayes-linear", "yes-no", "limits"} <= {one.attack for one in found}
    for one in found:
        if one.attack in ("bayes-linear", "differencing", "limits", "yes-no", "types", "together"):
            assert one.claims == 0, one


@pytest.mark.parametrize("keen", [0, 30])
def test_what_is_known_for_certain_of_a_type_is_true(keen):
    """Of two bands in one place one may be for company: a view that the truth does not fit finds nothing."""
    atoms = college(keen=keen)
    table = build([RoundInput(atoms, {})], RULES, KEY, 1).table
    ones, shares, bands = np.ones(len(atoms)), choices.as_shares(table, MEASURE), 0
    for option in choices.options_of(MEASURE):
        level = option_levels(MEASURE, atoms, RULES.noise)[option.name]
        own = replace(RULES, noise=replace(RULES.noise, count=level))
        view = view_of_option(shares, atoms, option, ones, own)
        held = with_bands(view, shares, ones, own)
        told = held.rows @ ((view.total - view.middle * view.answers) / view.spread)
        assert (np.abs(held.sums - told) <= held.radius + 1e-9).all()
        bands += len(held.sums) - len(view.sums)
    assert bands


def test_with_draws_of_their_own_types_would_sharpen_their_scales(atoms, monkeypatch):
    """The control: noise of their own on the types tells more of the scales that they are made of."""
    tied = _best(build([RoundInput(atoms, {})], RULES, KEY, 1).table, atoms)
    apart = lambda measures, atoms, levels, rules: np.where([one.kind == "option" for one in measures], 0, 1)  # noqa: E731
    monkeypatch.setattr("thuis.core.disclosure.release.tied_parts", apart)
    monkeypatch.setattr("thuis.core.disclosure.attacks.options.tied_parts", apart)
    own = _best(build([RoundInput(atoms, {})], RULES, KEY, 1).table, atoms)
    assert own < 0.97 * tied


def _best(table, atoms):
    found = on_types(table, atoms, MEASURE, np.ones(len(atoms)), RULES)
    return min(one.best_posterior for one in found if one.measure in TYPES.scales)


def test_a_questionnaire_with_both_scales_has_types_and_others_have_none():
    found = measures_of([WHOLE], TYPES)[-1]
    assert (found.kind, found.choices, found.of) == ("choice", KINDS, TYPES.scales)
    assert found.is_types
    assert not any(one.is_types for one in measures_of([WHOLE]))
    other = load_typology(SOURCE.replace('first = "engagement"', 'first = "wellbeing_domain"', 1))
    assert not any(one.is_types for one in measures_of([WHOLE], other))


def test_a_type_is_read_from_the_scores_of_the_letter():
    measure = measures_of([WHOLE], TYPES)[-1]
    read = readers_of(WHOLE, [measure], TYPES)
    tired = {"ENG01": 4, "ENG02": 4, "ENG03": 3, "EXH01": 4, "EXH02": 4}
    assert {name: one(tired) for name, one in read.items()} == {
        f"student_type:{key}": float(key == "keen_tired") for key in KINDS
    }
    assert {one({"ENG01": 4}) for one in read.values()} == {None}


def test_types_have_titles_as_content_gives_them():
    measure = measures_of([WHOLE], TYPES)[-1]
    found = titles_of([WHOLE], [measure], TYPES)
    assert found.measure(TYPES.key) == TYPES.title
    assert found.option(TYPES.key, "between") == TYPES.kind("", "").title


def test_other_cut_offs_or_other_words_make_another_measure():
    measures = measures_of([WHOLE], TYPES)
    moved = load_typology(SOURCE.replace("first_cut = 50", "first_cut = 60", 1))
    before, after = wording_of(WHOLE, measures, TYPES), wording_of(WHOLE, measures, moved)
    own = replace(RULES, measures=measures, wording={"2025": before, "2026": after})
    assert reworded(own, "2026", "2025") == {TYPES.key}
    words = {**before, "EXH01": "other", "exhaustion": "other"}
    own = replace(RULES, measures=measures, wording={"2025": before, "2026": words})
    assert TYPES.key in reworded(own, "2026", "2025")
    assert TYPES.key not in wording_of(replace(WHOLE, modules=()), measures, TYPES)


def test_the_rules_say_of_which_scales_types_are_made():
    parsed = {
        "dimensions": {"domain": "unit"},
        "measures": {
            "engagement": "scale",
            "student_type": {"kind": "choice", "options": ["a", "b"], "of": ["engagement", "exhaustion"]},
        },
    }
    with pytest.raises(ContentError, match="exhaustion is no scale and no item"):
        rules_from(parsed)
    parsed["measures"]["exhaustion"] = "scale"
    assert rules_from(parsed).measures[1].of == ("engagement", "exhaustion")


def test_the_certificate_keeps_by_which_words_and_cut_offs_a_round_counted_types(atoms):
    own = replace(RULES, wording={"2026": {TYPES.key: "5f2b"}})
    assert build([RoundInput(atoms, {})], own, KEY, 1).certificate["rounds"][0]["types"] == {
        TYPES.key: "5f2b"
    }
    assert build([RoundInput(atoms, {})], RULES, KEY, 1).certificate["rounds"][0]["types"] == {}


def test_a_scale_is_tied_in_full_and_a_rare_type_only_by_what_its_spread_asks(atoms):
    options = choices.options_of(MEASURE)
    levels = np.array([1.0, *(option_levels(MEASURE, atoms, NoiseLevels())[one.name] for one in options)])
    found = tied_parts((SCALES[0], *options), atoms, levels, NoiseLevels())
    assert found[0] == 1
    assert found[1:].max() <= 1
    assert found[1:].min() < 1
