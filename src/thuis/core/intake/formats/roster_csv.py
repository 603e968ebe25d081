"""Our own roster template: one row per person, or per enrolment and group of a student."""

from thuis.core.intake.codes import unknown_place
from thuis.core.intake.columns import Column, Row, code, day, email, one_of, sheet, whole, words
from thuis.core.intake.problems import Problem, problem
from thuis.core.intake.records import Known, RosterFile, RosterRecord
from thuis.core.intake.sheet import rendered

KINDS = {"student": "student", "staff": "staff", "medewerker": "staff", "colleague": "staff"}
LANGUAGES = {"nl": "nl", "en": "en", "dutch": "nl", "english": "en", "Nederlands": "nl", "Engels": "en"}
FORMS = {
    "full-time": "full-time",
    "part-time": "part-time",
    "dual": "dual",
    "voltijd": "full-time",
    "deeltijd": "part-time",
    "duaal": "dual",
    "VT": "full-time",
    "DT": "part-time",
    "DU": "dual",
}
COLUMNS = (
    Column("person_kind", one_of(KINDS), required=True, filled=True, aliases=("soort",)),
    Column("number", code(40), required=True, filled=True, aliases=("studentnummer", "nummer")),
    Column("given_name", words(80), aliases=("voornaam", "roepnaam")),
    Column("family_name", words(120), aliases=("achternaam",)),
    Column("email", email, aliases=("e-mail", "mail", "e-mailadres")),
    Column("language", one_of(LANGUAGES), aliases=("taal",)),
    Column("programme", code(20), required=True, aliases=("opleiding", "opleidingscode", "isatcode")),
    Column("site", code(20), required=True, aliases=("locatie", "vestiging")),
    Column("form", one_of(FORMS), aliases=("vorm", "opleidingsvorm")),
    Column("study_year", whole(1, 9), required=True, aliases=("studiejaar", "leerjaar")),
    Column("group", code(40), aliases=("groep", "klas")),
    Column("starts_on", day, aliases=("begindatum", "startdatum")),
    Column("ends_on", day, aliases=("einddatum",)),
)
NAMES = tuple(column.name for column in COLUMNS)
EXAMPLES = (
    (
        "student",
        "0512345",
        "Sanne",
        "Jansen",
        "sanne@debrug.example",
        "nl",
        "SW",
        "AV",
        "full-time",
        2,
        "SW2A",
        "2025-09-01",
        None,
    ),
    (
        "staff",
        "m0042",
        "Bram",
        "Kuipers",
        "bram@debrug.example",
        "nl",
        None,
        None,
        None,
        None,
        None,
        None,
        None,
    ),
)


def read(source: bytes, known: Known) -> RosterFile:
    """Records and problems of our own template. Order of columns is free; extra columns are left alone."""
    found = sheet(source, COLUMNS)
    with_groups = "group" in found.present
    records: list[RosterRecord] = []
    problems: list[Problem] = []
    for row in found.rows:
        record = _record(row, with_groups)
        wrong = _wrong(record, known)
        if wrong is None:
            records.append(record)
        else:
            problems.append(wrong)
    everything = sorted((*found.problems, *problems))
    return RosterFile(tuple(records), tuple(everything), found.header.unread)


def _record(row: Row, with_groups: bool) -> RosterRecord:
    before, group, days = row.values[:10], row.values[10], row.values[11:]
    groups = ((group,) if group else ()) if with_groups else None
    return RosterRecord._make((row.line, *before, groups, *days))


def _wrong(record: RosterRecord, known: Known) -> Problem | None:
    if record.kind == "staff":
        return None
    for name in ("programme", "site", "study_year"):
        if getattr(record, name) is None:
            return problem(record.line, name, "", "empty-cell")
    if record.starts_on and record.ends_on and record.ends_on < record.starts_on:
        return problem(record.line, "ends_on", record.ends_on.isoformat(), "ends-before-start")
    return unknown_place(known, record.line, record.programme or "", record.site or "")


def template() -> bytes:
    """The empty template with two example rows, ready for Excel."""
    return rendered(NAMES, EXAMPLES)
