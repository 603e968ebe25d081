"""The API tells each role what its pages would, and a suppressed cell has no number anywhere."""

import pytest
from django.core.cache import cache

from tests.foundation.release.site import closed_round
from tests.standing import site_of
from thuis.config.releases import release_closed_rounds
from thuis.foundation.audit.actions import Operator
from thuis.foundation.release.declarations import ENDPOINTS, SCHEMAS

CELLS = "/api/v1/releases/1/cells/"
ASKED = {"round": "2025", "measure": "wellbeing"}
NUMBERS = {"estimate", "low", "high", "cohort_low", "cohort_high", "n_shown"}


def one_release():
    closed_round()
    return release_closed_rounds(by=Operator("test"))


standing_site, bridge, release = site_of(lambda _: one_release())


def units(client, **more):
    response = client.get(CELLS, {**ASKED, **more})
    assert response.status_code == 200
    return {(cell["unit_kind"], *cell["unit"]) for cell in response.json()["cells"]}


WHOLE = ("institution", "all")


def test_a_lecturer_and_a_manager_read_their_programme_and_the_whole(release, bram, marit):
    for client in (bram, marit):
        found = units(client)
        assert WHOLE in found
        assert {kind for kind, *_ in found} == {"institution", "programme"}
        assert all("SW" in unit for kind, *unit in found if kind == "programme")


def test_a_coordinator_and_a_researcher_of_the_whole_read_everything(release, yasmin, ruben):
    for client in (yasmin, ruben):
        assert {WHOLE, ("domain", "MM"), ("programme", "PED"), ("site", "AVM")} <= units(client)


@pytest.mark.parametrize("path", [one.path.replace("{version}", "1") for one in ENDPOINTS])
def test_an_admin_an_outsider_and_a_visitor_read_nothing(release, ineke, otto, anonymous, path):
    for client, status in ((ineke, 403), (otto, 403), (anonymous, 401)):
        response = client.get(f"/api/v1/{path}", ASKED)
        assert response.status_code == status
        assert set(response.json()["error"]) == {"key", "title", "cure"}


def test_a_unit_of_somebody_else_is_not_found(release, bram):
    mine = {**ASKED, "unit_kind": "programme", "unit": "SW"}
    assert bram.get(CELLS, mine).status_code == 200
    assert bram.get(CELLS, {**mine, "unit": "PED"}).status_code == 404
    assert bram.get(CELLS, {**mine, "unit": "XX"}).status_code == 404
    dimensions = bram.get("/api/v1/releases/1/dimensions/").json()["units"]
    assert "PED" not in str(dimensions)


def test_a_suppressed_cell_has_a_reason_and_no_number(release, ruben):
    found = ruben.get(CELLS, ASKED).json()["cells"]
    suppressed = [cell for cell in found if "suppressed" in cell["told"]]
    told = [cell for cell in found if "suppressed" not in cell["told"]]
    assert {cell["filter_value"] for cell in suppressed} >= {"en"}
    assert told
    assert all(set(cell["told"]) == {"suppressed"} and cell["told"]["suppressed"] for cell in suppressed)
    assert all(set(cell["told"]) == NUMBERS for cell in told)


def test_filters_narrow_what_comes_back(release, ruben):
    found = ruben.get(CELLS, {**ASKED, "filter_kind": "", "statistic": "mean", "unit_kind": "site"}).json()
    assert [(cell["unit"], cell["statistic"], cell["filter_kind"]) for cell in found["cells"]] == [
        (["AVM"], "mean", ""),
        (["LDH"], "mean", ""),
    ]


@pytest.mark.parametrize(
    "given",
    [
        {"measure": "wellbeing"},
        {"round": "2025"},
        {**ASKED, "round": "1999"},
        {**ASKED, "measure": "happiness"},
        {**ASKED, "unit_kind": "planet"},
        {**ASKED, "statistic": "median"},
        {**ASKED, "filter_kind": "owner"},
        {**ASKED, "order": "estimate"},
    ],
)
def test_a_wrong_parameter_is_refused_with_its_name(release, ruben, given):
    response = ruben.get(CELLS, given)
    assert response.status_code == 422
    assert response.json()["error"]["key"].startswith("api-")


RELATIONS = "/api/v1/releases/1/relations/"


def test_how_measures_go_together_is_told_of_the_units_that_a_reader_sees(release, ruben, bram):
    found = ruben.get(RELATIONS, {"round": "2025"}).json()
    assert (found["version"], found["round"]) == (1, "2025")
    assert {one["statistic"] for one in found["relations"]} == {"correlation", "share", "explained"}
    assert {(one["unit_kind"], one["unit"]) for one in found["relations"]} >= {WHOLE, ("programme", "SW")}
    mine = bram.get(RELATIONS, {"round": "2025"}).json()["relations"]
    assert {(one["unit_kind"], one["unit"]) for one in mine} == {WHOLE, ("programme", "SW")}


@pytest.mark.parametrize("given", [{}, {"round": "1999"}, {"round": "2025", "measure": "wellbeing"}])
def test_relations_are_asked_by_round_alone(release, ruben, given):
    response = ruben.get(RELATIONS, given)
    assert response.status_code == 422
    assert response.json()["error"]["key"].startswith("api-")


def test_what_a_reader_has_already_is_not_sent_again(release, ruben, bram):
    first = ruben.get(CELLS, ASKED)
    assert "private" in first.headers["Cache-Control"]
    again = ruben.get(CELLS, ASKED, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = bram.get(CELLS, ASKED, headers={"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200


def test_a_version_that_is_not_there_is_not_found(release, ruben):
    assert ruben.get("/api/v1/releases/7/measures/").status_code == 404


def test_asking_without_end_is_stopped(release, ruben, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "released_figures": "2/m/user"}
    cache.clear()
    assert [ruben.get("/api/v1/releases/").status_code for _ in range(3)] == [200, 200, 429]


def test_measures_and_their_options_have_words(release, ruben):
    found = {one["name"]: one for one in ruben.get("/api/v1/releases/1/measures/").json()["measures"]}
    assert found["wellbeing"]["title"]["nl"] not in ("", "wellbeing")
    assert {"key": "buddy", "nl": "Buddy of mentor", "en": "Buddy or mentor"} in found["PART01"]["labels"]
    assert [one["key"] for one in found["WEL02"]["labels"]] == [str(one) for one in found["WEL02"]["options"]]
    assert found["study_domain"]["of"] == ["engagement", "demands", "pressure"]


def test_units_and_filters_have_words_and_only_those_that_a_reader_sees(release, ruben, bram):
    every = ruben.get("/api/v1/releases/1/dimensions/").json()["titles"]
    assert {"key": "form", "nl": "studievorm", "en": "form of study"} in every["kinds"]
    assert {"key": "full-time", "nl": "voltijd", "en": "full-time"} in every["values"]["form"]
    assert {one["key"] for one in every["values"]["programme"]} >= {"SW", "PED"}
    mine = bram.get("/api/v1/releases/1/dimensions/").json()["titles"]
    assert "PED" not in str(mine)


def test_the_document_describes_every_answer(release, ruben, anonymous):
    document = anonymous.get("/api/v1/openapi.json").json()
    assert set(document["paths"]) == {f"/{one.path}" for one in ENDPOINTS}
    for one in ENDPOINTS:
        asked = {each.name: ASKED[each.name] for each in one.parameters if each.required}
        answer = ruben.get(f"/api/v1/{one.path.replace('{version}', '1')}", asked).json()
        check(answer, SCHEMAS[one.answers])


def check(value, schema):
    """A small reading of JSON Schema: what the document uses and no more."""
    if "$ref" in schema:
        return check(value, SCHEMAS[schema["$ref"].rpartition("/")[2]])
    if "oneOf" in schema:
        name = "Suppressed" if "suppressed" in value else "Figure"
        return check(value, SCHEMAS[name])
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    known = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "null": type(None)}
    known |= {"array": list, "object": dict}
    assert any(isinstance(value, known[kind]) for kind in kinds), (value, schema)
    if "enum" in schema:
        assert value in schema["enum"]
    for each in value if isinstance(value, list) else ():
        check(each, schema["items"])
    if "properties" in schema:
        assert set(value) == set(schema["properties"])
        for name, kind in schema["properties"].items():
            check(value[name], kind)
    return None
