"""What every page shows around its content: the house, the loop, the account."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def context(request: HttpRequest) -> dict[str, Any]:
    return {"demo": settings.DEMO}
