"""The outbox: which mail must reach whom. No words and no link: those are written while sending."""

from django.db import models


class OutboxMail(models.Model):
    """One mail. `kind` and `reference` say what to write; `message_id` is the same at every attempt."""

    class State(models.TextChoices):
        QUEUED = "queued"
        SENDING = "sending"
        SENT = "sent"
        UNCERTAIN = "uncertain"
        FAILED = "failed"
        BOUNCED = "bounced"
        CANCELLED = "cancelled"

    kind = models.CharField(max_length=40)
    reference = models.BigIntegerField()
    recipient = models.EmailField(max_length=254, blank=True)
    recipient_digest = models.CharField(max_length=64, db_index=True)
    language = models.CharField(max_length=2)
    state = models.CharField(max_length=9, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField()
    not_before = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    message_id = models.CharField(max_length=160, unique=True)
    code = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=("state", "not_before", "id")),
            models.Index(fields=("kind", "reference")),
        )

    def __str__(self) -> str:
        return f"{self.kind} ({self.state})"
