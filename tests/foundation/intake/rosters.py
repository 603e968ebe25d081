"""Small rosters for the tests of imports."""

from thuis.foundation.audit.actions import Operator
from thuis.foundation.institution.models import Enrolment, Group, GroupMembership, Person
from thuis.foundation.intake.actions import confirm_import, upload_roster

HEADER = "person_kind;number;given_name;programme;site;study_year;group;starts_on\n"
MODELS = (Person, Enrolment, Group, GroupMembership)


def by_hand():
    return Operator("tests")


def upload(rows: str, by=None):
    """Upload rows under our header."""
    return upload_roster(name="rooster.csv", chunks=[(HEADER + rows).encode()], by=by or by_hand())


def confirm(batch, may_end_many=False):
    return confirm_import(batch=batch, by=by_hand(), may_end_many=may_end_many)


def load(rows: str, may_end_many=False):
    """Upload and confirm."""
    return confirm(upload(rows), may_end_many)


def tables():
    """Every row of the tables that an import may touch, as values."""
    return {model.__name__: sorted(map(repr, model.objects.values_list())) for model in MODELS}
