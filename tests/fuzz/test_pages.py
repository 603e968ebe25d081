"""Whatever arrives at whichever address, from whomever: an answer with a clear page, never an error of ours.

Each request has a number, and the number makes all of it, so that what failed can be sent again:
`THUIS_FUZZ_ONLY=1234 .venv/bin/pytest -n 0 tests/fuzz/test_pages.py`.
"""

import gzip
import logging
import os
import re
import traceback
from collections import Counter
from http.cookies import SimpleCookie
from random import Random
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signals import got_request_exception
from django.db import transaction
from django.utils import translation

from tests.architecture.routes import routes
from tests.fuzz import odd
from tests.fuzz.forms import forms_of
from tests.harness.collect import AMBASSADOR, STUDENT, VISITORS, client_of
from tests.harness.fillers import PARAMETER, addresses_of
from tests.pages import is_html
from tests.sizes import size

pytestmark = pytest.mark.django_db
REQUESTS = size("THUIS_FUZZ_REQUESTS", 1_200, 50_000)
FIRST = size("THUIS_FUZZ_FIRST", 0, 0)
ROLES = (*VISITORS, STUDENT, AMBASSADOR)
# forms that stand around every page
FRAME = ("/language/", "/theme/", "/demo/look/", "/account/logout/")
MEANT = {"/health/ready/": 503}  # no worker beats beside these tests, and that is what it says
BARE = re.compile(rb"Traceback|Server Error|Bad Request \(400\)|<title>Bad|OperationalError|IntegrityError")
log = logging.getLogger(__name__)


class Fuzzer:
    """Sends odd requests to every address in turn, and remembers which answers were not right."""

    def __init__(self, filled):
        self.clients = {who: client_of(who, filled) for who in ROLES}
        for client in self.clients.values():
            client.raise_request_exception = False
        self.cookies = {
            who: client.cookies.output(header="", sep=";") for who, client in self.clients.items()
        }
        self.routes = [(route, list(addresses_of(route))) for route in routes()]
        self.told, self.wrong, self.raised = Counter(), [], []
        got_request_exception.connect(self._note, weak=False, dispatch_uid="fuzzer")

    def close(self):
        got_request_exception.disconnect(dispatch_uid="fuzzer")

    def _note(self, **_):
        self.raised.append(traceback.format_exc(limit=-4))

    def attack(self, number):
        """One turn: an odd request to an address, and where it shows a form, that form filled in oddly."""
        random = Random(number)
        route, known = self.routes[number % len(self.routes)]
        address = random.choice(known) if random.random() < 0.7 else _odd_address(random, route, known)
        who, language = random.choice(ROLES), random.choice(("nl", "en"))
        client = self.clients[who]
        client.cookies = SimpleCookie(self.cookies[who])  # the last request may have signed her out
        client.cookies["django_language"] = language
        with undone():
            page = self._send(client, number, who, "GET", address, **_dress(random))
            shown = forms_of(_html(page).decode(), address) if is_html(page) else []
            own = [form for form in shown if form.method == "post" and not form.action.startswith(FRAME)]
            if own and random.random() < 0.8:
                self._fill_in(random, client, number, who, random.choice(own))
            else:
                self._post(random, client, number, who, address)

    def _fill_in(self, random, client, number, who, form):
        fields = odd.filled_in(random, {**form.fields, **dict.fromkeys(form.files, [""])})
        if form.buttons:
            name, told = random.choice(form.buttons)
            fields[name] = [told]
        for name in form.files:
            fields[name] = [SimpleUploadedFile(random.choice(("a.csv", "../a.zip", "x.xlsx")), _file(random))]
        kind = {} if form.files else {"content_type": "application/x-www-form-urlencoded"}
        sent = fields if form.files else urlencode(fields, doseq=True, errors="replace")
        self._send(client, number, who, "POST", form.action, data=sent, **kind)

    def _post(self, random, client, number, who, address):
        kind, content = odd.body(random)
        if random.random() < 0.6:
            kind, content = "application/x-www-form-urlencoded", odd.pairs(random).encode()
        method = random.choice(odd.METHODS) if random.random() < 0.3 else "POST"
        self._send(client, number, who, method, address, data=content, content_type=kind, **_dress(random))

    def _send(self, client, number, who, method, address, data=b"", **more):
        cache.clear()
        self.raised.clear()
        query = {"QUERY_STRING": more.pop("query", "")} if "?" not in address else {}
        if method == "GET":
            more.pop("content_type", "")
        language = client.cookies["django_language"].value
        send = client.post if isinstance(data, dict) else client.generic
        first = (address, data) if isinstance(data, dict) else (method, address, data)
        response = send(*first, **query, **more)
        self.told[response.status_code] += 1
        for fault in self._faults(response, address, language, more):
            said = f"{query} {more}"[:400]
            self.wrong.append(f"{number}: {who} {method} {address[:200]} {said}\n{fault[-2000:]}")
        return response

    def _faults(self, response, address, language, more):
        if self.raised or (response.status_code >= 500 and response.status_code != MEANT.get(address)):
            yield f"{response.status_code} " + "".join(self.raised)
        if not is_html(response):
            return
        content = _html(response)
        if bare := BARE.search(content):
            yield f"{response.status_code} with {bare[0]!r}"
        elif "Cookie" not in more.get("headers", {}) and b"<html" in content:
            if f'lang="{language}"'.encode() not in content:
                yield f"{response.status_code} not in {language}"
            if content.count(b"<h1") != 1:
                yield f"{response.status_code} without one h1"


def _html(response):
    packed = response.headers.get("Content-Encoding") == "gzip"
    return gzip.decompress(response.content) if packed else response.content


class undone:  # noqa: N801  # reads as what it does
    """Whatever a request wrote is taken back, so that each stands by itself."""

    def __enter__(self):
        self.both = [transaction.atomic(using=name) for name in ("default", "responses")]
        for one in self.both:
            one.__enter__()

    def __exit__(self, *_):
        for one in reversed(self.both):
            transaction.set_rollback(True, using=one.using)
            one.__exit__(None, None, None)


def _odd_address(random, route, known):
    """The address with one of its parameters replaced by something odd, as far as it is an address at all."""
    template = random.choice(known)
    found = list(PARAMETER.finditer(route.pattern))
    if not found or "^" in route.pattern:
        return template
    parts = PARAMETER.sub("\0", route.pattern).split("\0")
    kinds = [match[0][1:].split(":")[0] for match in found]
    inside = "".join(part + odd.in_path(random, kind) for part, kind in zip(parts, kinds, strict=False))
    return "/" + inside + parts[-1]


def _dress(random):
    return {"query": odd.pairs(random), "headers": odd.headers(random)}


def _file(random):
    return random.choice(
        (
            b"",
            b"\x00" * 40,
            b"PK\x03\x04" + random.randbytes(60),
            "é;ü\n1;2\n".encode("utf-16"),
            b'"',
            random.randbytes(300),
            b"soort;nummer\nstudent;=cmd|x\n",
        )
    )


def test_no_request_whatsoever_ends_in_an_error_of_ours(filled):
    fuzzer = Fuzzer(filled)
    only = os.environ.get("THUIS_FUZZ_ONLY")
    numbers = [int(only)] if only else range(FIRST, FIRST + REQUESTS // 2)
    try:
        for number in numbers:
            fuzzer.attack(number)
    finally:
        fuzzer.close()
        translation.deactivate()
    log.info("%d requests: %s", fuzzer.told.total(), dict(fuzzer.told))
    assert fuzzer.wrong == [], f"{len(fuzzer.wrong)} wrong\n" + "\n\n".join(fuzzer.wrong[:40])
