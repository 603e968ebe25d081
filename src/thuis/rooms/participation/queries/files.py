"""Reading a file of roles: what it says, where its students study, what it would replace, what is wrong."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from thuis.core.errors import NotFound
from thuis.core.intake.formats import agency
from thuis.core.intake.formats.agency import POOL, FileColumn, Memory, RoleRow, RoleSheet
from thuis.core.intake.problems import Problem, problem
from thuis.core.participation.periods import DAY, Span, quarter_of
from thuis.foundation.intake import files
from thuis.foundation.intake.packing import unpacked
from thuis.rooms.participation.models import Engagement, PoolMembership, RoleFile, Source
from thuis.rooms.participation.queries.people import Pseudonyms, years_between
from thuis.rooms.participation.queries.places import Studies, directory, studies_by_number, study_year_of
from thuis.rooms.participation.queries.register import domain_of_programmes

HEAVY = ("preview", "problems", "before")
# With these, nothing is known of the rest of the file: leaving rows out would leave out too much.
BLOCKING = frozenset(
    {"field-missing", "field-twice", "too-many-problems", "file-straddles", "empty-file", "old-excel",
     "not-a-workbook", "dates-of-1904", "broken-zip", "zip-bomb", "too-many-files", "file-too-large",
     "not-text", "too-many-rows", "too-many-columns", "cell-too-long", "broken-quotes"}
)  # fmt: skip
SHRINKS = 0.75  # fewer rows than this part of what it replaces: is the file complete?
POOL_NAMES = ("pseudonym", "domain", "programme", "site", "first", "last", "study_year", "form", "file_id")
NAMES = (*POOL_NAMES, "role", "hours", "state", "code", "known_by")
OWN_VALUES = (Engagement.State.CONFIRMED.value, "", "")


@dataclass(slots=True)
class Plan:
    """What a file would do: rows to add in the order of `NAMES` and `POOL_NAMES`, and what they replace."""

    sheet: RoleSheet
    span: Span | None = None
    engagements: list[tuple[Any, ...]] = field(default_factory=list)
    pool: list[tuple[Any, ...]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    people: int = 0
    replaced: int = 0
    unlisted: int = 0

    @property
    def counts(self) -> dict[str, Any]:
        """All numbers; also what a second reading must equal before anything is saved."""
        new = len(self.engagements) + len(self.pool)
        bad = {one.line for one in self.problems}
        return {
            "engagements": len(self.engagements),
            "pool": len(self.pool),
            "people": self.people,
            "without_hours": sum(row[NAMES.index("hours")] is None for row in self.engagements),
            "unlisted": self.unlisted,
            "skipped": self.sheet.skipped,
            "replaced": self.replaced,
            "shrinks": new < self.replaced * SHRINKS,
            "problems": len(self.problems),
            "problem_rows": len(bad),
            "blocked": any(one.key in BLOCKING for one in self.problems),
            "is_empty": not new,
            "moved": False,
        }


def plan_of(batch: RoleFile) -> Plan:
    """What the stored file of a batch would do now. Raises WrongState when the key of a year is not there."""
    memory = Memory(batch.source.columns, batch.source.roles)
    sheet = agency.read(files.content(batch.stored), directory(), memory)
    plan = Plan(sheet, problems=list(sheet.problems))
    placed = list(_placed(sheet.rows, plan))
    bad = {one.line for one in plan.problems}
    good = [pair for pair in placed if pair[0].line not in bad]
    if good:
        plan.span = _whole_quarters([row for row, _ in good])
        _compare(plan, batch.source, plan.span)
        _fill(plan, good, batch.pk)
    plan.problems.sort()
    return plan


Placed = tuple[RoleRow, Studies | None]


def _placed(rows: Sequence[RoleRow], plan: Plan) -> Iterator[Placed]:
    """Rows with programme and site; where the file does not say, the enrolment on the first day does."""
    known = studies_by_number() if rows else {}
    for row in rows:
        fitting = [one for one in known.get(row.number, []) if one.holds_on(row.first) and _fits(one, row)]
        if row.programme and row.site:
            plan.unlisted += not fitting
            yield row, fitting[0] if fitting else None
        elif len({(one.programme, one.site) for one in fitting}) == 1:
            yield row._replace(programme=fitting[0].programme, site=fitting[0].site), fitting[0]
        else:
            key = "place-missing" if fitting else "not-enrolled"
            plan.problems.append(problem(row.line, "number", agency.masked(row.number), key))


def _fits(one: Studies, row: RoleRow) -> bool:
    return row.programme in ("", one.programme) and row.site in ("", one.site)


def _whole_quarters(rows: Sequence[RoleRow]) -> Span:
    first, last = min(row.first for row in rows), max(row.last for row in rows)
    return Span(quarter_of(first).first, quarter_of(last).next.first - DAY)


def _compare(plan: Plan, source: Source, span: Span) -> None:
    """Count what the source said before of these days; rows that also tell of other days stop the file."""
    for table in (Engagement, PoolMembership):
        rows = said_before(table, source, span)
        plan.replaced += rows.count()
        outside = rows.filter(Q(first__lt=span.first) | Q(last__gt=span.last))
        days = outside.values_list("file__first", "file__last").order_by("first").first()
        if days:
            detail = " – ".join(day.isoformat() for day in days if day)
            plan.problems.append(problem(1, "", "", "file-straddles", detail))


def said_before(table: Any, source: Source, span: Span) -> Any:
    """The rows that files of a source brought for days of a span."""
    rows = table.objects.filter(file__source=source, first__lte=span.last, last__gte=span.first)
    return rows.order_by("pk")


def _fill(plan: Plan, placed: Iterable[Placed], file: int) -> None:
    pseudonyms, domains = Pseudonyms(), domain_of_programmes()
    people, today = set(), timezone.localdate()
    for row, studies in placed:
        people.add(row.number)
        attributes = _attributes(row, studies, today)
        for first, last, share in years_between(row.first, row.last):
            place = (domains.get(row.programme, ""), row.programme, row.site)
            person = pseudonyms.of(row.number, first.year)
            values = (person, *place, first, last, *attributes, file)
            if row.role == POOL:
                plan.pool.append(values)
            else:
                hours = None if row.hours is None else row.hours * share
                plan.engagements.append((*values, row.role, hours, *OWN_VALUES))
    plan.people = len(people)


def _attributes(row: RoleRow, studies: Studies | None, today: date) -> tuple[int | None, str]:
    """Study year and form. An enrolment knows the study year of now, and says nothing of an earlier one."""
    if studies is None:
        return row.study_year, ""
    year = studies.study_year if study_year_of(row.first) == study_year_of(today) else None
    return row.study_year or year, studies.form


# --- batches -------------------------------------------------------------------------------------------


def latest_files(most: int = 50) -> tuple[RoleFile, ...]:
    """The last files, newest first, without their contents."""
    return tuple(RoleFile.objects.select_related("user", "source").defer(*HEAVY)[:most])


def role_file_or_404(pk: int) -> RoleFile:
    """One file. Raises NotFound."""
    batch = RoleFile.objects.select_related("user", "source").filter(pk=pk).first()
    if batch is None:
        raise NotFound("not-found")
    return batch


def problems_of(batch: RoleFile) -> tuple[Problem, ...]:
    """Every problem of a file in order of place; none once it was imported or cleared."""
    return tuple(Problem(*row) for row in unpacked(batch.problems) or ())


def columns_of(batch: RoleFile) -> tuple[FileColumn, ...]:
    """The columns of a file as they are read now."""
    rows = (unpacked(batch.preview) or {}).get("columns", [])
    return tuple(FileColumn(header, name, tuple(examples)) for header, name, examples in rows)


def words_of(batch: RoleFile) -> dict[str, int]:
    """The words for roles in a file, with the number of rows of each."""
    found: dict[str, int] = (unpacked(batch.preview) or {}).get("words", {})
    return found


def source_names() -> tuple[str, ...]:
    return tuple(Source.objects.values_list("name", flat=True))
