"""Pages that another site may show in a frame: an intranet that the installation names, and nobody else."""

from django.conf import settings
from django.http import HttpResponse

NOBODY = "'none'"


class FramedResponse(HttpResponse):
    """A page without session, form or personal word, that named sites may show inside theirs."""


def frame_ancestors(response: object) -> str:
    """The sites that may frame this answer, as a content security policy names them."""
    allowed = settings.EMBED_ORIGINS if isinstance(response, FramedResponse) else ()
    return " ".join(allowed) or NOBODY
