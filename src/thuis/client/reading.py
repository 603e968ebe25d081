"""A small reader of the release API. It asks politely: one question at a time, waiting when told to."""

import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, cast

from thuis.client.tables import columns, frame

Answer = dict[str, Any]
Ask = Callable[[str, Mapping[str, str]], Answer]
API = "/api/v1/"
TOO_OFTEN, WAIT, TRIES = 429, 15.0, 5
HERE = ("localhost", "127.0.0.1")
NUMBERS = ("estimate", "low", "high", "cohort_low", "cohort_high", "n_shown")


class _StayHere(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: the key would travel along to another host."""

    def redirect_request(self, *arguments: Any) -> None:
        return None


OPENER = urllib.request.build_opener(_StayHere)


class Refused(Exception):
    """The server said no. `status` is that of HTTP, `key` names the reason, the text says what to do."""

    def __init__(self, status: int, key: str, words: str) -> None:
        super().__init__(words)
        self.status, self.key = status, key


class Thuis:
    """One site, read with one key.

    Args:
        address: of the site, such as `https://thuis.college.example`.
        key: made under 'Your account'. Keep it out of files that you share.
        language: of titles, `nl` or `en`.
        version: of the release; the newest when left out.
    """

    columns = staticmethod(columns)
    frame = staticmethod(frame)

    def __init__(
        self,
        address: str,
        key: str,
        *,
        language: str = "en",
        version: int | None = None,
        ask: Ask | None = None,
    ) -> None:
        place = urllib.parse.urlsplit(address)
        if place.scheme != "https" and place.hostname not in HERE:
            raise ValueError("the address begins with https://, so that the key stays secret")
        self.address, self.language = address.rstrip("/"), language
        self._key, self._version = key, version
        self._ask = ask or self._over_http

    def releases(self) -> list[Answer]:
        """Every release, newest first: version, rounds, day, fingerprint of its certificate."""
        return cast(list[Answer], self._ask("releases/", {})["releases"])

    @cached_property
    def version(self) -> int:
        """The release that is read. Raises Refused when there is none yet."""
        if self._version is not None:
            return self._version
        found = self.releases()
        if not found:
            raise Refused(404, "not-found", "There is no release yet.")
        return int(found[0]["version"])

    @cached_property
    def _measures(self) -> list[Answer]:
        return cast(list[Answer], self._ask(f"releases/{self.version}/measures/", {})["measures"])

    @cached_property
    def _dimensions(self) -> Answer:
        return self._ask(f"releases/{self.version}/dimensions/", {})

    def measures(self) -> list[Answer]:
        """What was measured: name, title, kind, range, whether it is sensitive."""
        wanted = ("name", "kind", "low", "high", "sensitive")
        return [
            {**{name: one[name] for name in wanted}, "title": one["title"][self.language]}
            for one in self._measures
        ]

    def rounds(self) -> list[Answer]:
        """The rounds of this release, oldest first: key and title."""
        return [{"key": one["key"], "title": one[self.language]} for one in self._dimensions["rounds"]]

    def cells(self, measure: str, round: str | None = None, **narrower: str) -> list[Answer]:
        """The figures of one measure, one row each, with titles; of all rounds when none is named.

        Args:
            narrower: `unit_kind`, `unit`, `filter_kind` (empty for everybody), `statistic`.

        Returns:
            Rows with numbers that are None where nothing is told; `why` then says the reason. Every interval
            holds the noise that was added.
        """
        keys = [one["key"] for one in self.rounds()] if round is None else [round]
        path = f"releases/{self.version}/cells/"
        return [
            self._row(key, measure, cell)
            for key in keys
            for cell in self._ask(path, {"round": key, "measure": measure, **narrower})["cells"]
        ]

    def _row(self, round: str, measure: str, cell: Answer) -> Answer:
        told = cell["told"]
        return {
            "round": round,
            "measure": measure,
            "title": self._titles.get(measure, measure),
            "statistic": cell["statistic"],
            "option": cell["option"],
            "option_title": self._options.get((measure, cell["option"]), cell["option"]),
            "unit_kind": cell["unit_kind"],
            "unit": " | ".join(cell["unit"]),
            "unit_title": " | ".join(self._value(cell["unit_kind"], one) for one in cell["unit"]),
            "filter_kind": cell["filter_kind"],
            "filter_value": cell["filter_value"],
            **{name: told.get(name) for name in NUMBERS},
            "why": told.get("suppressed", ""),
        }

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {one["name"]: one["title"][self.language] for one in self._measures}

    @cached_property
    def _options(self) -> dict[tuple[str, str], str]:
        labels = ((one["name"], label) for one in self._measures for label in one["labels"])
        return {(name, label["key"]): label[self.language] for name, label in labels}

    @cached_property
    def _values(self) -> dict[tuple[str, str], str]:
        found = self._dimensions["titles"]["values"]
        return {(kind, one["key"]): one[self.language] for kind, values in found.items() for one in values}

    def _value(self, kind: str, code: str) -> str:
        return self._values.get((kind, code), code)

    def _over_http(self, path: str, given: Mapping[str, str]) -> Answer:
        """One question. Waits and asks again when it was asked too often. Raises Refused."""
        for _turn in range(TRIES - 1):
            try:
                return self._once(path, given)
            except Refused as refused:
                if refused.status != TOO_OFTEN:
                    raise
                time.sleep(WAIT)
        return self._once(path, given)

    def _once(self, path: str, given: Mapping[str, str]) -> Answer:
        question = f"?{urllib.parse.urlencode(given)}" if given else ""
        headers = {"Authorization": f"Bearer {self._key}", "Accept": "application/json"}
        address = f"{self.address}{API}{path}{question}"
        request = urllib.request.Request(address, headers=headers)  # noqa: S310  # https, see __init__
        try:
            with OPENER.open(request, timeout=60) as answer:
                return cast(Answer, json.load(answer))
        except urllib.error.HTTPError as error:
            with error:
                raise _refused(error.code, error.read()) from None


def _refused(status: int, body: bytes) -> Refused:
    """What the server says; a proxy in between may say something else."""
    try:
        told = json.loads(body)["error"]
        return Refused(status, told["key"], f"{told['title']} {told['cure']}")
    except (ValueError, KeyError, TypeError):
        return Refused(status, "", f"The server answered {status}.")
