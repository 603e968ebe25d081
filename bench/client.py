"""A small load client on the same machine: keep-alive connections, cookies, forms; loopback only."""

import http.client
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from urllib.parse import urlencode

HOST = "127.0.0.1"


class Browser:
    """One visitor with her own connection and cookies. Every request is timed."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.connection = http.client.HTTPConnection(HOST, port, timeout=30)
        self.cookies: dict[str, str] = {}
        self.seconds: list[float] = []
        self.bytes = 0

    def get(self, path: str) -> tuple[int, str, bytes]:
        return self._send("GET", path, None)

    def post(self, path: str, form: dict[str, str]) -> tuple[int, str, bytes]:
        """Post a form with the token of the last page."""
        body = urlencode({**form, "csrfmiddlewaretoken": self.cookies.get("csrf", "")})
        return self._send("POST", path, body)

    def _send(self, method: str, path: str, body: str | None) -> tuple[int, str, bytes]:
        began = time.perf_counter()
        self.connection.request(method, path, body, self._headers(body))
        response = self.connection.getresponse()
        content = response.read()
        self.seconds.append(time.perf_counter() - began)
        self.bytes += len(content)
        for line in response.headers.get_all("Set-Cookie") or ():
            name, _, value = line.split(";")[0].partition("=")
            self.cookies[name] = value
        return response.status, response.headers.get("Location", ""), content

    def _headers(self, body: str | None) -> dict[str, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        headers |= {"Accept-Encoding": "gzip", "Host": f"localhost:{self.port}"}
        return headers | ({"Content-Type": "application/x-www-form-urlencoded"} if body is not None else {})


def together(clients: int, work: Callable[[int], None]) -> float:
    """Run `work(number)` in `clients` threads at once; returns the seconds it took."""
    threads = [threading.Thread(target=work, args=(number,)) for number in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - began


def at_rate(per_second: float, jobs: Iterable[Callable[[], object]]) -> None:
    """Start each job at its own moment, `per_second` of them, whether or not earlier ones are done."""
    began = time.perf_counter()
    threads = []
    for number, job in enumerate(jobs):
        time.sleep(max(0.0, began + number / per_second - time.perf_counter()))
        threads.append(threading.Thread(target=job))
        threads[-1].start()
    for thread in threads:
        thread.join()


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of the values lie, by nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
