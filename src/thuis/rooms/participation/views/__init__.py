"""Views of participation."""

from django.http import HttpRequest, QueryDict


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with; an empty form that was sent is still one that was sent."""
    return request.POST if request.method == "POST" else None
