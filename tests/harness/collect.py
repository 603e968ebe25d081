"""Everything that one role can get from the site, by every address of the route list."""

import os
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.test import Client

from tests.harness.fillers import addresses
from tests.harness.site import Filled
from thuis.foundation.release.models import Release
from thuis.foundation.release.queries import shape_of
from thuis.rooms.monitor.queries.ambassadors import kit_token

VISITORS = ("anonymous", "bram", "marit", "yasmin", "ruben", "ineke", "otto")
STUDENT, AMBASSADOR = "sanne", "ambassador"
STAFF = VISITORS[1:]
HEADERS = ("Content-Type", "Content-Length", "Content-Disposition", "Location", "ETag", "Link")
CELLS = "/api/v1/releases/{version}/cells/"
RELATIONS = "/api/v1/releases/{version}/relations/"
# What is drawn anew for every answer, and says nothing.
DRAWN_ANEW = re.compile(
    rb'nonce[-=]"?[\w+/=-]+|name="csrfmiddlewaretoken" value="\w+"'
    rb'|"X-CSRFToken": ?"\w+"|csrf-token" content="\w+"'
)
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.S)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        return self.headers.get("Content-Type", "")

    @property
    def told(self) -> tuple[int, dict[str, str], bytes]:
        """All of it that says something: without nonces, and without the moment at which a PDF was made."""
        length = {"Content-Length"} if "json" not in self.kind else set()
        headers = {name: value for name, value in self.headers.items() if name not in length}
        return (
            self.status,
            headers,
            DRAWN_ANEW.sub(b"", _pages(self.body) if "pdf" in self.kind else self.body),
        )


def _pages(pdf: bytes) -> bytes:
    """Every stream of a PDF but its description, which holds a time and a random name."""
    return b"\n".join(stream for stream in STREAM.findall(pdf) if b"xpacket" not in stream)


def client_of(who: str, filled: Filled) -> Client:
    """The browser of a role: signed in, or come in by the link that is hers."""
    client = Client()
    if who in filled.users:
        client.force_login(filled.users[who])
    if who == STUDENT:
        client.get(f"/m/{filled.link()}/")
    if who == AMBASSADOR:
        client.get(f"/a/{kit_token(filled.kit)}/")
    return client


def pages(who: str, filled: Filled, wanted: Collection[str] = ()) -> dict[str, Answer]:
    """Every address of the route list with every filler, or only those that are wanted, as one role."""
    client = client_of(who, filled)
    return {address: answered(client, address) for address in wanted or addresses()}


def figures(who: str, filled: Filled) -> dict[str, Answer]:
    """Every question to the API of released figures, as one role."""
    client = client_of(who, filled)
    return {address: answered(client, address) for address in questions()}


def answered(client: Client, address: str) -> Answer:
    """One answer; asking is free, since an attacker has time."""
    cache.clear()
    response: Any = client.get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    told = {name: response.headers[name] for name in HEADERS if name in response.headers}
    return Answer(response.status_code, told, body)


def questions() -> Iterator[str]:
    """Every round and measure of every version; and for one measure each narrower question as well."""
    for release in Release.objects.order_by("version"):
        address, shape = CELLS.format(version=release.version), shape_of(release)
        measures = asked_of(shape)
        for key in release.round_keys:
            yield f"{RELATIONS.format(version=release.version)}?round={key}"
            yield from (f"{address}?round={key}&measure={measure}" for measure in measures)
            yield from (f"{address}?round={key}&measure={measures[0]}&{more}" for more in narrower(shape))


def asked_of(shape: Any) -> list[str]:
    """All measures, or one of each kind and the questions of the first scale: the others go the same way."""
    measures = shape.rules.measures
    if os.environ.get("THUIS_EVERY_MEASURE"):
        return [one.name for one in measures]
    kinds = {one.kind: one.name for one in reversed(measures)}
    items = [one.name for one in measures if one.part_of == measures[0].name]
    return list(dict.fromkeys([measures[0].name, *items, *kinds.values()]))


def narrower(shape: Any) -> Iterator[str]:
    """Each statistic, filter, kind of unit and unit; units of a merged cell one by one."""
    yield from (f"statistic={one}" for one in ("mean", "share_below", "answer_share", "count", "change"))
    yield from (f"filter_kind={one.replace('+', '%2B')}" for one in shape.filters)
    for kind, units in shape.units.items():
        yield f"unit_kind={kind}"
        members = {member for unit in units for member in unit.split(" | ")}
        yield from (f"unit_kind={kind}&unit={one}" for one in sorted(members))
