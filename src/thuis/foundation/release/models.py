"""Which releases there are. The figures themselves lie in files that never change."""

from pathlib import Path

from django.conf import settings
from django.db import models

from thuis.foundation.release.keys_models import ProgramKey
from thuis.foundation.release.participation_models import ParticipationRelease
from thuis.foundation.release.research_models import ResearchRequest

__all__ = ("ParticipationRelease", "ProgramKey", "Release", "ResearchRequest", "releases_folder")


class Release(models.Model):
    """One version. `rounds` are {key, nl, en}, oldest first; the certificate is known by its SHA-256."""

    version = models.PositiveIntegerField(unique=True)
    rounds = models.JSONField()
    folder_name = models.CharField(max_length=40, unique=True)
    certificate_digest = models.CharField(max_length=64)
    made_on = models.DateField()

    class Meta:
        ordering = ("-version",)

    def __str__(self) -> str:
        return self.folder_name

    @property
    def folder(self) -> Path:
        return releases_folder() / self.folder_name

    @property
    def round_keys(self) -> tuple[str, ...]:
        return tuple(one["key"] for one in self.rounds)


def releases_folder() -> Path:
    """Where releases lie: one folder per version."""
    return Path(settings.HOME) / "releases"
