"""Forgetting students who left."""

import datetime

from django.db.models import Q

from thuis.foundation.institution.models import Person


def forget_people_who_left(*, before: datetime.date) -> int:
    """Remove students whose every enrolment ended before a day; returns how many.

    A student without any enrolment was never placed: the roster that brought her can bring her again.
    """
    still_here = Q(enrolments__ends_on=None) | Q(enrolments__ends_on__gte=before)
    staying = Person.objects.filter(still_here, kind=Person.Kind.STUDENT, enrolments__isnull=False)
    left = Person.objects.filter(kind=Person.Kind.STUDENT, enrolments__isnull=False).exclude(pk__in=staying)
    number = left.distinct().count()
    left.delete()
    return number
