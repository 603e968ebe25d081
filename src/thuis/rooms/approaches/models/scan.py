"""A scan: what roles say about the elements in a unit. Only how often each answer came is kept."""

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thuis.foundation.institution.models import Unit

ACCOUNT = settings.AUTH_USER_MODEL


class Scan(models.Model):
    """One scan of one unit. Results are told after its last day, and it does not open again."""

    class Form(models.TextChoices):
        SHORT = "short", _("short: is it there? (16 questions)")
        LONG = "long", _("long: is it there, whom does it reach, does it help? (48 questions)")

    class Mode(models.TextChoices):
        CODES = "codes", _("on slips: each slip has a code that works once")
        PLENARY = "plenary", _("in one room: everybody uses the same link")

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    form = models.CharField(max_length=5, choices=Form.choices, default=Form.SHORT)
    mode = models.CharField(max_length=7, choices=Mode.choices, default=Mode.CODES)
    opened_on = models.DateField()
    closes_on = models.DateField()
    closed_on = models.DateField(null=True)  # when somebody closed it before its last day
    opened_by = models.ForeignKey(ACCOUNT, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-opened_on", "-pk")

    def __str__(self) -> str:
        return f"{self.unit} {self.opened_on}"

    @property
    def is_over(self) -> bool:
        return self.closed_on is not None or self.closes_on < timezone.localdate()

    @property
    def last_day(self) -> datetime.date:
        return self.closed_on or self.closes_on


class ScanTally(models.Model):
    """What one role said: per question how often each answer came. No sheet, no order, no time.

    `door` is the code in the link of a plenary scan, and `limit` how many sheets it takes.
    """

    scan = models.ForeignKey(Scan, on_delete=models.CASCADE, related_name="tallies")
    role = models.CharField(max_length=9)
    sheets = models.PositiveIntegerField(default=0)
    counts = models.JSONField()
    door = models.CharField(max_length=12, blank=True)
    limit = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("scan", "role"), name="one_tally_per_role"),
            models.UniqueConstraint(
                fields=("door",), condition=~models.Q(door=""), name="one_tally_per_door"
            ),
        )

    def __str__(self) -> str:
        return f"{self.scan} {self.role}"


class ScanSlip(models.Model):
    """A slip that was not used yet, known by the digest of its code. A slip that was used is gone."""

    tally = models.ForeignKey(ScanTally, on_delete=models.CASCADE, related_name="slips")
    digest = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"{self.tally}"
