"""How many pages with answers are saved per second, each on disk before it is acknowledged."""

from collections.abc import Sequence

from bench.client import Browser, percentile, together
from bench.completion import ANSWERS, start
from bench.house import House
from bench.report import Figure

CLIENTS, SAVES = 8, 100


PROMISED = {"sqlite": "≥ 400", "postgres": "≥ 600"}


def figures(scale: int, engine: str = "sqlite") -> Sequence[Figure]:
    """Through the whole server, the client on the same cores: alone, and two processes behind a proxy."""
    return [*_figures(scale, engine, "alone", 1), *_figures(scale, engine, "two processes", 2)]


def _figures(scale: int, engine: str, how: str, processes: int) -> list[Figure]:
    promise = PROMISED[engine] if processes > 1 else ""
    with House(9200 * scale, processes > 1, processes, engine) as house:
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
            Figure(f"pages saved and fsync'd, {how}", done / seconds, "/s", promise),
            Figure(f"processor per saved page, {how}", (house.cpu_seconds() - cpu) / done * 1000, "ms", ""),
            Figure(f"save p95, {how}", percentile(times, 0.95), "ms", ""),
        ]


def _save(browser: Browser) -> None:
    for _ in range(SAVES):
        status, _location, _content = browser.post("/monitor/page/life/keep/", ANSWERS["life"])
        if status != 200:
            raise RuntimeError(f"not saved: {status}")
