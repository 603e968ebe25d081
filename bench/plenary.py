"""A hall of people that fill in a scan on their phones: everybody opens the sheet, and hands it in.

They come at once, when the code stands on the screen, and behind one address, as a hall on one wifi does.
"""

from collections.abc import Callable, Sequence
from functools import partial

from bench.client import Browser, at_rate, percentile
from bench.house import House
from bench.report import Figure

PEOPLE = 600
WITHIN = 30  # seconds in which all of them open it, and again in which all hand it in

RUNNING_SCAN = """
import django; django.setup()
from thuis.rooms.approaches.models import ScanTally
tally = ScanTally.objects.filter(scan__mode="plenary", scan__closed_on=None, role="students").get()
ScanTally.objects.filter(pk=tally.pk).update(limit={people})
print(tally.door, *tally.counts)
"""
COUNTED = """
import django; django.setup()
from thuis.rooms.approaches.models import ScanTally
tally = ScanTally.objects.get(door={door!r})
print(min(sum(row) for row in tally.counts.values()))
"""


def figures(scale: int, engine: str = "sqlite") -> Sequence[Figure]:
    """Through the whole server: two processes behind a proxy."""
    with House(9200 * scale, behind_proxy=True, processes=2, engine=engine) as house:
        door, *questions = house.run(RUNNING_SCAN.format(people=PEOPLE)).split()
        _open(Browser(house.port), door)  # the first page of a process reads what all others need
        phones = [Browser(house.port) for _ in range(PEOPLE)]
        opened = _all(phones, [partial(_open, phone, door) for phone in phones])
        sheet = {name: "2" for name in questions}
        voted = _all(phones, [partial(_hand_in, phone, door, sheet) for phone in phones])
        counted = int(house.run(COUNTED.format(door=door)))
    return [
        Figure(f"{PEOPLE} people open a sheet in {WITHIN} s, p95", opened, "ms", "≤ 150"),
        Figure(f"{PEOPLE} people hand one in in {WITHIN} s, p95", voted, "ms", "≤ 150"),
        Figure("sheets handed in and not counted", PEOPLE - counted, "", "≤ 0"),
    ]


def _all(phones: Sequence[Browser], deeds: Sequence[Callable[[], None]]) -> float:
    """Milliseconds of a request of them, p95."""
    at_rate(PEOPLE / WITHIN, deeds)
    return percentile([phone.seconds[-1] * 1000 for phone in phones], 0.95)


def _open(phone: Browser, door: str) -> None:
    _expect(200, phone.get(f"/scan/{door}/")[0])


def _hand_in(phone: Browser, door: str, sheet: dict[str, str]) -> None:
    _expect(302, phone.post(f"/scan/{door}/", sheet)[0])


def _expect(wanted: int, status: int) -> None:
    if status != wanted:
        raise RuntimeError(f"{status} where {wanted} was expected")
