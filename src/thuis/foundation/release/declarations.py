"""What the API answers, said once: the views check against it and the OpenAPI document is made of it."""

from dataclasses import dataclass
from typing import Any

from thuis.core.disclosure.relations import CORRELATION, EXPLAINED, SHARE
from thuis.core.disclosure.table import BAND, EXPOSES, NOT_BEFORE, TOO_FEW

STATISTICS = ("mean", "share_below", "answer_share", "count", "change")
Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    words: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address below /api/v1/, and the name of what it answers."""

    path: str
    words: str
    answers: str
    parameters: tuple[Parameter, ...] = ()


CELL_PARAMETERS = (
    Parameter("round", "A round of this release.", required=True),
    Parameter("measure", "A scale or an item of this release.", required=True),
    Parameter("unit_kind", "institution, or a kind of unit."),
    Parameter("unit", "The code of a unit; of a merged cell one of its members."),
    Parameter("filter_kind", "A filter, two joined with +, or empty for cells without a filter."),
    Parameter("statistic", f"One of {', '.join(STATISTICS)}."),
)
RELATION_PARAMETERS = (Parameter("round", "A round of this release.", required=True),)
ENDPOINTS = (
    Endpoint("releases/", "All releases, newest first.", "Releases"),
    Endpoint("releases/{version}/measures/", "What was measured.", "Measures"),
    Endpoint("releases/{version}/dimensions/", "Rounds, units and filters.", "Dimensions"),
    Endpoint("releases/{version}/cells/", "Figures that you may read.", "Cells", CELL_PARAMETERS),
    Endpoint("releases/{version}/relations/", "How measures go together.", "Relations", RELATION_PARAMETERS),
)
TEXT, NUMBER, WHOLE, FLAG = ({"type": kind} for kind in ("string", "number", "integer", "boolean"))


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _or_nothing(kind: str) -> Schema:
    return {"type": [kind, "null"]}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


TITLED = _object(key=TEXT, nl=TEXT, en=TEXT)
BY_KIND: Schema = {"type": "object", "additionalProperties": _list(TEXT)}
SCHEMAS: dict[str, Schema] = {
    "Releases": _object(
        releases=_list(_object(version=WHOLE, rounds=_list(TITLED), certificate_sha256=TEXT, made_on=TEXT))
    ),
    "Measures": _object(
        version=WHOLE,
        measures=_list(
            _object(
                name=TEXT, kind=TEXT, low=NUMBER, high=NUMBER, cut_off=_or_nothing("number"),
                sensitive=FLAG, options=_list(WHOLE), part_of=TEXT, reversed=FLAG, choices=_list(TEXT),
                of=_list(TEXT), weights=_list(NUMBER), title=_object(nl=TEXT, en=TEXT), labels=_list(TITLED),
            )
        ),
    ),
    "Dimensions": _object(
        version=WHOLE, rounds=_list(TITLED), units=BY_KIND, filters=BY_KIND, statistics=_list(TEXT),
        titles=_object(
            kinds=_list(TITLED), values={"type": "object", "additionalProperties": _list(TITLED)}
        ),
    ),
    "Figure": _object(
        estimate=_or_nothing("number"), low=NUMBER, high=NUMBER, cohort_low=NUMBER, cohort_high=NUMBER,
        n_shown=WHOLE,
    ),
    "Suppressed": _object(suppressed={"type": "string", "enum": [TOO_FEW, EXPOSES, NOT_BEFORE]}),
    "Cell": _object(
        statistic=TEXT, option=TEXT, unit_kind=TEXT, unit=_list(TEXT), filter_kind=TEXT, filter_value=TEXT,
        told={"oneOf": [_ref("Figure"), _ref("Suppressed")]},
    ),
    "Cells": _object(version=WHOLE, round=TEXT, measure=TEXT, cells=_list(_ref("Cell"))),
    "Relations": _object(
        version=WHOLE, round=TEXT,
        relations=_list(
            _object(
                statistic={"type": "string", "enum": [CORRELATION, SHARE, EXPLAINED]},
                first=TEXT, second=TEXT, unit_kind=TEXT, unit=TEXT,
                estimate=NUMBER, low=NUMBER, high=NUMBER, n_shown=WHOLE,
            )
        ),
    ),
    "Error": _object(error=_object(key=TEXT, title=TEXT, cure=TEXT)),
}  # fmt: skip
REFUSALS = {
    "401": "Sign in first, or send a key that works.",
    "403": "Your role reads no results.",
    "404": "It is not there, or not yours.",
    "422": "A parameter is wrong; the error names it.",
    "429": "Too many questions in a minute.",
}


def openapi() -> Schema:
    """The OpenAPI 3.1 document. A band has bounds and no estimate."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Thuis: released figures",
            "version": "1",
            "description": "Read-only. Every figure was audited and has noise, which its interval includes. "
            f"A figure without estimate is a {BAND}. See docs/reference/release.md.",
        },
        "servers": [{"url": "/api/v1/"}],
        "paths": {f"/{one.path}": {"get": _operation(one)} for one in ENDPOINTS},
        "components": {
            "schemas": SCHEMAS,
            "securitySchemes": {
                "session": {"type": "apiKey", "in": "cookie", "name": "session"},
                "key": {"type": "http", "scheme": "bearer"},
            },
        },
        "security": [{"session": []}, {"key": []}],
    }


def _operation(one: Endpoint) -> Schema:
    refusals = {code: _answer(words, "Error") for code, words in REFUSALS.items()}
    unchanged = {"304": {"description": "As you have it: If-None-Match is its ETag."}}
    return {
        "summary": one.words,
        "operationId": one.answers.lower(),
        "parameters": [*_version(one), *(_parameter(each) for each in one.parameters)],
        "responses": {"200": _answer(one.words, one.answers), **unchanged, **refusals},
    }


def _version(one: Endpoint) -> list[Schema]:
    found = {"name": "version", "in": "path", "required": True, "schema": WHOLE}
    return [found] if "{version}" in one.path else []


def _parameter(one: Parameter) -> Schema:
    return {
        "name": one.name, "in": "query", "required": one.required, "description": one.words, "schema": TEXT
    }  # fmt: skip


def _answer(words: str, schema: str) -> Schema:
    return {"description": words, "content": {"application/json": {"schema": _ref(schema)}}}
