"""Keys with which programs of a colleague read the API."""

from django.conf import settings
from django.db import models


class ProgramKey(models.Model):
    """One key. Only its digest is kept, so nobody can read it here; the days are dates."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="program_keys")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    made_on = models.DateField()
    expires_on = models.DateField()
    revoked_on = models.DateField(null=True, blank=True)
    used_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.name
