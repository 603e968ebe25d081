"""Static files under ASGI: read at once instead of streamed, because each is only a few kilobytes."""

from io import BytesIO
from typing import Any

from django.http import HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware


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
