"""What somebody picked out of the figures or heard, to talk about and to act on."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from thuis.foundation.signals.telling_models import Telling

__all__ = ("Signal", "Telling")

ACCOUNT = settings.AUTH_USER_MODEL


class Signal(models.Model):
    """Something that somebody wants to talk about, as it read then; figures stay in their release.

    From a card: `address` is the page of the figure and `source` says which figures these are: 'release 3'.
    By hand: no address and no figure, and `source` says in words where it was heard. `said` is in `language`.
    A signal ends told to students (`told_address`) or with a reason, so that none is forgotten in silence.
    """

    class State(models.TextChoices):
        OPEN = "open", _("open")
        TOLD = "told", _("told to students")
        CLOSED = "closed", _("closed")

    class Origin(models.TextChoices):
        CARD = "card", _("from a figure")
        HAND = "hand", _("by hand")
        SCAN = "scan", _("from the scan")

    origin = models.CharField(max_length=4, choices=Origin.choices, default=Origin.CARD)
    unit_kind = models.CharField(max_length=12)
    unit = models.CharField(max_length=40)
    period = models.CharField(max_length=40, blank=True)
    group = models.CharField(max_length=120, blank=True)
    question = models.CharField(max_length=200)
    said = models.CharField(max_length=600)
    language = models.CharField(max_length=2)
    address = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=80)
    note = models.CharField(max_length=400, blank=True)
    state = models.CharField(max_length=6, choices=State.choices, default=State.OPEN)
    reason = models.CharField(max_length=400, blank=True)
    told_address = models.CharField(max_length=200, blank=True)
    made_by = models.ForeignKey(ACCOUNT, null=True, on_delete=models.SET_NULL, related_name="+")
    made_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta:
        ordering = ("-made_on", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("address",),
                condition=models.Q(state="open") & ~models.Q(address=""),
                name="one_open_signal_per_figure",
            ),
        )

    def __str__(self) -> str:
        return f"{self.question} ({self.state})"
