"""Pages of the dashboard with four people at once: any tab, unit and group, new or drawn before.

At 1× the demo holds 16,000 responses in three closed rounds, at 5× as many as a large college (81,000); at
375× its release is made of six million rows. `first` is the first time that anybody opens a page; somebody
who reads opens one a second at most. `without a pause` is what the house bears, and no promise.
"""

import gzip
import random
import re
import time
from collections.abc import Sequence
from itertools import product

from bench.client import Browser, percentile, together
from bench.house import House
from bench.report import Figure

PEOPLE, PAGES, WARM = 4, 60, 24
PAUSE = 1.0  # seconds from page to page
START = "/insights/"
MOST_STUDENTS = 10  # times the demo; from there rows are copied in the file that a release is made of


def figures(scale: int) -> Sequence[Figure]:
    """At `scale` times the demo's students: one process, and two as behind a proxy."""
    return [*_figures(scale, "alone", 1), *_figures(scale, "two processes", 2)]


def _figures(scale: int, how: str, processes: int) -> list[Figure]:
    copies = scale if scale > MOST_STUDENTS else 1
    with House(9200 * scale // copies, processes > 1, processes) as house:
        house.release(copies)
        addresses = addresses_in(house, random.Random(1), PAGES * (1 + 2 * PEOPLE) + WARM)
        _opened(house, addresses[-WARM:], people=8)  # each process has read the release
        found = []
        for name in ("first", "again"):
            half = PAGES * (1 + PEOPLE)
            one = _opened(house, addresses[:PAGES], people=1)
            four = _opened(house, addresses[PAGES:half], people=PEOPLE, pause=PAUSE)
            most = _opened(house, addresses[half:-WARM], people=PEOPLE)
            found += [
                _figure(f"{name}, one person, {how}", one, ""),
                _figure(f"{name}, {PEOPLE} at once, {how}", four, "≤ 40" if processes > 1 else ""),
                _figure(f"{name}, {PEOPLE} without a pause, {how}", most, ""),
            ]
        return [*found, Figure(f"server memory, peak, {how}", house.peak_megabytes(), "MB", "")]


def _figure(name: str, seconds: Sequence[float], promise: str) -> Figure:
    return Figure(f"view {name}, p95", percentile([1000 * one for one in seconds], 0.95), "ms", promise)


def addresses_in(house: House, order: random.Random, number: int) -> list[str]:
    """So many pages drawn from all tabs, units and groups that the first page links to."""
    browser = signed_in(house)
    where = browser.get(START)[1]
    page = _read(browser, where)
    round = where.split("/")[2]
    tabs = sorted(set(re.findall(rf'href="{START}{round}/institution/all/([a-z]+)/"', page)))
    units = sorted(set(re.findall(rf'href="({START}{round}/[a-z]+/[^/"]+)/glance/"', page)))
    found = []
    for unit in units:
        own = _read(browser, f"{unit}/glance/")
        groups = ["", *sorted(set(re.findall(rf'href="{unit}/glance/(\?group=[^"&]+)"', own)))]
        found += [f"{unit}/{tab}/{group}" for tab, group in product(tabs, groups)]
    return order.sample(found, number)


def signed_in(house: House) -> Browser:
    """The researcher of the demo, who sees every unit."""
    browser = Browser(house.port)
    page = _read(browser, "/demo/")
    found = re.search(r'action="([^"]+)">(?:(?!</form>).)*?value="(ruben[^"]*)"', page, re.DOTALL)
    if found is None:
        raise LookupError("the demo page has no button for the researcher")
    browser.post(found[1], {"who": found[2]})
    return browser


def _read(browser: Browser, path: str) -> str:
    content = browser.get(path)[2]
    return (gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content).decode()


def _opened(house: House, addresses: Sequence[str], people: int, pause: float = 0.0) -> list[float]:
    """Seconds of each page; everybody opens a part of them, one after the other, and reads between."""
    browsers = [signed_in(house) for _ in range(people)]
    for browser in browsers:
        browser.seconds.clear()

    def work(number: int) -> None:
        time.sleep(pause * number / people)
        for address in addresses[number::people]:
            began = time.monotonic()
            status = browsers[number].get(address)[0]
            if status != 200:
                raise ValueError(f"{address}: {status}")
            time.sleep(max(0.0, pause - (time.monotonic() - began)))

    together(people, work)
    return [second for browser in browsers for second in browser.seconds]
