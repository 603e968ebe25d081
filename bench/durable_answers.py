"""How many pages with answers are saved per second, each on disk before it is acknowledged."""

from collections.abc import Sequence

from bench.client import Browser, percentile, together
from bench.completion import ANSWERS, start
from bench.house import House
from bench.report import Figure

CLIENTS, SAVES = 8, 100


def figures(scale: int) -> Sequence[Figure]:
    """Through the whole server, with the client on the same cores."""
    with House(9200 * scale) as house:
        browsers = [Browser(house.port) for _ in range(CLIENTS)]
        for browser, link in zip(browsers, house.links(CLIENTS), strict=True):
            start(browser, link)
            browser.get("/monitor/page/life/")
            browser.seconds.clear()
        cpu = house.cpu_seconds()
        seconds = together(CLIENTS, lambda number: _save(browsers[number]))
        done = CLIENTS * SAVES
        times = [one * 1000 for browser in browsers for one in browser.seconds]
        return [
            Figure("pages saved and fsync'd, 8 at once", done / seconds, "/s", "≥ 400"),
            Figure("processor per saved page", (house.cpu_seconds() - cpu) / done * 1000, "ms", ""),
            Figure("save p95", percentile(times, 0.95), "ms", ""),
        ]


def _save(browser: Browser) -> None:
    for _ in range(SAVES):
        status, _location, _content = browser.post("/monitor/page/life/keep/", ANSWERS["life"])
        if status != 200:
            raise RuntimeError(f"not saved: {status}")
