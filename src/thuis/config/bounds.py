"""How much one request may bring. Checked before Django reads it: a large body would fill the disk first."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

from thuis.core.intake.limits import LIMITS

# The largest file that is ever read, and a form around it.
MOST = LIMITS.file_bytes + 1024 * 1024
TOO_LARGE = 413
WORDS = b"Too large.\n"
HEADERS = (
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("Connection", "close"),
)

Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
AsgiApplication = Callable[[Any, Receive, Send], Awaitable[None]]
WsgiApplication = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def bounded_asgi(application: AsgiApplication, most: int = MOST) -> AsgiApplication:
    """Refuse what promises more than `most` bytes; hang up on what brings more than it promised."""

    async def guarded(scope: Any, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and _promised(scope) > most:
            await _refuse(send)
        else:
            await application(scope, _counted(receive, most), send)

    return guarded


def _promised(scope: Any) -> int:
    lengths = [value for name, value in scope["headers"] if name.lower() == b"content-length"]
    return max((int(value) for value in lengths if value.isdigit()), default=0)


def _counted(receive: Receive, most: int) -> Receive:
    brought = 0

    async def counted() -> Message:
        nonlocal brought
        message = await receive()
        brought += len(message.get("body", b""))
        return message if brought <= most else {"type": "http.disconnect"}

    return counted


async def _refuse(send: Send) -> None:
    headers = [(name.lower().encode(), value.encode()) for name, value in HEADERS]
    await send({"type": "http.response.start", "status": TOO_LARGE, "headers": headers})
    await send({"type": "http.response.body", "body": WORDS})


def bounded_wsgi(application: WsgiApplication, most: int = MOST) -> WsgiApplication:
    """The same under WSGI, where Django never reads more than was promised."""

    def guarded(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        promised = str(environ.get("CONTENT_LENGTH") or "0")
        if promised.isdigit() and int(promised) > most:
            start_response(f"{TOO_LARGE} Content Too Large", list(HEADERS))
            return [WORDS]
        return application(environ, start_response)

    return guarded
