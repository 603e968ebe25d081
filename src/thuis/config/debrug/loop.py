"""The loop at De Brug: one from a signal to a verdict, and others in each state.

Signals of figures need a release, so this is work for the background: it begins by making what is missing.
Every step goes through the actions that colleagues use; only the days are put back afterwards.
"""

import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from thuis.config.debrug.content import read
from thuis.config.releases import release_each_day
from thuis.core.statistics.change import Verdict
from thuis.foundation.accounts.models import User
from thuis.foundation.institution.models import Unit
from thuis.foundation.institution.queries import institution
from thuis.foundation.release.queries import shape_of
from thuis.foundation.signals.actions import (
    Figure,
    Heard,
    close_signal,
    explain_signal,
    make_signal,
    say_signal,
)
from thuis.foundation.signals.models import Signal, Telling
from thuis.rooms.approaches.actions import loop, loop_tell
from thuis.rooms.approaches.actions.loop_remind import remind_owners
from thuis.rooms.approaches.models import Candidate, LogNote, MeaningSession, Plan, Remeasurement
from thuis.rooms.approaches.presenters.loop_choices import indicator_title, known_in
from thuis.rooms.approaches.presenters.loop_told import address_of, place_of
from thuis.rooms.approaches.presenters.loop_words import figure_words
from thuis.rooms.approaches.queries.loop_figures import Figures, figures
from thuis.rooms.participation.actions.figures import figures_each_day

WORK = "demo.write_loops"
SIGNS = {
    Verdict.HIGHER: "higher",
    Verdict.LOWER: "lower",
    Verdict.ABOUT_THE_SAME: "same",
    Verdict.TOO_FEW: "few",
}
Row = dict[str, Any]
FALLBACK = "belonging_domain"  # a measure that every release tells


def write_loops() -> None:
    """The job of a new demo. Done once: with signals in the house there is nothing to do."""
    release_each_day()
    figures_each_day()
    with transaction.atomic(), translation.override("nl"):
        if not Signal.objects.exists():
            Loops(timezone.localdate()).write()
            remind_owners()


class Loops:
    """Everything of the file, in the order in which it happened."""

    def __init__(self, today: datetime.date) -> None:
        self.today, self.content = today, read("loop")
        self.figures: Figures = figures()
        self.users = {user.email: user for user in User.objects.all()}
        self.signals: dict[str, Signal] = {}
        self.sessions: dict[str, MeaningSession] = {}
        self.plans: dict[str, Plan] = {}

    def write(self) -> None:
        for name, write in (
            ("signals", self._signal),
            ("sessions", self._session),
            ("plans", self._plan),
            ("tellings", self._telling),
            ("again", self._again),
        ):
            for row in self.content[name]:
                write(row)
        for row in self.content["signals"]:
            self._date_signal(row)

    def _day(self, weeks: int) -> datetime.date:
        return self.today - datetime.timedelta(weeks=weeks)

    def _unit(self, code: str) -> Unit:
        """The house, Social Work, or the first programme that is another one."""
        programmes = Unit.objects.filter(kind=Unit.Kind.PROGRAMME).order_by("code")
        found = institution() if code == "DB" else programmes.filter(code=code).first()
        return found or programmes.exclude(code="SW")[0]

    def _keeper(self, unit: Unit) -> User:
        """Who chooses what a unit works on."""
        return self.users["marit@debrug.example" if unit.code == "SW" else "yasmin@debrug.example"]

    def _round(self, back: int) -> str:
        return self.figures.rounds[-back]

    def _measure(self, wanted: str) -> str:
        known = [one.name for one in self.figures.measures]
        return wanted if wanted in known else FALLBACK

    # --- signals and sessions --------------------------------------------------------------------------

    def _signal(self, row: Row) -> None:
        unit, by = self._unit(row["unit"]), self.users[row["by"]]
        if "measure" in row:
            signal = make_signal(figure=self._figure(row, unit), by=by)
        else:
            heard = Heard(unit, row["question"], row["said"], row["source"], "nl")
            signal = say_signal(heard=heard, by=by)
        if "note" in row:
            explain_signal(signal=signal, note=row["note"], by=by)
        self.signals[row["key"]] = signal

    def _figure(self, row: Row, unit: Unit) -> Figure:
        """How a question of the monitor reads in a unit, as its card says it."""
        (kind, code), round = place_of(unit), self._round(row["round"])
        asked = Plan(indicator="monitor", measure=self._measure(row["measure"]), place_kind=kind, place=code)
        asked.baseline = round
        title, again = indicator_title(asked, known_in("nl")), self.figures.measured_again(asked, round)
        said = figure_words(again.found.before, again.scale) if again.found.before else "te weinig antwoorden"
        names = {"round": round, "kind": kind, "unit": code, "tab": "items"}
        address = f"{reverse('insights:tab', kwargs=names)}#{self._card(asked.measure)}"
        source = _("release %(version)s") % {"version": again.version}
        return Figure(kind, code, round, "", title, f"{title}: {said}.", "nl", address, source)

    def _card(self, measure: str) -> str:
        """Questions of one scale stand on one card."""
        rules = shape_of(self.figures.releases[0]).rules
        found = next(one for one in rules.measures if one.name == measure)
        return f"{(found.part_of or found.name).lower()}-1"

    def _session(self, row: Row) -> None:
        unit = self._unit(row["unit"])
        by, (students, lecturers, managers, support) = self._keeper(unit), row["seats"]
        session = MeaningSession(
            unit=unit, on=self._day(row["weeks"]), place=row["place"], students=students, lecturers=lecturers,
            managers=managers, support=support, language="nl",
            without_students=row.get("without_students", ""),
        )  # fmt: skip
        loop.save_session(session=session, signals=self._known(row), by=by)
        for each in row.get("candidates", ()):
            loop.weigh(candidate=Candidate(session=session, **each), by=by)
        if "notes" in row:
            words = {"notes": row["notes"], "agreements": row["agreements"], "language": "nl"}
            loop.write_down(session=session, by=by, **words)
        if row["state"]:
            loop.move_session(session=session, deed=row["state"], by=by)
        self.sessions[row["key"]] = session

    def _known(self, row: Row) -> list[Signal]:
        return [self.signals[key] for key in row["signals"]]

    # --- plans -----------------------------------------------------------------------------------------

    def _plan(self, row: Row) -> None:
        unit = self._unit(row["unit"])
        by = self._keeper(unit)
        plan = Plan(
            unit=unit, session=self.sessions.get(row.get("session", "")), title_nl=row["title"]["nl"],
            title_en=row["title"]["en"], elements=row["elements"], approach=row.get("approach", ""),
            owner=self.users[row["owner"]], owner_named=row.get("owner_named", False),
            student_owner=row.get("student", ""), student_agreed=bool(row.get("student")),
            first_step=row["first_step"], review_on=self._day(row["review"]), made_on=self._day(row["weeks"]),
        )  # fmt: skip
        self._look_at(plan, row)
        loop.save_plan(plan=plan, signals=self._known(row), by=by)
        for deed in row["deeds"]:
            loop.move_plan(plan=plan, deed=deed, by=by)
        if "dropped" in row:
            loop.move_plan(plan=plan, deed="drop", because=row["dropped"], by=by)
        for weeks, words in row.get("log", ()):
            LogNote.objects.create(plan=plan, on=self._day(weeks), words=words, by=plan.owner)
        self.plans[row["key"]] = plan

    def _look_at(self, plan: Plan, row: Row) -> None:
        """The figure of a plan: of the monitor, or of participation where quarters are told."""
        quarters = tuple(self.figures.quarters)
        if "measure" in row:
            plan.indicator, plan.measure = "monitor", self._measure(row["measure"])
            plan.baseline = self._round(row["baseline"])
        elif "participation" in row and len(quarters) > 1:
            plan.indicator, plan.measure, plan.baseline = "participation", row["participation"], quarters[-2]
        if plan.indicator:
            plan.place_kind, plan.place = place_of(plan.unit)

    # --- what students hear, and looking again -----------------------------------------------------------

    def _telling(self, row: Row) -> None:
        unit, plan = self._unit(row["unit"]), self.plans.get(row.get("plan", ""))
        by, at = self._keeper(unit), self._moment(row["weeks"])
        words = {
            f"{name}_{one}": row[name][one] for name in ("said", "title", "text") for one in ("nl", "en")
        }
        telling = Telling(
            unit=unit, kind=row["kind"], with_figure=row.get("figure", False),
            made_on=at.date(), changed_at=at,
            day=self._day(row["day"]) if "day" in row else None, **words,
        )  # fmt: skip
        loop_tell.save_telling(telling=telling, signals=self._known(row), plan=plan, by=by)
        address = f"{address_of(unit)}#t{telling.pk}"
        for deed in {"publish": ["publish"], "withdraw": ["publish", "withdraw"]}.get(row["state"], ()):
            loop_tell.move_telling(telling=telling, deed=deed, address=address, by=by)
        known = Telling.objects.filter(pk=telling.pk)
        known.update(changed_at=at)
        known.filter(published_at__isnull=False).update(published_at=at)
        for signal in self._known(row):
            told = Signal.objects.filter(pk=signal.pk, state=Signal.State.TOLD)
            told.update(closed_on=at.date())

    def _moment(self, weeks: int) -> datetime.datetime:
        noon = datetime.datetime.combine(self._day(weeks), datetime.time(12))
        return timezone.make_aware(noon)

    def _again(self, row: Row) -> None:
        plan = Plan.objects.get(pk=self.plans[row["plan"]].pk)
        later = self.figures.periods_after(plan)
        after = later[-1] if later else ""
        again = self.figures.measured_again(plan, after)
        words = row[SIGNS[again.found.verdict]]
        found = Remeasurement(
            plan=plan, on=self._day(row["weeks"]), before=plan.baseline, after=after, version=again.version,
            design=row["design"], success=row["success"], use=row["use"], use_why=row["use_why"],
            verdict_nl=words["nl"], verdict_en=words["en"], decision=row["decision"],
        )  # fmt: skip
        loop_tell.look_again(found=found, next_on=None, by=self._keeper(plan.unit))

    def _date_signal(self, row: Row) -> None:
        """When it was made, and its end where somebody closed it."""
        signal = self.signals[row["key"]]
        made = self._day(row["weeks"])
        Signal.objects.filter(pk=signal.pk).update(made_on=made)
        if "closed" in row:
            signal.refresh_from_db()
            close_signal(signal=signal, reason=row["closed"], by=self.users[row["by"]])
            Signal.objects.filter(pk=signal.pk).update(closed_on=made + datetime.timedelta(weeks=4))
