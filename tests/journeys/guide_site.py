"""The site that the guides speak of, and somebody who walks through it with a client, in one language.

It is the filled site with one loop: a signal that Bram heard became an action of Marit, and it was told.
"""

import re
from html import unescape
from types import SimpleNamespace

from django.utils import timezone

from tests.harness.site import CLOSED, OPEN, Filled
from tests.pages import AuditingClient
from tests.rooms.approaches.test_loop import plan_of, session_of
from tests.rooms.approaches.test_loop_tell import AGAIN, told
from tests.rooms.monitor.walk import answers_on
from thuis.foundation.audit.actions import Operator
from thuis.foundation.institution.models import Unit
from thuis.foundation.signals.models import Signal, Telling
from thuis.rooms.approaches.actions.library import install_library
from thuis.rooms.approaches.models import Plan
from thuis.rooms.monitor.models import Invitation
from thuis.rooms.monitor.queries.rounds import token_of

UNPLEASANT = ("WEL04", "WEL05", "WEL06", "EXH", "DEM", "PRE", "STOP", "NEED")
HIDDEN = re.compile(r"<(script|style|head)\b.*?</\1>|<[^>]*>", re.DOTALL)
SAID = (("Whom to go to", "First-years do not know whom to go to."), ("Rooms", "No room is free at noon."))


def seen(html):
    """What a page says, in one line, without marks."""
    return " ".join(unescape(HIDDEN.sub("", html)).split())


def tell_of_a_loop(filled: Filled) -> None:
    """One signal is told and looked at again; another is open, with a session to come."""
    install_library(by=Operator("test"))
    social_work = SimpleNamespace(social_work=Unit.objects.get(code="SW"))
    bram, marit = client_of(filled, "bram"), client_of(filled, "marit")
    for question, said in SAID:
        words = {"unit": social_work.social_work.pk, "question": question, "said": said, "source": "A talk"}
        bram.post("/signals/new/", words)
    first, second = Signal.objects.order_by("pk")
    session_of(marit, social_work, second, on=timezone.localdate())
    plan_of(marit, social_work, first, owner=filled.users["bram"].pk)
    plan = Plan.objects.get()
    marit.post(f"/actions/plans/{plan.pk}/begin/")
    told(marit, social_work, first, plan=plan)
    marit.post(f"/actions/tell/{Telling.objects.get().pk}/publish/")
    marit.post(f"/actions/plans/{plan.pk}/measure/", {**AGAIN, "decision": "stop"})
    assert Signal.objects.get(pk=first.pk).state == Signal.State.TOLD


def client_of(filled: Filled, who: str) -> AuditingClient:
    client = AuditingClient()
    client.user = filled.users[who]
    client.force_login(client.user)
    return client


def fresh_link(language: str) -> str:
    """The link of a student of Social Work who has not answered this round."""
    waiting = Invitation.objects.filter(round__key=OPEN, person__language=language)
    waiting = waiting.exclude(progress=Invitation.Progress.COMPLETED)
    found = waiting.filter(person__enrolments__programme_at_site__programme__code="SW")
    return f"/m/{token_of(found.order_by('pk')[0])}/"


def hard(code, values):
    return values[min(2, len(values) - 1)]


def well(code, values):
    """As somebody who feels at home, and stands in the middle of few things."""
    if code.startswith(UNPLEASANT):
        return values[1] if len(values) < 6 else values[0]
    return values[min(len(values) - 2, 8)]


class Guest:
    """Somebody who reads pages in one language."""

    def __init__(self, filled: Filled, language: str) -> None:
        self.filled, self.language, self.clients = filled, language, {"": AuditingClient()}
        self.unit = Unit.objects.get(code="SW").pk
        self.results = f"/insights/{CLOSED[-1]}/programme/SW/belonging/"

    def client(self, who: str) -> AuditingClient:
        if who not in self.clients:
            self.clients[who] = client_of(self.filled, who)
        return self.clients[who]

    def reads(self, who: str, address: str, **form: str) -> str:
        """The words of a page; with `form` after sending it."""
        client, headers = self.client(who), {"Accept-Language": self.language}
        answer = client.post(address, form, headers=headers) if form else client.get(address, headers=headers)
        if answer.status_code == 302:
            return self.reads(who, answer.url.partition("#")[0])
        return seen(answer.content.decode())

    def answers(self, choose) -> list[str]:
        """From the link to the letter: the words of every page on the way."""
        name, headers = choose.__name__, {"Accept-Language": self.language}
        student = self.clients[name] = AuditingClient()
        words = [self.reads(name, fresh_link(self.language))]
        answer = student.post("/monitor/start/", {"take": "part"}, headers=headers)
        while "/letter/" not in answer.url:
            address = answer.url
            html = student.get(address, headers=headers).content.decode()
            words.append(seen(html))
            form = {"go": "letter"} if "/more/" in address else {**answers_on(html, choose), "go": "next"}
            answer = student.post(address, form, headers=headers)
        return words

    def tour(self) -> dict[int, list[str]]:
        """The words of the pages of each minute."""
        first, *pages = self.answers(hard)
        card = f"{self.results}answers/signal/"
        plan = f"/actions/plans/{Plan.objects.get().pk}/"
        return {
            0: [],
            1: [self.reads("", "/demo/"), first],
            2: pages,
            3: [self.reads("hard", one) for one in ("/monitor/letter/", "/mine/")],
            4: [self.reads("", "/help/")],
            5: [self.reads("marit", one) for one in ("/demo/", "/", self.results)],
            6: [self.reads("marit", card, page=self.results), self.reads("marit", "/signals/")],
            7: [self.reads("marit", one) for one in ("/", f"/actions/units/{self.unit}/", plan)],
            8: [self.reads("bram", "/demo/"), self.reads("bram", "/approaches/lecturers/")],
            9: [self.reads("", "/told/programme/SW/")],
            10: [self.reads("ineke", one) for one in ("/demo/", "/insights/", "/audit/")],
        }

    def places(self) -> dict[str, tuple[str, str]]:
        """Who stands where for each picture."""
        return {
            "help": ("", "/help/"),
            "letter": ("well", "/monitor/letter/"),
            "lecturer": ("bram", "/approaches/lecturers/"),
            "loop": ("marit", f"/actions/units/{self.unit}/"),
            "results": ("marit", self.results),
            "told": ("", "/told/programme/SW/"),
        }
