"""Lists as compressed JSON, for what a batch keeps for a while."""

import json
import zlib
from datetime import date
from typing import Any


def packed(content: Any) -> bytes:
    """JSON, compressed; days become ISO text."""
    return zlib.compress(json.dumps(content, separators=(",", ":"), default=_plain).encode(), 6)


def unpacked(source: bytes | memoryview) -> Any:
    """What `packed` packed; None for nothing."""
    return json.loads(zlib.decompress(bytes(source))) if source else None


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))


def mark_of(values: Any) -> int:
    """A short mark of a row's values, to see later whether somebody changed them."""
    return zlib.crc32(json.dumps(values, default=_plain).encode())
