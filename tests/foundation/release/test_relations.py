"""How measures go together is a file of its own: certified, carried over, and any change in it is found."""

import json
import tomllib

import duckdb
import numpy as np
import pytest

from tests.foundation.release.college import RULES, write_college
from tests.foundation.release.site import closed_round
from thuis.config.cli import main
from thuis.config.releases import release_closed_rounds
from thuis.core.disclosure.model import RelationRules
from thuis.core.disclosure.relations import CORRELATION, EXPLAINED, SHARE
from thuis.core.disclosure.rules import rules_from
from thuis.foundation.audit.actions import Operator
from thuis.foundation.release.files import CERTIFICATE, read_certificate, read_rules
from thuis.foundation.release.files import RULES as RULES_FILE
from thuis.foundation.release.relations_file import (
    RELATIONS,
    read_relations,
    relations_of_release,
    unit_relations,
)
from thuis.foundation.release.verify import problems_in
from thuis.foundation.responses.models import Response
from thuis.foundation.texts.content import CONTENT

BY = Operator("test")
MORE = """
[measures.rest]
kind = "scale"
[measures.peers]
kind = "scale"
[relations]
outcomes = ["wellbeing"]
predictors = ["tired", "rest", "peers", "unheard"]
"""


def three(columns):
    """Rest goes with wellbeing, peers do not."""
    rng = np.random.default_rng(5)
    chance = rng.normal(0, 15, (2, len(columns["wellbeing"])))
    columns["rest"] = np.clip(np.round(0.7 * columns["wellbeing"] + chance[0] + 10), 0, 100)
    columns["peers"] = np.clip(np.round(50 + chance[1]), 0, 100)
    columns["rest"][::9] = np.nan
    return columns


def write(folder, **more):
    college = write_college(folder, students=1500, change=three, **more)
    (college / "rules.toml").write_text(RULES + MORE)
    return college


@pytest.fixture(scope="module")
def college(tmp_path_factory):
    return write(tmp_path_factory.mktemp("relations"))


@pytest.fixture(scope="module")
def released(college):
    assert build(college, college / "v1") == 0
    return college / "v1"


def build(college, out, *more):
    return main(
        [
            *("release", "build", "--responses", str(college / "R.parquet")),
            *("--enrolment", str(college / "E.csv"), "--rules", str(college / "rules.toml")),
            *("--out", str(out), *more),
        ]
    )


def of_whole(folder, round="2026"):
    found = [one for one in read_relations(folder) if (one.unit_kind, one.round) == ("institution", round)]
    return unit_relations(found)


def test_a_correlation_is_near_that_of_the_students(college, released):
    found = duckdb.sql(
        f"SELECT corr(wellbeing, rest), count(*) FROM '{college}/R.parquet' "
        "WHERE round = '2026' AND NOT isnan(rest)"
    ).fetchall()[0]
    told = of_whole(released).correlation("rest", "wellbeing")
    assert told.estimate == pytest.approx(found[0], abs=0.04)
    assert told.n_shown == pytest.approx(found[1], abs=6)
    assert told.low < told.estimate < told.high


def test_what_goes_with_wellbeing_has_the_largest_share_and_what_does_not_hardly_any(released):
    found = of_whole(released)
    shares = {name: one.estimate for name, one in found.shares["wellbeing"].items()}
    assert set(shares) == {"tired", "rest", "peers"}
    assert shares["peers"] < 0.05 < shares["rest"]
    assert 0.3 < found.explained["wellbeing"].estimate <= 1


def test_only_the_whole_domains_and_programmes_of_a_hundred_are_told(college, released):
    told = {(one.round, one.unit_kind, one.unit) for one in read_relations(released)}
    assert {kind for _, kind, _ in told} == {"institution", "domain", "programme"}
    counts = duckdb.sql(
        f"SELECT round, programme, count(*) FROM '{college}/R.parquet' WHERE NOT isnan(rest) GROUP BY ALL"
    ).fetchall()
    large = {(round, programme) for round, programme, n in counts if n >= 100}
    assert large
    assert {(round, unit) for round, kind, unit in told if kind == "programme"} <= large


def test_kinds_of_units_that_a_release_does_not_have_are_not_told(college, tmp_path):
    for name in ("R.parquet", "E.csv"):
        (tmp_path / name).write_bytes((college / name).read_bytes())
    (tmp_path / "rules.toml").write_text(RULES + MORE + 'units = ["faculty"]\n')
    assert build(tmp_path, tmp_path / "out") == 0
    assert {one.unit_kind for one in read_relations(tmp_path / "out")} == {"institution"}


def test_the_certificate_says_under_which_rules_and_of_how_many_units(released):
    for one in read_certificate(released)["rounds"]:
        told = {(t.unit_kind, t.unit) for t in read_relations(released) if t.round == one["round"]}
        assert one["relations"] == {"least": 100, "reach": 1.5, "noise": 3.8, "units": len(told)}
    assert problems_in(released) == []


def test_the_same_files_give_the_same_relations(college, released, tmp_path):
    assert build(college, tmp_path / "again") == 0
    assert (tmp_path / "again" / RELATIONS).read_bytes() == (released / RELATIONS).read_bytes()


def test_a_release_without_relations_in_its_rules_has_no_such_file(tmp_path):
    college = write_college(tmp_path / "plain")
    assert build(college, tmp_path / "out") == 0
    assert not (tmp_path / "out" / RELATIONS).exists()
    assert read_relations(tmp_path / "out") == []
    assert problems_in(tmp_path / "out") == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("UPDATE c SET estimate = 0.99, high = 1", "not the file that was certified"),
        ("UPDATE c SET n_shown = 50", "fewer answers than its rules ask"),
        ("UPDATE c SET low = 0.9, high = 0.1", "outside what it can be"),
    ],
)
def test_verify_finds_relations_that_were_altered(released, tmp_path, change, says):
    folder = altered(released, tmp_path, change)
    assert any(says in problem for problem in problems_in(folder))


def altered(released, folder, change):
    for name in ("cells.parquet", CERTIFICATE, RULES_FILE):
        (folder / name).write_bytes((released / name).read_bytes())
    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE c AS SELECT * FROM '{released}/{RELATIONS}'")
    connection.execute(change)
    connection.execute(f"COPY c TO '{folder}/{RELATIONS}' (FORMAT parquet)")
    return folder


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"least": 20}, "relations were told of fewer people than anybody may use"),
        ({}, "the certificate says nothing about the relations of a round"),
    ],
)
def test_a_certificate_cannot_ask_for_fewer_people_or_stay_silent(released, tmp_path, said, says):
    folder = altered(released, tmp_path, "UPDATE c SET low = low")
    certificate = dict(read_certificate(released))
    certificate["rounds"] = [{**one, "relations": said} for one in certificate["rounds"]]
    (folder / CERTIFICATE).write_text(json.dumps(certificate))
    assert says in problems_in(folder)


def test_a_missing_file_that_was_certified_is_found(released, tmp_path):
    folder = altered(released, tmp_path, "UPDATE c SET low = low")
    (folder / RELATIONS).unlink()
    assert problems_in(folder) == [f"{RELATIONS} is not the file that was certified"]


def test_the_values_of_the_content_are_those_of_the_code():
    parsed = tomllib.loads((CONTENT / "disclosure.toml").read_text(encoding="utf-8"))
    given = rules_from({"dimensions": {"a": "unit"}, "measures": {"s": "scale"}, **parsed, "weighting": {}})
    own, built_in = given.relations, RelationRules()
    assert (own.least, own.reach, own.noise, own.units) == (
        built_in.least, built_in.reach, built_in.noise, built_in.units
    )  # fmt: skip


@pytest.fixture
def home(bridge, tmp_path, settings):
    settings.HOME = tmp_path
    return tmp_path


def test_the_site_tells_relations_once_and_never_changes_them(home):
    closed_round("2024", 2024)
    first = release_closed_rounds(by=BY)
    before = read_relations(first.folder)
    assert {one.statistic for one in before} == {CORRELATION, SHARE, EXPLAINED}
    Response.objects.filter(owner="owner-2024-3").delete()
    closed_round("2025", 2025, seed=2)
    second = release_closed_rounds(by=BY)
    after = read_relations(second.folder)
    assert [one for one in after if one.round == "2024"] == before
    assert {one.round for one in after} == {"2024", "2025"}
    assert problems_in(second.folder) == []
    assert home.exists()


def test_the_site_asks_what_goes_with_three_outcomes(home):
    closed_round("2024", 2024)
    release = release_closed_rounds(by=BY)
    found = relations_of_release(release.folder, release.certificate_digest)
    assert ("2024", "institution", "all") in found
    assert set(found["2024", "institution", "all"].explained) == {"wellbeing", "engagement", "STOP01"}
    assert len(found["2024", "institution", "all"].shares["STOP01"]) == 7
    assert read_rules(release.folder / RULES_FILE).rules.relations.least == 100
    assert home.exists()
