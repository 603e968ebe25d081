"""A package as one zip: the table in three formats, everything that explains it, and scripts that reproduce
released figures from it."""

import csv
import io
import json
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from thuis.core.questionnaire.freeze import fingerprint, to_json
from thuis.core.research.codebook import HEADERS, codebook
from thuis.core.research.ddi import Study, ddi
from thuis.core.research.model import Value, Variable, is_missing
from thuis.core.research.package import WEIGHT, Package
from thuis.core.research.report import RULES, report, report_text
from thuis.core.research.sav import sav_bytes
from thuis.core.texts import Text
from thuis.foundation.institution.queries import institution
from thuis.foundation.loading.rounds import ClosedRound
from thuis.foundation.release.research_figures import FIGURE_HEADERS, released_figures
from thuis.foundation.release.research_models import ResearchRequest
from thuis.foundation.texts.content import CONTENT
from thuis.warehouse.engine import write_parquet

SCRIPTS = CONTENT / "research"
ANSWERS = "answers.csv"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
CELL = "# %%"


def write_package(
    path: Path, package: Package, request: ResearchRequest, rounds: Sequence[ClosedRound]
) -> None:
    """Write everything to one zip; `rounds` are those that were asked, oldest first."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files_of(package, request, rounds).items():
            file.writestr(name, content)


def files_of(package: Package, request: ResearchRequest, rounds: Sequence[ClosedRound]) -> dict[str, bytes]:
    """Every file of a package by name."""
    study, language = _study(package, request, rounds), request.language
    read_me = (SCRIPTS / f"read_me.{language}.md").read_text(encoding="utf-8")
    texts = {
        "README.md": read_me.format(**_told(study, language)),
        "ddi.xml": ddi(study, package.variables),
        "privacy-report.json": json.dumps(report(package), indent=1, ensure_ascii=False) + "\n",
        "privacy-report.md": report_text(package, language),
        "reproduce.ipynb": notebook((SCRIPTS / "reproduce.py.txt").read_text(encoding="utf-8")),
        "reproduce.R": (SCRIPTS / "reproduce.R").read_text(encoding="utf-8"),
        **{_questionnaire_name(one): to_json(one.questionnaire) + "\n" for one in rounds},
    }
    figures = released_figures(package, [one.key for one in rounds])
    return {
        "answers.parquet": _parquet(package),
        ANSWERS: _csv(package.columns, zip(*_blanks(package), strict=True)),
        "answers.sav": _sav(package, study, language),
        "codebook.csv": _csv(HEADERS, [list(map(_plain, row)) for row in codebook(package.variables)]),
        "figures.csv": _csv(FIGURE_HEADERS, figures),
        **{name: text.encode() for name, text in texts.items()},
    }


def _study(package: Package, request: ResearchRequest, rounds: Sequence[ClosedRound]) -> Study:
    top = institution()
    return Study(
        number=f"research-{request.pk}",
        title=Text(request.title, request.title),
        institution=Text(top.name_in("nl"), top.name_in("en")) if top else Text("", ""),
        purpose=request.purpose,
        question=request.question,
        rounds=tuple(Text(one.title_nl, one.title_en) for one in rounds),
        made_on=request.asked_on if request.decided_on is None else request.decided_on,
        until=request.until,
        rows=package.rows,
        rules=RULES,
        file_name=ANSWERS,
    )


def _told(study: Study, language: str) -> dict[str, object]:
    rounds = ", ".join(one.in_(language) for one in study.rounds)
    return {
        "title": study.title.nl,
        "institution": study.institution.in_(language),
        "number": study.number,
        "purpose": study.purpose,
        "question": study.question,
        "rounds": rounds,
        "rows": study.rows,
        "until": study.until.isoformat(),
        "rules": study.rules.in_(language),
    }


def _questionnaire_name(one: ClosedRound) -> str:
    return f"questionnaire-{one.key}-{fingerprint(one.questionnaire)[:8]}.json"


def _blanks(package: Package) -> list[list[Value | None]]:
    """The columns with nothing where there is no answer: a program without codes then counts nothing."""
    return [
        [None if not one.is_text and is_missing(value) else value for value in package.columns[one.name]]
        for one in package.variables
    ]


def _csv(headers: Iterable[str], rows: Iterable[Sequence[object]]) -> bytes:
    """UTF-8 with a mark, so that Excel opens it as it is."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(headers)
    writer.writerows(["" if value is None else value for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _plain(word: str) -> str:
    """A spreadsheet runs a text that begins as a formula; a code such as -9 is none."""
    is_number = word.removeprefix("-").isdigit()
    return f"'{word}" if word.startswith(FORMULA) and not is_number else word


def _sav(package: Package, study: Study, language: str) -> bytes:
    return sav_bytes(
        package.variables,
        package.columns,
        title=study.number,
        language=language,
        made_on=study.made_on,
        weight=WEIGHT,
    )


def _parquet(package: Package) -> bytes:
    columns = {one.name: _column(one, package.columns[one.name]) for one in package.variables}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.parquet"
        write_parquet(path, columns)
        return path.read_bytes()


def _column(one: Variable, values: Sequence[Value]) -> "np.ndarray":
    if one.is_text:
        return np.array(values, dtype=object)
    gone = [is_missing(value) for value in values]
    kind = float if one.kind == "number" else np.int16
    return np.ma.masked_array(np.array(values, dtype=kind), mask=gone)


def notebook(script: str) -> str:
    """A script with cells (`# %%`, `# %% [markdown]`) as a Jupyter notebook of format 4.5."""
    cells = [_cell(number, part) for number, part in enumerate(script.split(f"\n{CELL}"))]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    about = {"kernelspec": kernel, "language_info": {"name": "python"}}
    made = {"cells": cells, "metadata": about, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(made, indent=1, ensure_ascii=False) + "\n"


def _cell(number: int, part: str) -> dict[str, object]:
    kind, _, body = part.removeprefix(CELL).partition("\n")
    lines = body.strip().splitlines(keepends=True)
    if "[markdown]" in kind:
        words = [line.removeprefix("# ").removeprefix("#") for line in lines]
        return {"cell_type": "markdown", "id": f"cell-{number}", "metadata": {}, "source": words}
    code: dict[str, object] = {"execution_count": None, "outputs": []}
    return {"cell_type": "code", "id": f"cell-{number}", "metadata": {}, **code, "source": lines}
