"""Which releases on participation there are: one per period and version. The figures lie in files."""

from pathlib import Path

from django.conf import settings
from django.db import models


class ParticipationRelease(models.Model):
    """One version of the figures of a quarter or a year. Its file is known by its SHA-256."""

    period = models.CharField(max_length=7)
    version = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    made_on = models.DateField()

    class Meta:
        ordering = ("period", "-version")
        constraints = (
            models.UniqueConstraint(fields=("period", "version"), name="participation_release_once"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.period}-v{self.version}"

    @property
    def path(self) -> Path:
        return participation_folder() / f"{self.name}.json"

    @property
    def ledger_path(self) -> Path:
        return participation_folder() / "private" / f"{self.name}.json"


def participation_folder() -> Path:
    """Where they lie: two files per version, of which the ledger never leaves the server."""
    return Path(settings.HOME) / "releases" / "participation"
