"""Looking through somebody's eyes, in a demo only. Elsewhere these addresses do not exist."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import login, logout
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from thuis.core.errors import NotFound
from thuis.foundation.access.rules import Rule, open_to
from thuis.foundation.accounts.models import User
from thuis.rooms.monitor.models import Invitation
from thuis.rooms.monitor.queries.mine import own_rounds
from thuis.rooms.monitor.queries.rounds import open_round, token_of
from thuis.rooms.monitor.queries.visits import Visit

Words = Promise | str
LOOKED_AT = 20


@dataclass(frozen=True, slots=True)
class Eyes:
    """Somebody of the demo's cast: an account by its address, and what she or he comes for."""

    email: str
    words: Words


@dataclass(frozen=True, slots=True)
class DemoStudent:
    """A student of the demo and the address of her personal link."""

    name: str
    words: Words
    address: str


@dataclass(frozen=True, slots=True)
class Pair:
    user: User
    words: Words


@dataclass(frozen=True, slots=True)
class DemoPage:
    colleagues: tuple[Pair, ...]
    students: tuple[DemoStudent, ...]


CAST: tuple[Eyes, ...] = (
    Eyes("bram@debrug.example", _("lecturer: how is my group, and what can I do on Monday?")),
    Eyes("marit@debrug.example", _("programme manager: is it better than last year, and what shall we do?")),
    Eyes("yasmin@debrug.example", _("coordinator of the Student House: is nobody forgotten?")),
    Eyes("ruben@debrug.example", _("researcher: are the numbers right, and can I reproduce them?")),
    Eyes("ineke@debrug.example", _("functional admin: is everything in its place?")),
    Eyes("otto@elders.example", _("outsider: an account without any role")),
)


def _only_in_demo(request: HttpRequest) -> None:
    if not settings.DEMO:
        raise NotFound("not-found")


demo_only = Rule("demo", _only_in_demo, reason="Only where all people are invented; else it does not exist.")


def demo_students() -> tuple[DemoStudent, ...]:
    """Three invited students of the open round, with the links that their mails carry."""
    round = open_round()
    if round is None:
        return ()
    invited = Invitation.objects.filter(round=round).select_related("person").order_by("pk")
    dutch = invited.filter(person__language="nl")
    eyes = (
        (_("a first-year student, in Dutch"), dutch.filter(study_year=1).first()),
        (_("a third-year student with letters of earlier years, in Dutch"), _with_years(dutch)),
        (_("an international student, in English"), invited.filter(person__language="en").first()),
    )
    return tuple(_student(words, invitation) for words, invitation in eyes if invitation)


def _with_years(invited: QuerySet[Invitation]) -> Invitation | None:
    """The first whose link opens letters of earlier years; else the first of the third year."""
    found = list(invited.filter(study_year=3).select_related("round")[:LOOKED_AT])
    return next((one for one in found if _letters(one) > 1), found[0] if found else None)


def _letters(invitation: Invitation) -> int:
    visit = Visit(token_of(invitation), invitation, invitation.round)
    return sum(one.readable for one in own_rounds(visit))


def _student(words: Words, invitation: Invitation) -> DemoStudent:
    address = reverse("monitor:enter", args=[token_of(invitation)])
    return DemoStudent(str(invitation.person), words, address)


@open_to(demo_only)
@require_GET
def demo(request: HttpRequest) -> HttpResponse:
    users = {user.email: user for user in User.objects.filter(email__in=[eyes.email for eyes in CAST])}
    colleagues = tuple(Pair(users[eyes.email], eyes.words) for eyes in CAST if eyes.email in users)
    return render(request, "demo.html", {"page": DemoPage(colleagues, demo_students())})


@open_to(demo_only)
@require_POST
def look_through(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the cast, without a password; `who` empty means nobody."""
    who = request.POST.get("who", "")
    logout(request)
    if not who:
        return redirect("home")
    if who not in {eyes.email for eyes in CAST}:
        raise NotFound("not-found")
    login(request, _account(who))
    return redirect("home")


def _account(email: str) -> User:
    user = User.objects.filter(email=email, is_active=True).first()
    if user is None:
        raise NotFound("not-found")
    return user
