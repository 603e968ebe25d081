"""An append-only chain of what was done by whom, without values."""

from django.conf import settings
from django.db import models


class AuditEvent(models.Model):
    """One deed. `digest` covers the previous digest, so that a removed or altered row shows."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    actor_name = models.CharField(max_length=120)
    deed = models.CharField(max_length=60)
    about = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.actor_name} {self.deed} {self.about}"
