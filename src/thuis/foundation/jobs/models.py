"""Work that may take longer than a page, kept on disk until it is done."""

from django.db import models


class Job(models.Model):
    """One piece of work. Whoever works on it holds a lease; a lease that runs out gives the job back."""

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    name = models.CharField(max_length=60)
    once = models.CharField(max_length=90, null=True, blank=True, unique=True)  # noqa: DJ001  # many have none
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    run_after = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    deaths = models.PositiveSmallIntegerField(default=0, db_default=0)  # of workers that were at it
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = (models.Index(fields=("state", "run_after")),)

    def __str__(self) -> str:
        return f"{self.name} ({self.state})"
