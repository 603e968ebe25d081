"""A filled site: six programmes, two closed rounds that were released, one that is open, and Sanne.

Sanne studies in the smallest programme, of seven students. She answered every round and linked her years.
"""

import datetime
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

import numpy as np
from django.db import connection, connections
from django.utils import timezone

from tests import cast, factories
from tests.foundation.intake import rosters
from tests.foundation.release.site import agreed, answer, numbered
from tests.rooms.monitor.conftest import make_round, open_now
from thuis.config.releases import release_closed_rounds
from thuis.core.consent import CORE, EXTRA, YEARS
from thuis.core.elements.scan import ROLES, no_counts
from thuis.core.questionnaire.model import Questionnaire
from thuis.core.scoring.scales import ends
from thuis.foundation.accounts.models import User
from thuis.foundation.audit.actions import Operator
from thuis.foundation.institution.models import Enrolment, Person, ProgrammeAtSite, Unit
from thuis.foundation.jobs.models import Job
from thuis.foundation.pseudonyms.links import draft_digest
from thuis.foundation.responses.models import Draft, Response
from thuis.rooms.approaches.models import Scan, ScanTally
from thuis.rooms.approaches.queries.content import elements
from thuis.rooms.monitor.actions.ambassadors import make_kit
from thuis.rooms.monitor.actions.board import keep_day, keep_today
from thuis.rooms.monitor.models import AmbassadorKit, ClassVisit, Invitation, PageTime, Reminder, Round
from thuis.rooms.monitor.queries.board import tallies_of
from thuis.rooms.monitor.queries.closed import EMPTYING
from thuis.rooms.monitor.queries.own import owner_of, trail_of
from thuis.rooms.monitor.queries.rounds import questionnaire_of, token_of

BY = Operator("test")
CLOSED, OPEN = ("2024", "2025"), "nu"
SMALL = "KUN"
# programme, site, students
PLACES = (
    ("SW", "AVM", 110),
    ("SW", "LDH", 50),
    ("PED", "AVM", 70),
    ("ICT", "LDH", 60),
    ("BIO", "AVM", 40),
    ("WTB", "LDH", 18),
    (SMALL, "AVM", 7),
)
ANSWERS, LINKS = 0.6, 0.5  # how many answer a round, and how many of those link their years
# Numbers of students. The noise on figures follows from them, and a draw in 400 makes the audit hide the
# first-years of the domain: with numbers that depend on which tests ran before, that came and went.
NUMBERS = 300_000


@dataclass(frozen=True)
class Filled:
    """What stands in the site, by name."""

    sanne: Person
    kit: AmbassadorKit
    users: dict[str, object]

    def link(self, key: str = OPEN) -> str:
        """The personal link of Sanne in a round."""
        return token_of(invitation_of(self.sanne, key))


_kept: dict[str, tuple[Path, Filled]] = {}


def site_in(home: Path) -> Filled:
    """A filled site at `home`, in empty tables. SQLite gets a copy of the first of this process."""
    if connection.vendor != "sqlite":
        return fill_site()
    if "site" in _kept:
        kept, filled = _kept["site"]
        copytree(kept / "home", home, dirs_exist_ok=True)
        for alias in connections:
            connections[alias].ensure_connection()
            with closing(sqlite3.connect(kept / alias)) as copy:
                copy.backup(connections[alias].connection)
        return filled
    filled = fill_site()
    kept = Path(tempfile.mkdtemp(prefix="thuis-site-", dir=home.parent))
    copytree(home, kept / "home")
    for alias in connections:
        with closing(sqlite3.connect(kept / alias)) as copy:
            connections[alias].connection.backup(copy)
    _kept["site"] = kept, filled
    return filled


def invitation_of(student: Person, key: str) -> Invitation:
    return Invitation.objects.get(person=student, round__key=key)


def fill_site(seed: int = 1) -> Filled:
    """Everything; the releases are made by the site's own action, one after each round."""
    random = np.random.default_rng(seed)
    students = _institution(random)
    factories.student_house()
    for number, key in enumerate(CLOSED):
        _run(make_round(key), students, random)
        _close(key, years_ago=len(CLOSED) - number)
        release_closed_rounds(by=BY)
    now = _run(make_round(OPEN), students, random)
    keep_today(round=now)
    users = {who.name.split()[0].lower(): factories.colleague(who) for who in cast.STAFF}
    _scans()
    User.objects.update(last_login=timezone.now())  # the page of colleagues shows who was here
    return Filled(students[-1], _fieldwork(now), users)


def _scans() -> None:
    """One that is told, and one of the smallest programme, in which only a few answered."""
    keys, over = [one.key for one in elements()], timezone.localdate() - datetime.timedelta(days=9)
    for code, sheets in (("SW", 40), (SMALL, 7)):
        unit = Unit.objects.get(code=code)
        scan = Scan.objects.create(unit=unit, opened_on=over, closes_on=over, closed_on=over)
        for role in ROLES:
            counts = {name: [0, sheets - 3, 2, 0, 1] for name in no_counts(keys, scan.form)}
            ScanTally.objects.create(scan=scan, role=role, sheets=sheets, counts=counts)


def _institution(random: np.random.Generator) -> list[Person]:
    """The bridge with a second domain; the last student is Sanne."""
    bridge = factories.bridge()
    technique = factories.unit("domain", "TE", "Techniek", "Technology", bridge.institution)
    at = {"AVM": bridge.avermeer, "LDH": bridge.lindehaven}
    units = {"SW": bridge.social_work, "PED": bridge.pedagogy}
    for code, parent in (("ICT", technique), ("BIO", technique), ("WTB", technique), (SMALL, bridge.domain)):
        units[code] = factories.unit("programme", code, f"Opleiding {code}", f"Programme {code}", parent)
    students = []
    for code, site, number in PLACES:
        place, _ = ProgrammeAtSite.objects.get_or_create(programme=units[code], site=at[site])
        students += [_student(place, random, NUMBERS + len(students) + one) for one in range(number)]
    sanne = students[-1]
    sanne.given_name, sanne.family_name, sanne.language = "Sanne", "Hofstra", "nl"
    sanne.save()
    return students


def _student(place: object, random: np.random.Generator, number: int) -> Person:
    return factories.student(
        place,
        number=f"s{number}",
        given_name="Noor",
        family_name="Vos",
        language="en" if random.random() < 0.1 else "nl",
        study_year=int(random.integers(1, 4)),
        form="part-time" if random.random() < 0.15 else "full-time",
    )


def _run(round: Round, students: list[Person], random: np.random.Generator) -> Round:
    """Open a round and let students answer; Sanne always does."""
    round = open_now(round)
    invited = dict(
        zip(round.invitations.values_list("person_id", flat=True), round.invitations.all(), strict=True)
    )
    who = [one for one in students[:-1] if random.random() < ANSWERS] + students[-1:]
    rows = [responded(round, one, random, links=one == students[-1]) for one in who]
    Response.objects.bulk_create(rows)
    chosen = [invited[one.pk] for one in who]
    drafts = (Draft(key=draft_digest(token_of(one)), round_key=round.key, submitted=True) for one in chosen)
    Draft.objects.bulk_create(drafts)
    round.invitations.filter(pk__in=[one.pk for one in chosen]).update(progress=Invitation.Progress.COMPLETED)
    for page in questionnaire_of(round).modules[0].pages:
        PageTime.objects.create(round=round, page=page.key, visits=len(who), seconds=40 * len(who))
    return round


def responded(round: Round, student: Person, random: np.random.Generator, links: bool = False) -> Response:
    """The answers of one student in one round, not saved yet."""
    place = Enrolment.objects.select_related("programme_at_site__programme", "programme_at_site__site").get(
        person=student
    )
    links = links or random.random() < LINKS
    return answer(
        round,
        questionnaire_of(round),
        0,
        random,
        owner=owner_of(student.number, round.key),
        trail=trail_of(student.number) if links else "",
        programme=place.programme_at_site.programme.code,
        site=place.programme_at_site.site.code,
        study_year=place.study_year,
        form=place.form,
        language=student.language,
        consents=agreed(CORE, EXTRA, YEARS) if links else agreed(CORE, EXTRA),
        answers=invented(questionnaire_of(round), random),
    )


def invented(questionnaire: Questionnaire, random: np.random.Generator) -> dict[str, int]:
    """Answers that go together, since one person gives them; every option is given by somebody."""
    mood, answers = random.standard_normal(), {}
    for item in numbered(questionnaire):
        low, high = ends(item)
        place = 0.5 + 0.2 * (mood + random.standard_normal())
        answers[item.code] = int(np.clip(np.round(low + place * (high - low)), low, high))
    return answers


def _close(key: str, years_ago: int) -> None:
    """The round is over for a while, and its days were kept."""
    round = Round.objects.get(key=key)
    for day in (1, 20):
        keep_day(round=round, day=day, tallies=tallies_of(round))
    Job.objects.filter(name=EMPTYING).delete()  # the letterbox was emptied for the last time
    back = datetime.timedelta(days=350 * years_ago)
    Round.objects.filter(pk=round.pk).update(
        state=Round.State.CLOSED, opens_on=round.opens_on - back, closes_on=round.closes_on - back
    )


def _fieldwork(round: Round) -> AmbassadorKit:
    """Kits, a class visit, a reminder, mail that failed, and two imports."""
    site = factories.Site.objects.get(code="AVM")
    kit = make_kit(kit=AmbassadorKit(round=round, site=site, label="Hal"), by=BY)
    today = timezone.localdate()
    ClassVisit.objects.create(
        kit=kit, day=today, programme="SW", in_class="20-29", by="ambassador", made_at=timezone.now()
    )
    Reminder.objects.create(
        round=round,
        day=today + datetime.timedelta(days=2),
        subject_nl="Nog even",
        subject_en="One more thing",
        text_nl="Doe je mee?",
        text_en="Will you join?",
    )
    some = list(round.invitations.order_by("pk").values_list("pk", flat=True)[:2])
    for pk, state in zip(some, (Invitation.State.FAILED, Invitation.State.BOUNCED), strict=True):
        Invitation.objects.filter(pk=pk).update(state=state)
    rosters.upload("student;s999001;Ada;SW;AVM;1;;2025-09-01\n")
    rosters.upload("student;s999002;Bo;NOWHERE;AVM;1;;2025-09-01\n")
    return kit
