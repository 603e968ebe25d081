"""What colleagues choose from the figures: cards for a report, many reports, rounds shown to students."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from thuis.foundation.release.book import Spot


class PickedCard(models.Model):
    """A card that somebody put in her report: its address, and the release that its figures are from."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    release_version = models.PositiveIntegerField()
    round = models.CharField(max_length=40)
    unit_kind = models.CharField(max_length=12)
    unit = models.CharField(max_length=40)
    filter_kind = models.CharField(max_length=40, blank=True)
    filter_value = models.CharField(max_length=80, blank=True)
    against = models.CharField(max_length=12)
    tab = models.CharField(max_length=40)
    card = models.CharField(max_length=40)
    place = models.PositiveIntegerField()

    ADDRESS: ClassVar[tuple[str, ...]] = (
        "round",
        "unit_kind",
        "unit",
        "filter_kind",
        "filter_value",
        "against",
        "tab",
        "card",
    )

    class Meta:
        ordering = ("place", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=(
                    "user",
                    "round",
                    "unit_kind",
                    "unit",
                    "filter_kind",
                    "filter_value",
                    "against",
                    "tab",
                    "card",
                ),
                name="insights_card_once_per_report",
            ),
        )

    def __str__(self) -> str:
        return f"{self.tab}/{self.card} · {self.unit_kind}/{self.unit} · {self.round}"

    @property
    def spot(self) -> Spot:
        return Spot(self.unit_kind, self.unit, self.filter_kind, self.filter_value)


class ReportBatch(models.Model):
    """One report for each of many units, made in the background and kept as one file for a week."""

    class State(models.TextChoices):
        WAITING = "waiting", _("being made")
        STUCK = "stuck", _("did not work yet")
        DONE = "done", _("ready")
        EXPIRED = "expired", _("no longer kept")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    release_version = models.PositiveIntegerField()
    round = models.CharField(max_length=40)
    language = models.CharField(max_length=2)
    suffix = models.CharField(max_length=4)
    units = models.JSONField(default=list)  # [kind, code], in the order of the file
    finished = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    stored = models.CharField(max_length=80, blank=True)
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.round} {self.suffix} ({self.state})"


class ShownRound(models.Model):
    """A round whose findings everybody may read, from one release. No row, no page."""

    round = models.CharField(max_length=40, unique=True)
    release_version = models.PositiveIntegerField()
    shown_since = models.DateTimeField()

    class Meta:
        ordering = ("-round",)

    def __str__(self) -> str:
        return self.round
