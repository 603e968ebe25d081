"""Hours of mixed traffic at the load of a wave: does anything grow that should not?

`python -m bench.soak MINUTES`: students from link to letter, colleagues who read results, visitors who look
for help, and the worker beside them. Each minute the memory and open files of the pages' processes and the
95th percentile of all requests are noted; the last quarter stands beside the second.
"""

import random
import statistics
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bench import views
from bench.client import Browser, percentile
from bench.completion import walk
from bench.house import House, family, status
from bench.report import Figure, keep, table

STUDENTS, READERS, VISITORS = 4, 3, 1
PAUSE = {"student": 1.5, "reader": 1.0, "visitor": 2.0}  # seconds between two deeds of one person
LINKS_A_MINUTE = int(60 * STUDENTS / PAUSE["student"])  # more than they can use
RESULTS = Path("var/bench/soak.json")


class Watch:
    """What every request took, and how large the server was, per minute."""

    def __init__(self, house: House) -> None:
        self.house, self.began = house, time.monotonic()
        self.seconds: dict[int, list[float]] = defaultdict(list)
        self.sizes: list[tuple[float, int]] = []
        self.failures: list[str] = []

    @property
    def minute(self) -> int:
        return int((time.monotonic() - self.began) / 60)

    def measure(self) -> None:
        """Memory in megabytes and open files of all processes that serve pages."""
        processes = family(self.house.server.pid)
        memory = sum(status(pid, "VmRSS") for pid in processes) / 1024
        self.sizes.append((memory, sum(len(list(Path(f"/proc/{pid}/fd").iterdir())) for pid in processes)))


def main(minutes: int) -> None:
    with House(_enrolled(minutes), behind_proxy=True, processes=2) as house:
        house.release()
        watch, stop = Watch(house), threading.Event()
        people = [threading.Thread(target=work, args=(watch, stop)) for work in _people(house, minutes)]
        for person in people:
            person.start()
        for number in range(minutes):
            stop.wait(60)
            watch.measure()
            print(_line(watch, number), flush=True)
        stop.set()
        for person in people:
            person.join()
    found = figures(watch)
    keep(RESULTS, {f"soak of {minutes} minutes": found})
    print(table(f"soak of {minutes} minutes", found))


def _enrolled(minutes: int) -> int:
    """Enough students for as many new links: of every three, some handed in before."""
    return max(9200, int(minutes * LINKS_A_MINUTE * 1.5))


def figures(watch: Watch) -> Sequence[Figure]:
    """The last quarter beside the second: the first is spent on warming up."""
    quarter = max(1, len(watch.sizes) // 4)
    early, late = slice(quarter, 2 * quarter), slice(-quarter, None)
    memory, files = ([size[place] for size in watch.sizes] for place in (0, 1))
    times = [percentile(watch.seconds[minute], 0.95) * 1000 for minute in range(len(watch.sizes))]
    return [
        Figure("requests", sum(len(some) for some in watch.seconds.values()), "", ""),
        Figure("failures", len(watch.failures), "", "≤ 0"),
        Figure("p95, last quarter", statistics.median(times[late]), "ms", "≤ 100"),
        Figure("p95, growth", _growth(times, early, late), "", "≤ 1.2"),
        Figure("memory, last quarter", statistics.median(memory[late]), "MB", ""),
        Figure("memory, growth", _growth(memory, early, late), "", "≤ 1.05"),
        Figure("open files, growth", _growth(files, early, late), "", "≤ 1.05"),
    ]


def _growth(values: Sequence[float], early: slice, late: slice) -> float:
    return statistics.median(values[late]) / statistics.median(values[early])


def _line(watch: Watch, minute: int) -> str:
    (memory, files), seconds = watch.sizes[-1], watch.seconds[minute]
    p95 = percentile(seconds, 0.95) * 1000
    said = f"  {watch.failures[-1]}" if watch.failures else ""
    size = f"{memory:7.0f} MB {files:4} files"
    return f"{minute + 1:4} min {len(seconds):6} requests p95 {p95:7.1f} ms {size}{said}"


Work = Callable[[Watch, threading.Event], None]


def _people(house: House, minutes: int) -> Iterator[Work]:
    stock = house.links(minutes * LINKS_A_MINUTE)
    if len(stock) < minutes * LINKS_A_MINUTE:
        raise ValueError(f"only {len(stock)} links: a student with a used link walks another way")
    links, lock = iter(stock), threading.Lock()
    addresses = views.addresses_in(house, random.Random(1), 2000)

    def student(browser: Browser) -> None:
        with lock:
            link = next(links)
        browser.cookies.clear()
        walk(browser, link)

    def reader(browser: Browser) -> None:
        _opens(browser, random.choice(addresses))

    def visitor(browser: Browser) -> None:
        _opens(browser, random.choice(("/help/", "/results/", "/told/", "/privacy/")))

    yield from (_loop("student", student, Browser(house.port)) for _ in range(STUDENTS))
    yield from (_loop("reader", reader, views.signed_in(house)) for _ in range(READERS))
    yield from (_loop("visitor", visitor, Browser(house.port)) for _ in range(VISITORS))


def _opens(browser: Browser, address: str) -> None:
    found = browser.get(address)[0]
    if found >= 400:
        raise ValueError(f"{address}: {found}")


def _loop(kind: str, deed: Callable[[Browser], None], browser: Browser) -> Work:
    """The same deed again and again, until it is time; what it took is noted, what failed too."""

    def work(watch: Watch, stop: threading.Event) -> None:
        while not stop.wait(PAUSE[kind]):
            browser.seconds.clear()
            try:
                deed(browser)
            except (OSError, ValueError, RuntimeError) as error:
                watch.failures.append(f"{kind}: {error}")
                browser.connection.close()
            watch.seconds[watch.minute].extend(browser.seconds)

    return work


if __name__ == "__main__":
    main(int(sys.argv[1]))
