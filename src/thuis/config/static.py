"""Static files: read at once instead of streamed, because each is only a few kilobytes; named once."""

from functools import lru_cache
from io import BytesIO
from typing import Any

from django.http import HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticNames(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # the library carries no types
    """Hashed names that are looked up once: a page asks for a dozen, and they never change while we serve."""

    @lru_cache(maxsize=256)  # noqa: B019  # one storage per process
    def url(self, name: str, force: bool = False) -> str:
        return str(super().url(name, force))


class StaticFiles(WhiteNoiseMiddleware):  # type: ignore[misc]  # the library carries no types
    """WhiteNoise's choice of file, compression and headers, in an answer that needs no thread of its own."""

    @staticmethod
    def serve(static_file: Any, request: Any) -> HttpResponse:
        found = static_file.get_response(request.method, request.META)
        with found.file or BytesIO() as content:
            response = HttpResponse(content.read(), status=int(found.status))
        del response["content-type"]
        for name, value in found.headers:
            response[name] = value
        return response
