"""Codebook and DDI say what every value of every variable means."""

import datetime
from xml.etree import ElementTree

from tests.core.research.samples import COLUMNS, VARIABLES, words
from thuis.core.research.codebook import HEADERS, codebook
from thuis.core.research.ddi import Study, ddi
from thuis.core.research.report import RULES

DDI = {"d": "ddi:codebook:2_5"}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
STUDY = Study(
    number="research-1",
    title=words("Onderzoek 1", "Research 1"),
    institution=words("De Brug"),
    purpose="Slaap & studie <1>",
    question="Hangt het samen?",
    rounds=(words("Meting 2025"),),
    made_on=datetime.date(2026, 3, 9),
    until=datetime.date(2026, 6, 1),
    rows=3,
    rules=RULES,
    file_name="answers.csv",
)


def test_the_codebook_has_a_line_per_value():
    rows = [dict(zip(HEADERS, row, strict=True)) for row in codebook(VARIABLES)]
    moods = [row for row in rows if row["variable"] == "MOO01"]
    assert [(row["value"], row["value_en"], row["missing"]) for row in moods] == [
        ("1", "never", "no"),
        ("2", "sometimes", "no"),
        ("-9", "not asked or not answered", "yes"),
        ("-8", "rather not say", "yes"),
        ("-7", "removed for privacy", "yes"),
    ]
    assert {row["sensitive"] for row in moods} == {"yes"}
    assert {row["variable"] for row in rows} == set(COLUMNS)
    codes = [row for row in rows if row["variable"] == "pseudonym"]
    assert [row["value"] for row in codes] == ["", "*"]


def test_ddi_describes_every_variable_in_both_languages():
    root = ElementTree.fromstring(ddi(STUDY, VARIABLES))
    assert (root.tag, root.get("version")) == ("{ddi:codebook:2_5}codeBook", "2.5")
    found = {one.get("name"): one for one in root.findall("d:dataDscr/d:var", DDI)}
    assert list(found) == list(COLUMNS)
    assert [(one.get(LANG), one.text) for one in found["MOO01"].findall("d:labl", DDI)] == [
        ("nl", "Ik voel me somber. €"),
        ("en", "I feel low"),
    ]
    codes = [one.findtext("d:catValu", namespaces=DDI) for one in found["MOO01"].findall("d:catgry", DDI)]
    assert codes == ["1", "2", "-9", "-8", "-7"]
    assert (found["weight"].get("wgt"), found["mood"].get("intrvl")) == ("wgt", "contin")
    assert found["domain"].find("d:varFormat", DDI).get("type") == "character"


def test_ddi_says_what_the_study_is_and_how_long_it_may_be_kept():
    root = ElementTree.fromstring(ddi(STUDY, VARIABLES))
    assert root.findtext("d:stdyDscr/d:citation/d:titlStmt/d:titl", namespaces=DDI) == "Onderzoek 1"
    assert "Slaap & studie <1>" in root.findtext("d:stdyDscr/d:stdyInfo/d:abstract", namespaces=DDI)
    conditions = [one.text for one in root.findall(".//d:conditions", DDI)]
    assert conditions[1] == "Destroy by 2026-06-01 at the latest."
    assert root.findtext("d:fileDscr/d:fileTxt/d:dimensns/d:caseQnty", namespaces=DDI) == "3"
    assert [one.tag.split("}")[1] for one in root] == ["stdyDscr", "fileDscr", "dataDscr"]
