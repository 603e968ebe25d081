"""The answers of the API as the table they came from: what an attacker who reads everything holds."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from tests.harness.collect import Answer
from thuis.core.disclosure.model import JOIN
from thuis.core.disclosure.table import BAND, COLUMNS, NUMBERS, RELEASED, TEXTS, Table

Row = tuple[Any, ...]


def rows_over_http(answers: Mapping[str, Answer]) -> dict[Row, dict[str, Any]]:
    """Every cell that came back, by version and place; the same cell must be the same in every answer."""
    found: dict[Row, dict[str, Any]] = {}
    for address, answer in answers.items():
        if answer.status == 200 and "/cells/" in address:
            for key, told in _cells(json.loads(answer.body)):
                assert found.setdefault(key, told) == told, f"{address} tells {key} in two ways"
    return found


def _cells(answer: dict[str, Any]) -> Iterable[tuple[Row, dict[str, Any]]]:
    assert set(answer) == {"version", "round", "measure", "cells"}, "an answer says more than cells"
    for cell in answer["cells"]:
        assert set(cell) == {*TEXTS[2:], "told"}, "a cell says more than its place and what is told"
        place = {
            **cell,
            "round": answer["round"],
            "measure": answer["measure"],
            "unit": JOIN.join(cell["unit"]),
        }
        yield (answer["version"], *(place[name] for name in TEXTS)), cell["told"]


def rows_of_file(table: Table) -> dict[Row, dict[str, Any]]:
    """The same rows from `cells.parquet`, by what a suppressed and a told cell may hold."""
    column = table.columns
    return {
        (int(column["version"][row]), *(str(column[name][row]) for name in TEXTS)): _told(table, row)
        for row in range(len(table))
    }


def _told(table: Table, row: int) -> dict[str, Any]:
    column = table.columns
    if str(column["status"][row]).startswith("suppressed"):
        return {"suppressed": str(column["reason"][row])}
    numbers = {name: float(column[name][row]) for name in NUMBERS}
    return {name: None if np.isnan(number) else number for name, number in numbers.items()}


def table_of(rows: Mapping[Row, dict[str, Any]], version: int) -> Table:
    """One version as a table; what is suppressed has no number, and a number without estimate is a band."""
    mine = [(key, told) for key, told in rows.items() if key[0] == version]
    columns: dict[str, np.ndarray] = {
        name: np.array([key[place] for key, _ in mine], dtype=object)
        for place, name in enumerate(TEXTS, start=1)
    }
    columns["release"] = np.full(len(mine), "over http", dtype=object)
    columns["version"] = np.full(len(mine), version, dtype=np.int64)
    for name in NUMBERS:
        numbers = (told.get(name) for _, told in mine)
        columns[name] = np.array([np.nan if one is None else float(one) for one in numbers])
    status = ["suppressed" if "suppressed" in told else RELEASED for _, told in mine]
    columns["status"] = np.array(status, dtype=object)
    columns["reason"] = np.array([_reason(told) for _, told in mine], dtype=object)
    return Table({name: columns[name] for name in COLUMNS})


def _reason(told: Mapping[str, Any]) -> str:
    if "suppressed" in told:
        return str(told["suppressed"])
    return BAND if told["estimate"] is None else ""
