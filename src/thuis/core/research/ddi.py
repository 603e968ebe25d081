"""A package described in DDI-Codebook 2.5, which archives and statistical programs read.

Standard: DDI Alliance, DDI-Codebook 2.5 (namespace ddi:codebook:2_5). Elements stand in its schema's order.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from thuis.core.research.codebook import missing_of
from thuis.core.research.model import Variable
from thuis.core.texts import LANGUAGES, Text

NAMESPACE = "ddi:codebook:2_5"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
WEIGHT = "weight"


@dataclass(frozen=True, slots=True)
class Study:
    """What is said of the package as a whole. `rounds` are their titles; days are dates."""

    number: str
    title: Text
    institution: Text
    purpose: str
    question: str
    rounds: tuple[Text, ...]
    made_on: datetime.date
    until: datetime.date
    rows: int
    rules: Text
    file_name: str


def ddi(study: Study, variables: Sequence[Variable]) -> str:
    """The XML text, UTF-8 declared, both languages side by side."""
    root = ElementTree.Element("codeBook", {"xmlns": NAMESPACE, "version": "2.5", LANG: "nl"})
    _study(root, study)
    file = ElementTree.SubElement(root, "fileDscr", {"ID": "F1"})
    text = _child(file, "fileTxt")
    _child(text, "fileName", study.file_name)
    size = _child(text, "dimensns")
    _child(size, "caseQnty", str(study.rows))
    _child(size, "varQnty", str(len(variables)))
    described = _child(root, "dataDscr")
    for number, one in enumerate(variables, start=1):
        _variable(described, one, number)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _study(root: ElementTree.Element, study: Study) -> None:
    described = _child(root, "stdyDscr")
    citation = _child(described, "citation")
    titles = _child(citation, "titlStmt")
    _child(titles, "titl", study.title.nl).set(LANG, "nl")
    _child(titles, "parTitl", study.title.en).set(LANG, "en")
    _child(titles, "IDNo", study.number)
    _child(_child(citation, "rspStmt"), "AuthEnty", study.institution.nl)
    made = _child(_child(citation, "prodStmt"), "prodDate", study.made_on.isoformat())
    made.set("date", study.made_on.isoformat())
    info = _child(described, "stdyInfo")
    _child(info, "abstract", f"{study.purpose}\n{study.question}")
    summary = _child(info, "sumDscr")
    for one in study.rounds:
        _child(summary, "timePrd", one.nl)
    _both(summary, "universe", Text("studenten die toestemden", "students who consented"))
    use = _child(_child(described, "dataAccs"), "useStmt")
    _both(use, "restrctn", study.rules)
    _both(use, "conditions", _until(study.until))


def _until(day: datetime.date) -> Text:
    return Text(
        f"Vernietigen uiterlijk op {day.isoformat()}.", f"Destroy by {day.isoformat()} at the latest."
    )


def _variable(root: ElementTree.Element, one: Variable, number: int) -> None:
    given = {"ID": f"V{number}", "name": one.name, "files": "F1"}
    given |= {"wgt": "wgt"} if one.name == WEIGHT else {}
    given |= {"intrvl": "contin" if one.kind == "number" else "discrete"}
    element = ElementTree.SubElement(root, "var", given)
    _both(element, "labl", one.label)
    for value, words in one.values:
        _category(element, str(value), words, missing=False)
    for value, words in missing_of(one):
        _category(element, str(value), words, missing=True)
    kind = "character" if one.is_text else "numeric"
    ElementTree.SubElement(element, "varFormat", {"type": kind})
    if one.source.nl:
        _both(element, "notes", one.source)


def _category(root: ElementTree.Element, value: str, words: Text, *, missing: bool) -> None:
    element = ElementTree.SubElement(root, "catgry", {"missing": "Y"} if missing else {})
    _child(element, "catValu", value)
    _both(element, "labl", words)


def _both(root: ElementTree.Element, name: str, words: Text) -> None:
    for language in LANGUAGES:
        _child(root, name, words.in_(language)).set(LANG, language)


def _child(root: ElementTree.Element, name: str, words: str = "") -> ElementTree.Element:
    child = ElementTree.SubElement(root, name)
    if words:
        child.text = words
    return child
