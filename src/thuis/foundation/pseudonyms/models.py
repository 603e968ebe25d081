"""Which second keys there are. The keys themselves are with the custodian, and stand in no database."""

from django.db import models


class CustodyKey(models.Model):
    """The second key for one purpose: a round, or the years. Known by its fingerprint alone."""

    purpose = models.CharField(max_length=60, unique=True)
    fingerprint = models.CharField(max_length=64)
    made_on = models.DateField()
    destroyed_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.purpose
