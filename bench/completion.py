"""A student from her link to her letter, in our own form: page times, weight, whole completions.

The promises on completions are about the form by which programs are compared: see peer_form.
"""

import re
from collections.abc import Sequence
from functools import partial

from bench.client import Browser, at_rate, percentile, together
from bench.house import House
from bench.report import Figure

CLIENTS = (1, 2, 4, 8)
PER_CLIENT = 40


def figures(scale: int) -> Sequence[Figure]:
    """At `scale` times the demo's students."""
    with House(9200 * scale) as house:
        links = house.links(sum(CLIENTS) * PER_CLIENT + 120)
        found = [Figure("demo filled", house.filled_in, "s", "≤ 60" if scale == 1 else "", 9200 * scale)]
        found += weights(house, links.pop())
        found += page_times(house, [links.pop() for _ in range(100)])
        for clients in CLIENTS:
            found += completions(
                house, clients, [[links.pop() for _ in range(PER_CLIENT)] for _ in range(clients)]
            )
        found.append(Figure("server memory, peak", house.peak_megabytes(), "MB", ""))
    return found


def weights(house: House, link: str) -> list[Figure]:
    """The heaviest question page with everything a first visit loads, compressed."""
    browser = Browser(house.port)
    pages = walk(browser, link)
    heaviest = max(len(content) for _path, content in pages)
    text = Browser(house.port)
    text.get("/help/")
    assets = set(re.findall(rb'(?:href|src)="(/static/[^"#]+)', _plain(house, "/help/"))) | {_script(house)}
    loaded = 0
    for asset in assets:
        _status, _location, content = text.get(asset.decode())
        loaded += len(content)
    return [
        Figure("question page, HTML alone", heaviest / 1024, "KB", ""),
        Figure("question page, first visit", (heaviest + loaded) / 1024, "KB", "≤ 60"),
    ]


def _plain(house: House, path: str) -> bytes:
    import urllib.request

    with urllib.request.urlopen(f"http://127.0.0.1:{house.port}{path}") as answer:
        return bytes(answer.read())


def _script(house: House) -> bytes:
    found = next((house.home / "static-built" / "monitor").glob("answering.*.js"))
    return f"/static/monitor/{found.name}".encode()


def page_times(house: House, links: Sequence[str]) -> list[Figure]:
    """Server time of a question page at 50 requests per second."""
    browsers = [Browser(house.port) for _ in links]
    for browser, link in zip(browsers, links, strict=True):
        start(browser, link)
    at_rate(50, [partial(browser.get, "/monitor/page/life/") for browser in browsers * 5])
    seconds = [browser.seconds[-1] * 1000 for browser in browsers]
    return [Figure("question page at 50/s, p95", percentile(seconds, 0.95), "ms", "≤ 15")]


def completions(house: House, clients: int, links: Sequence[Sequence[str]]) -> list[Figure]:
    """Whole completions by `clients` students at once, each one after the other."""
    browsers: list[Browser] = []

    def work(number: int) -> None:
        for link in links[number]:
            browsers.append(Browser(house.port))
            walk(browsers[-1], link)

    cpu = house.cpu_seconds()
    seconds = together(clients, work)
    done = clients * PER_CLIENT
    times = [one * 1000 for browser in browsers for one in browser.seconds]
    return [
        Figure(f"completions, {clients} at once", done / seconds, "/s", ""),
        Figure(f"processor per completion, {clients} at once", (house.cpu_seconds() - cpu) / done, "s", ""),
        Figure(f"request p95, {clients} at once", percentile(times, 0.95), "ms", ""),
    ]


def start(browser: Browser, link: str) -> str:
    """From the link to the address of the first page; of the letter, for who handed in already."""
    browser.get(link)
    _status, letter, _content = browser.get("/monitor/")
    return letter or browser.post("/monitor/start/", {})[1]


def walk(browser: Browser, link: str) -> list[tuple[str, bytes]]:
    """From the link to the letter; returns each question page as it came over the line."""
    address, pages = start(browser, link), []
    while "/letter/" not in address:
        if "/more/" in address:
            address = browser.post(address, {"go": "letter"})[1]
            continue
        pages.append((address, browser.get(address)[2]))
        address = browser.post(address, {**ANSWERS.get(address.split("/")[3], {}), "go": "next"})[1]
    status, _location, _content = browser.get(address)
    if status != 200:
        raise RuntimeError(f"no letter: {status}")
    return pages


ANSWERS = {
    "life": {"WEL01": "7", "WEL02": "3", "WEL03": "2", "WEL04": "1", "WEL05": "1", "WEL06": "1"},
    "energy": {"ENG01": "3", "ENG02": "2", "ENG03": "2", "EXH01": "2", "EXH02": "1", "EXH03": "1"},
    "load": {"DEM01": "3", "DEM02": "2", "DEM03": "1", "PRE01": "3", "STOP01": "0"},
    "belonging": {"SOC01": "3", "SOC02": "3", "HOM01": "3", "INC01": "4"},
    "lecturers": {"ACA01": "1", "ACA02": "2", "ACA03": "3"},
    "setbacks": {"RES01": "3", "RES02": "3", "RES03": "2", "NEED01": "none"},
    "around": {"PART01": "none", "HELP_buddy": "1", "HELP_decaan": "1", "HELP_leercoach": "1",
               "HELP_psycholoog": "0", "HELP_studentenhuis": "1", "HELP_vertrouwenspersoon": "0"},
}  # fmt: skip
