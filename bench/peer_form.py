"""The form by which survey programs are compared: 50 answers on 6 pages and a welcome, by personal link.

8 lists, a matrix of 4 times 10, and 2 others (research/survey-peers.md, section 4). LimeSurvey 6.4 on such a
machine: 1.14 s of processor time each, 1.5 per second with four clients, 818 ms at the 95th percentile.
Ours holds an eighth page, the letter, and a request more per page: a page that was sent is left by a
redirect, so that 'back' and 'again' never send it twice.
"""

from collections.abc import Sequence

from bench.client import Browser, percentile, together
from bench.completion import start
from bench.house import House
from bench.report import Figure
from thuis.core.questionnaire.model import Item, Kind, Module, Option, Page, Questionnaire
from thuis.core.texts import Text

CLIENTS = (1, 2, 4, 8)
PER_CLIENT = 40
LISTS, ROWS, MATRICES = 8, 10, 4
STEPS = ("never", "seldom", "sometimes", "often", "always")


def figures(scale: int, engine: str = "sqlite") -> Sequence[Figure]:
    """At `scale` times the demo: one process, as a small college starts it, and two behind a proxy."""
    return [
        *_figures(scale, engine, "alone", behind_proxy=False, processes=1, clients=(8,)),
        *_figures(scale, engine, "two processes", behind_proxy=True, processes=2, clients=CLIENTS),
    ]


def _figures(
    scale: int, engine: str, how: str, *, behind_proxy: bool, processes: int, clients: Sequence[int]
) -> list[Figure]:
    with House(9200 * scale, behind_proxy, processes, engine) as house:
        house.run("from bench.peer_form import put; put()")
        links = house.links((sum(clients) + 8) * PER_CLIENT)
        _completions(house, [[links.pop() for _ in range(5)] for _ in range(8)])  # every process is warm
        found = []
        for number in clients:
            mine = [[links.pop() for _ in range(PER_CLIENT)] for _ in range(number)]
            found += _told(number, how, *_completions(house, mine))
        return [*found, Figure(f"server memory, peak, {how}", house.peak_megabytes(), "MB", "")]


def _completions(house: House, links: Sequence[Sequence[str]]) -> tuple[float, float, list[float]]:
    """Seconds and processor seconds per completion, and the milliseconds of every request."""
    browsers: list[Browser] = []

    def work(number: int) -> None:
        for link in links[number]:
            browsers.append(Browser(house.port))
            walk(browsers[-1], link)

    cpu = house.cpu_seconds()
    seconds = together(len(links), work)
    done = sum(len(some) for some in links)
    times = [one * 1000 for browser in browsers for one in browser.seconds]
    return seconds / done, (house.cpu_seconds() - cpu) / done, times


def _told(clients: int, how: str, seconds: float, cpu: float, times: Sequence[float]) -> list[Figure]:
    most = clients == CLIENTS[-1] and how != "alone"
    at = f"{how}, {clients} at once"
    return [
        Figure(f"completions, {at}", 1 / seconds, "/s", "≥ 40" if most else ""),
        Figure(f"processor per completion, {at}", cpu, "s", "≤ 0.04" if how != "alone" else ""),
        Figure(f"request p50, {at}", percentile(times, 0.5), "ms", ""),
        Figure(f"request p95, {at}", percentile(times, 0.95), "ms", "≤ 100" if most else ""),
    ]


def walk(browser: Browser, link: str) -> None:
    """From the link to the letter. Raises RuntimeError when a page is not what it should be."""
    address = start(browser, link)
    while "/letter/" not in address:
        status, _location, _content = browser.get(address)
        form = {code: ANSWERS[code] for code in _codes(address.split("/")[3])} | {"go": "next"}
        address = browser.post(address, form)[1]
        if status != 200 or not address:
            raise RuntimeError(f"the form stopped: {status}")
    if browser.get(address)[0] != 200:
        raise RuntimeError("no letter")


def put() -> None:
    """Give the open round of this house the form; run inside the house, before it serves the round."""
    import django

    django.setup()
    from thuis.core.questionnaire.freeze import fingerprint, to_json
    from thuis.rooms.monitor.models import Round

    frozen = {"questionnaire": to_json(FORM), "fingerprint": fingerprint(FORM)}
    Round.objects.filter(state="open").update(modules=[], **frozen)


def _both(words: str) -> Text:
    return Text(words, words)


def _options(words: Sequence[str]) -> tuple[Option, ...]:
    return tuple(Option(number, _both(word)) for number, word in enumerate(words))


def _list(number: int) -> Item:
    names = [f"possibility {one} of this list" for one in range(6)]
    return Item(
        f"LIST{number}", 1, Kind.CHOICE, _both(f"Which of these fits you best, {number}?"), _options(names)
    )


def _row(number: int) -> Item:
    words = f"How often was statement {number} true for you in the last month?"
    return Item(f"ROW{number:02}", 1, Kind.CHOICE, _both(words), _options(STEPS))


def _others() -> tuple[Item, ...]:
    text = Item("TEXT", 1, Kind.TEXT, _both("What else would you like to say?"), high=500)
    return (
        text,
        Item("NUMBER", 1, Kind.NUMBER, _both("How many hours a week do you study?"), low=0, high=80),
    )


def _page(key: str, items: Sequence[Item]) -> Page:
    return Page(key, "wellbeing", _both(f"Page {key}"), None, tuple(item.code for item in items))


def _form() -> Questionnaire:
    lists = tuple(_list(number) for number in range(LISTS))
    rows = tuple(_row(number) for number in range(MATRICES * ROWS))
    parts = {"lists": lists, **{f"m{one}": rows[one * ROWS : (one + 1) * ROWS] for one in range(MATRICES)}}
    parts["others"] = _others()
    pages = tuple(_page(key, items) for key, items in parts.items())
    items = tuple(item for some in parts.values() for item in some)
    title = _both("The form of the comparison")
    module = Module("core", "A", 1, title, title, 10, "Thuis", "EUPL-1.2", items, pages, ())
    return Questionnaire("peers", 1, (module,))


FORM = _form()
ANSWERS = {item.code: "12" for item in FORM.modules[0].items} | {
    item.code: "2" for item in FORM.modules[0].items if item.kind == Kind.CHOICE
}


def _codes(page: str) -> tuple[str, ...]:
    return next(one.items for one in FORM.modules[0].pages if one.key == page)
