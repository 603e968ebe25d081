"""Files that nobody should send: each is read to the end, explained, and imported whole or not at all.

`THUIS_ROLE_FILES=500` makes the run of the documents.
"""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.rooms.participation.samples import BUDDY, BY, HEADER, csv, upload, xlsx
from tests.sizes import size
from thuis.core.errors import InvalidInput, WrongState
from thuis.foundation.intake.words import words_for
from thuis.rooms.participation.actions.files import confirm_role_file
from thuis.rooms.participation.models import Engagement, PoolMembership, RoleFile
from thuis.rooms.participation.queries.files import BLOCKING, problems_of

FILES = size("THUIS_ROLE_FILES", 25, 500)
NUMBERS = st.sampled_from(["512345", "s512346", "0512347", "S 512.348", "512349", "12AB", "", "<5", "=1+1"])
ROLES = st.sampled_from(["Studentbuddy", "Open dag", "Beschikbaar", "PR", "Vuurtorenwachter", "", "#N/A"])
PROGRAMMES = st.sampled_from(["SW", "Social Work", "PED", "XX", ""])
SITES = st.sampled_from(["AVM", "Avermeer", "ldh", "Mars", ""])
DAYS = st.sampled_from(
    ["1-1-2023", "2023-01-15", "15 februari 2023", "31-02-2023", "44986", "31-3-2023", "2099-01-01", "", "x"]
)
HOURS = st.sampled_from(
    ["12,5", "12.5", "1.204,50", "12:30", "-4", "1.234", "<5", "", "9e99", "99999", "nan"]
)
JUNK = st.text(st.characters(codec="utf-8"), max_size=30)
ROWS = st.tuples(*(st.one_of(good, JUNK) for good in (NUMBERS, ROLES, PROGRAMMES, SITES, DAYS, DAYS, HOURS)))
NEAT = st.tuples(NUMBERS, ROLES, PROGRAMMES, SITES, st.just("1-1-2023"), st.just("31-3-2023"), HOURS)
GOOD = st.tuples(
    st.integers(100_000, 100_020).map(lambda number: f"s{number}"),
    st.sampled_from(["Studentbuddy", "Open dag", "Beschikbaar", "PR"]),
    st.just("SW"),
    st.sampled_from(["AVM", "Lindehaven"]),
    st.sampled_from(["1-1-2023", "2023-02-01"]),
    st.sampled_from(["31-3-2023", "2 februari 2024"]),
    st.sampled_from(["12,5", "8", "", "<5"]),
)
HEADERS = st.one_of(
    st.just(HEADER),
    st.just(HEADER),
    st.just(HEADER),
    st.permutations(HEADER).map(tuple),
    st.tuples(*(st.one_of(st.just(name), JUNK) for name in HEADER)),
    st.just(("", *HEADER[1:])),
)


@st.composite
def contents(draw):
    rows = draw(st.lists(st.one_of(GOOD, GOOD, GOOD, GOOD, NEAT, ROWS), max_size=8))
    rows += draw(st.lists(st.sampled_from(rows), max_size=2)) if rows else []
    header = draw(HEADERS)
    if draw(st.booleans()):
        return xlsx(*(tuple(map(cleaned, row)) for row in rows), header=tuple(map(cleaned, header)))
    separator = draw(st.sampled_from([";", ",", "\t", "|"]))
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"]))
    text = csv(*rows, header=header, separator=separator, encoding="utf-8").decode()
    return broken(text.encode(encoding, errors="replace"), draw(st.integers(0, 7)), draw(st.integers(0, 500)))


def cleaned(cell):
    """What a workbook can hold: no control characters, nothing that its writer takes for a formula."""
    return "".join(letter for letter in cell if letter.isprintable()).lstrip("=")


def broken(content, way, at):
    """Left as it is, cut off, a byte changed, or rubbish behind it."""
    at = min(at, len(content))
    ways = (content[:at], content[:at] + b"\xff" + content[at + 1 :], content + b'"\x00;')
    return ways[way] if way < len(ways) else content


def check(content):
    """The promise, for any bytes."""
    before = stored()
    try:
        batch = upload(content)
    except InvalidInput as error:
        assert error.key == "import-empty"  # noqa: PT017 - either answer is right, no other
        return None
    assert batch.state == RoleFile.State.PREVIEWED
    problems = problems_of(batch)
    assert all(all(words_for(one)) and one.line > 0 for one in problems)
    assert stored() == before
    blocked = any(one.key in BLOCKING for one in problems)
    if problems:
        refused(batch)
        assert stored() == before
    if blocked or batch.counts["is_empty"]:
        refused(batch, leave_out=True, may_shrink=True)
        assert stored() == before
        return batch
    batch = confirm_role_file(batch=batch, by=BY, leave_out=True, may_shrink=True)
    assert batch.state == RoleFile.State.CONFIRMED
    mine = [table.objects.filter(file=batch).count() for table in (Engagement, PoolMembership)]
    assert mine == [batch.counts["engagements"], batch.counts["pool"]]
    return batch


def refused(batch, **options):
    with pytest.raises(WrongState):
        confirm_role_file(batch=batch, by=BY, **options)


def stored():
    return Engagement.objects.count(), PoolMembership.objects.count()


@settings(
    max_examples=FILES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(content=contents())
def test_any_file_is_explained_and_never_half_imported(bridge, content):
    check(content)


EDGES = {
    "byte order mark": csv(BUDDY, encoding="utf-8-sig"),
    "semicolon": csv(BUDDY, separator=";"),
    "cp1252": csv((*BUDDY[:1], "Studentcoördinator", *BUDDY[2:]), encoding="cp1252"),
    "utf-16": csv(BUDDY, encoding="utf-16"),
    "sep= of Excel": b"sep=;\r\n" + csv(BUDDY, encoding="utf-8"),
    "workbook": xlsx(BUDDY),
    "decimal point": csv((*BUDDY[:6], "12.5")),
    "day as a number": csv((*BUDDY[:4], "44927", "45016", "3")),
}
BAD = {
    "only a header": (csv(), ""),
    "one huge cell": (csv(("x" * 3_000, *BUDDY[1:])), "cell-too-long"),
    "a cell of 200 KB": (csv(("x" * 200_000, *BUDDY[1:])), "cell-too-long"),
    "a formula": (csv(("=1+1", *BUDDY[1:])), "not-a-student-number"),
    "rows twice": (csv(BUDDY, BUDDY), "row-twice"),
    "overlap": (csv(BUDDY, (*BUDDY[:4], "1-2-2023", "28-2-2023", "1")), "row-overlaps"),
    "hours below zero": (csv((*BUDDY[:6], "-1")), "hours-negative"),
    "31 February": (csv((*BUDDY[:4], "31-02-2023", *BUDDY[5:])), "not-a-date"),
    "letters in a number": (csv(("51AB45", *BUDDY[1:])), "not-a-student-number"),
    "NUL": (csv(("51\x0045", *BUDDY[1:])), "not-text"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not-text"),
    "101 columns": (csv(tuple("x" * 101), header=tuple("x" * 101)), "too-many-columns"),
}


@pytest.mark.parametrize("name", EDGES)
def test_a_file_of_an_odd_but_good_kind_is_imported(bridge, name):
    batch = check(EDGES[name])
    assert (batch.state, batch.counts["problems"], batch.counts["engagements"]) == ("confirmed", 0, 1)


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_says_what_is_wrong(bridge, name):
    content, key = BAD[name]
    found = {one.key for one in problems_of(upload(content))}
    check(content)
    assert found == ({key} if key else set())


def test_ten_megabytes_are_read_to_the_end(bridge):
    row = ";".join(BUDDY[1:])
    body = "\n".join(f"{500_000 + number};{row};{'x' * 60}" for number in range(82_000))
    batch = upload((";".join((*HEADER, "Opmerking")) + "\n" + body).encode())
    assert batch.counts["engagements"] == 82_000
    assert batch.counts["problems"] == 0
