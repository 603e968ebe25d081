"""Requests for research data: who asks what and why, who decided, and where the package lies."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ResearchRequest(models.Model):
    """One request. `rounds`, `modules` and `background` are lists of keys; days are dates. `background`
    names quasi-identifiers, and PANEL where students are to be linked over rounds.

    `agreement_version` is that of the words she agreed to. `digest` is the SHA-256 of the package.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("waits for a second person")
        APPROVED = "approved", _("is being made")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("ended by the researcher")
        MADE = "made", _("ready")
        TOO_FEW = "too-few", _("too few students agreed")
        EXPIRED = "expired", _("removed: its days are over")

    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="research_requests"
    )
    title = models.CharField(max_length=120)
    purpose = models.TextField(max_length=2000)
    question = models.TextField(max_length=2000)
    rounds = models.JSONField()
    modules = models.JSONField()
    background = models.JSONField(default=list, blank=True)
    agreement_version = models.PositiveSmallIntegerField()
    until = models.DateField()
    language = models.CharField(max_length=2)
    asked_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_on = models.DateField(null=True, blank=True)
    decision = models.TextField(max_length=1000, blank=True)
    made_on = models.DateField(null=True, blank=True)
    folder_name = models.CharField(max_length=40, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    rows = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(decided_by=None) | ~models.Q(decided_by=models.F("requested_by")),
                name="research_decided_by_another",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def package(self) -> Path:
        """The package, when it is made."""
        return research_folder() / self.folder_name / PACKAGE


PACKAGE = "package.zip"
State = ResearchRequest.State
# What may follow on what. A state without a line is the end.
TRANSITIONS: dict[Any, frozenset[Any]] = {
    State.ASKED: frozenset({State.APPROVED, State.REFUSED, State.WITHDRAWN, State.EXPIRED}),
    State.APPROVED: frozenset({State.MADE, State.TOO_FEW, State.WITHDRAWN, State.EXPIRED}),
    State.MADE: frozenset({State.WITHDRAWN, State.EXPIRED}),
}


def research_folder() -> Path:
    """Where packages lie: one folder each, readable by this account alone."""
    return Path(settings.HOME) / "research"
