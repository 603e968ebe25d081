"""Which function forgets what: one line per row of content/retention.toml."""

import datetime
from collections.abc import Callable

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from thuis.foundation.audit.actions import Operator, record
from thuis.foundation.institution.retention import forget_people_who_left
from thuis.foundation.intake.actions import clear_old_batches
from thuis.foundation.jobs.actions import forget_old_jobs
from thuis.foundation.mail.actions import forget_old_mail
from thuis.foundation.release.research_actions import expire_research
from thuis.foundation.texts.retention import retention_table
from thuis.foundation.words.actions import forget_words
from thuis.rooms.approaches.actions.loop_tell import forget_names
from thuis.rooms.approaches.actions.scan import forget_scans
from thuis.rooms.monitor.actions.retention import (
    forget_drafts,
    forget_invitations,
    forget_responses,
    forget_waiting,
)
from thuis.rooms.participation.actions.files import clear_old_role_files
from thuis.rooms.participation.actions.own import forget_statements
from thuis.rooms.participation.actions.registrations import forget_unanswered
from thuis.rooms.participation.actions.tables import forget_roles
from thuis.rooms.support.actions.centres import forget_sign_ups
from thuis.rooms.support.actions.files import clear_old_offer_files
from thuis.rooms.support.actions.stories import forget_stories

BY = Operator("daily retention")


def _jobs(*, before: datetime.date) -> int:
    return forget_old_jobs(before=_start_of(before))


def _mail(*, before: datetime.date) -> int:
    return forget_old_mail(before=_start_of(before))


def _start_of(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), timezone.get_current_timezone())


def _imports(*, before: datetime.date) -> int:
    """Imports carry their own days, so that the page of an import and this table cannot differ."""
    return clear_old_batches(by=BY)


def _role_files(*, before: datetime.date) -> int:
    return clear_old_role_files(by=BY)


def _offer_files(*, before: datetime.date) -> int:
    return clear_old_offer_files(by=BY)


def _research(*, before: datetime.date) -> int:
    """A package has its own last day, which the researcher agreed to."""
    return expire_research(on=timezone.localdate(), by=BY)


def _sessions(*, before: datetime.date) -> int:
    return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]


FORGET: dict[str, Callable[..., int]] = {
    "invitations": forget_invitations,
    "drafts": forget_drafts,
    "waiting": forget_waiting,
    "responses": forget_responses,
    "people-who-left": forget_people_who_left,
    "imports": _imports,
    "mail": _mail,
    "jobs": _jobs,
    "sessions": _sessions,
    "research": _research,
    "roles": forget_roles,
    "roles-told": forget_unanswered,
    "role-files": _role_files,
    "statements": forget_statements,
    "words": forget_words,
    "offer-files": _offer_files,
    "loop-names": forget_names,
    "sign-ups": forget_sign_ups,
    "stories": forget_stories,
    "scans": forget_scans,
}


def enforce_retention() -> None:
    """Forget everything whose days are over. What went is recorded as a kind and a number."""
    today = timezone.localdate()
    for row in retention_table():
        with transaction.atomic():
            gone = FORGET[row.key](before=today - datetime.timedelta(days=row.days))
            if gone:
                record("retention.forgot", by=BY, about=f"{row.key}:{gone}")
