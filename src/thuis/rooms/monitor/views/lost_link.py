"""A student who lost her link asks for it again. The answer tells nobody who is on the list."""

from functools import partial
from typing import cast

from allauth.core import ratelimit
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods

from thuis.foundation.access.rules import anyone, open_to
from thuis.foundation.accounts.mail import AnswerFirst
from thuis.rooms.monitor.actions.mailing import queue_lost_link
from thuis.rooms.monitor.forms import LostLinkForm


@open_to(anyone("Whoever lost her link asks for it here; the answer is the same for every address."))
@require_http_methods(["GET", "HEAD", "POST"])
def lost_link(request: HttpRequest) -> HttpResponse:
    form = LostLinkForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "monitor/lost_link.html", {"form": form}, status=status)
    email = form.cleaned_data["email"]
    if refusal := ratelimit.consume_or_429(request, action="lost_link", key=email.lower()):
        return cast(HttpResponse, refusal)
    answer = AnswerFirst(render_to_string("monitor/lost_link_asked.html", {"email": email}, request))
    # looking the address up after the answer is out: the wait is the same for everybody
    answer.afterwards = partial(_send_again, email)
    return answer


def _send_again(email: str) -> None:
    try:
        queue_lost_link(email=email)
    finally:
        if not connection.in_atomic_block:
            connection.close()  # the request is over, so nobody else closes this one
