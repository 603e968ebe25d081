"""The institution's colour on paper: the same as on its pages."""

import re

from django.conf import settings

THUIS_GREEN = "#0B6B63"
BRAND = re.compile(r"--brand:\s*(#[0-9A-Fa-f]{6})\b")


def brand_colour() -> str:
    """The first `--brand` of the institution's stylesheet, else that of Thuis."""
    sheet = settings.BRAND_STYLESHEET
    found = BRAND.search(sheet.read_text(encoding="utf-8")) if sheet.exists() else None
    return found[1] if found else THUIS_GREEN
