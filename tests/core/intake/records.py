"""Small true records for the tests of rosters."""

from datetime import date

from thuis.core.intake.records import Known, RosterRecord

KNOWN = Known(
    "DB",
    frozenset({"SW", "PED"}),
    frozenset({"AVM", "LDH"}),
    frozenset({("SW", "AVM"), ("SW", "LDH"), ("PED", "AVM")}),
)
START = date(2025, 9, 1)


def student(
    *,
    line: int = 2,
    number: str = "1",
    given_name: str | None = "Sanne",
    family_name: str | None = "Hofstra",
    language: str | None = "nl",
    programme: str = "SW",
    site: str = "AVM",
    form: str | None = "full-time",
    study_year: int = 2,
    group: str = "",
    starts_on: date | None = START,
    ends_on: date | None = None,
) -> RosterRecord:
    return RosterRecord(
        line,
        "student",
        number,
        given_name,
        family_name,
        None,
        language,
        programme,
        site,
        form,
        study_year,
        (group,) if group else (),
        starts_on,
        ends_on,
    )
