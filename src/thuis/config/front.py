"""What comes before Django: it keeps any body on disk and trips over an odd type before it can make a page.

A body that is too large is let go, and its length is told, so that `TooLargeBodies` can answer with a page.
"""

from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

from django.conf import settings

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Asgi = Any  # Django types its handler more narrowly than the standard does
Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]
LENGTH, TYPE = b"content-length", b"content-type"
MOST_DIGITS = 20


def asgi(site: Asgi) -> Asgi:
    """The site, with no more of a body than it takes."""

    async def limited(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope["headers"] = [_header(name, told) for name, told in scope["headers"]]
            receive = _Body(scope, receive).next
        await site(scope, receive, send)

    return limited


def wsgi(site: Wsgi) -> Wsgi:
    """The site behind a proxy, which limits bodies itself."""

    def limited(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        environ["CONTENT_TYPE"] = _type(environ.get("CONTENT_TYPE", ""))
        return site(environ, start)

    return limited


def _header(name: bytes, told: bytes) -> tuple[bytes, bytes]:
    return (name, _type(told.decode("latin-1")).encode("latin-1")) if name == TYPE else (name, told)


def _type(told: str) -> str:
    """Without a character set: our forms are UTF-8, and it makes Django read the address too early."""
    return told.partition(";")[0] if "charset" in told.lower() else told


class _Body:
    """A body that ends early when it grows beyond what the site takes; the rest is read and dropped."""

    def __init__(self, scope: Message, receive: Receive) -> None:
        self.scope, self.receive = scope, receive
        self.bytes, self.is_over = 0, False

    async def next(self) -> Message:
        if not self.is_over and self._is_told_too_large():
            self.is_over = True  # answered at once, without waiting for any of it
            return {"type": "http.request", "body": b"", "more_body": False}
        message = await self.receive()
        while self.is_over and message["type"] == "http.request":
            message = await self.receive()
        if message["type"] == "http.request":
            self.bytes += len(message.get("body", b""))
            if self.bytes > settings.LARGEST_BODY:
                return self._cut_off()
            self.is_over = not message.get("more_body", False)
        return message

    def _is_told_too_large(self) -> bool:
        told = dict(self.scope["headers"]).get(LENGTH, b"0")
        return told.isdigit() and (len(told) > MOST_DIGITS or int(told) > settings.LARGEST_BODY)

    def _cut_off(self) -> Message:
        """As if the body were empty from here on; what came is told as its length."""
        self.is_over = True
        others = [(name, told) for name, told in self.scope["headers"] if name != LENGTH]
        self.scope["headers"] = [*others, (LENGTH, str(self.bytes).encode())]
        return {"type": "http.request", "body": b"", "more_body": False}
