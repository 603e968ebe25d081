"""DUO's code tables of higher education (1CHO): fixed width, CRLF, ISO-8859-1.

Positions as in DUO's file description for the `Dec_` tables, and as found in the tables themselves for the
two CROHO tables. Positions here start at 0. Trailing spaces may be missing.

A programme is current when its current institution is ours and it is its own current equivalent: CROHO keeps
programmes of institutions that merged and of programmes that were renamed, and points on to their successor.
A row of a site that closed points on to the site that took it over (`current_site`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from thuis.core.intake.problems import Refused

# The digit of CROHO's 'onderdeel'. Digits and their programmes agree in the table; a domain may be renamed.
PARTS = {
    "0": ("Sectoroverstijgend", "Across sectors"),
    "1": ("Onderwijs", "Education"),
    "2": ("Landbouw en natuurlijke omgeving", "Agriculture and natural environment"),
    "3": ("Natuur", "Science"),
    "4": ("Techniek", "Engineering"),
    "5": ("Gezondheidszorg", "Health care"),
    "6": ("Economie", "Business and economics"),
    "7": ("Recht", "Law"),
    "8": ("Gedrag en maatschappij", "Behaviour and society"),
    "9": ("Taal en cultuur", "Language and culture"),
    "X": ("Overig", "Other"),
}
KINDS = {"ad": "associate degree", "ba": "bachelor", "ma": "master", "pi": "post-initial"}
# Codes below this were given before bachelor and master came in 2002.
FIRST_BACHELOR_CODE = 30000


class DuoSite(NamedTuple):
    code: str
    municipality: str


class DuoProgramme(NamedTuple):
    code: str
    name: str
    part: str
    kind: str

    @property
    def is_old(self) -> bool:
        """Whether the code is from before 2002; such a programme rarely has students."""
        return self.code.isdigit() and int(self.code) < FIRST_BACHELOR_CODE


@dataclass(frozen=True, slots=True)
class DuoInstitution:
    """One institution as the code tables know it; programmes and pairs only as far as they are current."""

    code: str
    name: str
    sites: tuple[DuoSite, ...]
    programmes: tuple[DuoProgramme, ...]
    taught: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class DuoTables:
    """The bytes of the four tables that are read."""

    institutions: bytes
    sites: bytes
    programmes: bytes
    programmes_at_sites: bytes


def read(tables: DuoTables, brin: str) -> DuoInstitution:
    """The institution with this BRIN code. Raises Refused when a table does not know it."""
    sites = tuple(sorted(set(_sites(tables.sites, brin))))
    programmes = {found.code: found for found in _programmes(tables.programmes, brin)}
    taught = set(_taught(tables.programmes_at_sites, brin))
    known = {site.code for site in sites}
    return DuoInstitution(
        brin,
        _name(tables.institutions, brin),
        sites,
        tuple(sorted(programmes.values())),
        frozenset(pair for pair in taught if pair[0] in programmes and pair[1] in known),
    )


def _lines(table: bytes) -> Iterator[str]:
    return (line for line in table.decode("latin-1").split("\r\n") if line.strip())


def _name(table: bytes, brin: str) -> str:
    for line in _lines(table):
        if line[:4] == brin:
            return line[4:104].strip()
    raise Refused("unknown-institution", value=brin)


def _sites(table: bytes, brin: str) -> Iterator[DuoSite]:
    for line in _lines(table):
        if line[:4] == brin:
            yield DuoSite(line[:6], line[34:70].strip() or line[6:30].strip().title())


def _programmes(table: bytes, brin: str) -> Iterator[DuoProgramme]:
    """Rows of predecessors repeat a programme; the institution's own row comes last and wins."""
    rows = [line for line in _lines(table) if line[9:13] == brin and line[4:9] == line[17:22]]
    for line in sorted(rows, key=lambda line: line[:4] == brin):
        yield DuoProgramme(line[4:9], spoken(line[35:155]), line[27:28], line[33:35])


def _taught(table: bytes, brin: str) -> Iterable[tuple[str, str]]:
    for line in _lines(table):
        if line[11:15] == brin and line[4:9] == line[17:22]:
            yield line[4:9], f"{brin}{line[15:17]}"


DEGREES = {"b": "", "m": "master ", "ad": "Associate degree "}


def spoken(name: str) -> str:
    """CROHO's name as people say it: without 'b', with 'master' or 'Associate degree', with a capital."""
    first, _space, rest = name.strip().partition(" ")
    words = f"{DEGREES[first]}{rest.strip()}" if first in DEGREES and rest else name.strip()
    words = words.replace("opl. ", "opleiding ")
    return words[:1].upper() + words[1:]
