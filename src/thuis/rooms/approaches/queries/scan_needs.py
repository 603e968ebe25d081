"""What students of a unit say they need, from the newest release, beside the elements of a scan."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from thuis.core.disclosure.released import Cell
from thuis.core.elements.scan_needs import Needs, check_needs, load_needs
from thuis.core.texts import Text
from thuis.foundation.release.book import book_of
from thuis.foundation.release.models import Release
from thuis.foundation.release.queries import latest_release, shape_of
from thuis.foundation.texts.content import core_modules, read_content
from thuis.rooms.approaches.models import Scan
from thuis.rooms.approaches.queries.content import FOLDER, elements
from thuis.rooms.approaches.queries.lecturers import spot_of

ASKED, OFFERS, NOT_KNOWN = "NEED01", "HELP_", "0"
INFORMATION = "support-information"  # beside it stands which help students do not know


@dataclass(frozen=True, slots=True)
class Need:
    """A released share of students, with what they said."""

    words: Text
    cell: Cell


@dataclass(frozen=True, slots=True)
class NeedsOfUnit:
    """`round` is empty before there is a release."""

    round: str
    by_element: Mapping[str, tuple[Need, ...]]
    not_known: tuple[Need, ...]


@cache
def needs() -> Needs:
    return read_content(FOLDER / "needs.toml", load_needs)


def needs_problems() -> list[str]:
    """Everything that is wrong with this content."""
    items = {item.code: item for module in core_modules() for item in module.items}
    options = [str(option.value) for option in items[ASKED].options]
    return check_needs(needs(), [one.key for one in elements()], options)


def needs_beside(scan: Scan) -> NeedsOfUnit:
    """What students of its unit said in the newest round, hidden figures too."""
    release = latest_release()
    if release is None:
        return NeedsOfUnit("", {}, ())
    found = {need.cell.option: need for need in _asked(release, scan)}
    by_element = {
        name: tuple(found[one] for one in chosen if one in found) for name, chosen in needs().items()
    }
    return NeedsOfUnit(release.round_keys[-1], by_element, tuple(_not_known(release, scan)))


def _asked(release: Release, scan: Scan) -> Iterator[Need]:
    titles, spot = shape_of(release).titles, spot_of(scan.unit)
    for cell in book_of(release).cells(spot, release.round_keys[-1], ASKED, "answer_share"):
        yield Need(titles.option(ASKED, cell.option), cell)


def _not_known(release: Release, scan: Scan) -> Iterator[Need]:
    """Per offer of help the share of students who do not know it."""
    shape, spot = shape_of(release), spot_of(scan.unit)
    for measure in (one.name for one in shape.rules.measures if one.name.startswith(OFFERS)):
        cells = book_of(release).cells(spot, release.round_keys[-1], measure, "answer_share")
        yield from (Need(shape.titles.measure(measure), one) for one in cells if one.option == NOT_KNOWN)
