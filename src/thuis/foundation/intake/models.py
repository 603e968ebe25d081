"""One import of one file, from upload to undo."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from thuis.core.errors import WrongState


class Batch(models.Model):
    """A file on its way in. `TRANSITIONS` is the whole of its life. Rooms extend it for their own files."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("being read")
        PREVIEWED = "previewed", _("waiting for you")
        APPLYING = "applying", _("being saved")
        CONFIRMED = "confirmed", _("imported")
        UNDONE = "undone", _("undone")
        FAILED = "failed", _("failed")
        EXPIRED = "expired", _("expired")

    TRANSITIONS: ClassVar[dict[str, tuple[str, ...]]] = {
        "uploaded": ("previewed", "failed", "expired"),
        "previewed": ("applying", "expired"),
        # back to the preview when somebody else changed something in between
        "applying": ("confirmed", "previewed", "failed"),
        "confirmed": ("undone",),
        "undone": (),
        "failed": (),
        "expired": (),
    }

    state = models.CharField(max_length=9, choices=State.choices, default=State.UPLOADED)
    format = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    stored = models.CharField(max_length=80, blank=True)
    lines = models.PositiveIntegerField(default=0)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    by_name = models.CharField(max_length=120)
    uploaded_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    stage = models.CharField(max_length=12, blank=True)
    # numbers only: they stay when the rest is cleared
    counts = models.JSONField(default=dict)
    may_end_many = models.BooleanField(default=False)
    # compressed JSON with names in it; emptied as soon as nobody needs it
    preview = models.BinaryField(default=bytes)
    problems = models.BinaryField(default=bytes)
    before = models.BinaryField(default=bytes)

    class Meta:
        abstract = True
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.name} ({self.get_state_display()})"

    def move(self, state: str, **fields: Any) -> None:
        """Go to another state and save; raises WrongState where the table has no such step."""
        if state not in self.TRANSITIONS[self.state]:
            raise WrongState("import-moved-on")
        self.state = state
        for name, value in fields.items():
            setattr(self, name, value)
        self.save()

    @property
    def is_busy(self) -> bool:
        return self.state in (self.State.UPLOADED, self.State.APPLYING)


class ImportBatch(Batch):
    """One import of a roster."""

    class Meta(Batch.Meta):
        abstract = False
