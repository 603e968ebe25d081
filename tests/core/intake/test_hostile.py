"""Whatever bytes come in, a reader answers with records and problems. It never breaks."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.intake.oneroster import FILES, package
from tests.core.intake.records import KNOWN
from thuis.core.intake.formats import COUNTS, ROSTERS, count_format, roster_format
from thuis.core.intake.formats.duo import DuoTables
from thuis.core.intake.formats.duo import read as read_duo
from thuis.core.intake.formats.roster_csv import NAMES, template
from thuis.core.intake.problems import Refused

HEADER = ";".join(NAMES).encode() + b"\n"
NOISE = st.binary(max_size=400)
SPICY = st.text('=";,\n\r\t\x00<5é\ufeff٣-/ 0123456789abSW', max_size=200).map(lambda text: text.encode())
SOURCES = st.one_of(
    NOISE,
    SPICY,
    st.builds(lambda tail: HEADER + tail, st.one_of(NOISE, SPICY)),
    st.builds(lambda at, tail: template()[:at] + tail, st.integers(0, 300), NOISE),
    st.builds(lambda tail: b"brincode;aantal\n" + tail, NOISE),
)


@given(SOURCES)
def test_any_bytes_give_records_or_problems(source):
    for found in (ROSTERS[roster_format(source)](source, KNOWN), COUNTS[count_format(source)](source, KNOWN)):
        assert isinstance(found.records, tuple)
        assert found.problems or found.records or source.count(b"\n") <= 3


@given(at=st.integers(0, 1500), noise=st.binary(min_size=1, max_size=40))
@settings(max_examples=200)
def test_a_damaged_zip_gives_records_or_problems(at, noise):
    whole = package()
    source = whole[:at] + noise + whole[at + len(noise) :]
    found = ROSTERS["oneroster"](source, KNOWN)
    assert found.records or found.problems


@given(name=st.sampled_from(sorted(FILES)), content=st.one_of(NOISE, SPICY))
def test_a_zip_with_nonsense_in_one_file_never_breaks(name, content):
    ROSTERS["oneroster"](package(**{name.removesuffix(".csv"): content}), KNOWN)


@given(st.lists(NOISE, min_size=4, max_size=4))
def test_nonsense_tables_give_an_institution_or_a_refusal(noise):
    try:
        read_duo(DuoTables(*noise), "27PZ")
    except Refused as refused:
        assert refused.key == "unknown-institution"
