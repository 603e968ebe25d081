"""The institution as it is: units, sites, programmes at sites, people, enrolments, counts."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Form(models.TextChoices):
    FULL_TIME = "full-time", _("full-time")
    PART_TIME = "part-time", _("part-time")
    DUAL = "dual", _("dual")


class Source(models.TextChoices):
    """Where a row came from. Only what DUO brought may end because DUO no longer has it."""

    HAND = "hand", _("by hand")
    DUO = "duo", "DUO"


class Unit(models.Model):
    """A node of the tree institution → domain → programme."""

    class Kind(models.TextChoices):
        INSTITUTION = "institution", _("institution")
        DOMAIN = "domain", _("domain")
        PROGRAMME = "programme", _("programme")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    code = models.CharField(max_length=20)
    name_nl = models.CharField(max_length=180)
    name_en = models.CharField(max_length=180, blank=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    ends_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=4, choices=Source.choices, default=Source.HAND)

    class Meta:
        ordering = ("kind", "name_nl")
        constraints = (
            models.UniqueConstraint(fields=("kind", "code"), name="unit_code_once_per_kind"),
            models.CheckConstraint(
                condition=Q(kind="institution", parent=None)
                | (~Q(kind="institution") & Q(parent__isnull=False)),
                name="unit_only_institution_is_root",
            ),
        )

    def __str__(self) -> str:
        return self.name_nl

    def name_in(self, language: str) -> str:
        return self.name_nl if language == "nl" or not self.name_en else self.name_en


class Site(models.Model):
    """A place where programmes are taught."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=80)
    municipality = models.CharField(max_length=80, blank=True)
    address = models.CharField(max_length=160, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=4, choices=Source.choices, default=Source.HAND)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class ProgrammeAtSite(models.Model):
    """A programme as it is taught at one site."""

    programme = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="at_sites")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="programmes")
    ends_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=4, choices=Source.choices, default=Source.HAND)

    class Meta:
        ordering = ("programme", "site")
        constraints = (models.UniqueConstraint(fields=("programme", "site"), name="programme_once_per_site"),)

    def __str__(self) -> str:
        return f"{self.programme}, {self.site}"


class Person(models.Model):
    """A student or a colleague, known by the institution's own number."""

    class Kind(models.TextChoices):
        STUDENT = "student", _("student")
        STAFF = "staff", _("colleague")

    kind = models.CharField(max_length=7, choices=Kind.choices)
    number = models.CharField(max_length=40)
    given_name = models.CharField(max_length=80, blank=True)
    family_name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, default="nl")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="person"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("kind", "number"), name="person_number_once_per_kind"),
        )
        # the list of people is in this order; without it 100,000 people are sorted for each page
        indexes = (models.Index(fields=("family_name", "given_name", "id"), name="person_by_name"),)

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}".strip() or self.number


class Enrolment(models.Model):
    """A student in a programme at a site, from a day until further notice."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="enrolments")
    programme_at_site = models.ForeignKey(
        ProgrammeAtSite, on_delete=models.PROTECT, related_name="enrolments"
    )
    form = models.CharField(max_length=9, choices=Form.choices, default=Form.FULL_TIME)
    study_year = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person", "programme_at_site", "form", "starts_on"), name="enrolment_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="enrolment_ends_after_start"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.programme_at_site_id}"


class Group(models.Model):
    """A class or tutor group of a programme at a site."""

    code = models.CharField(max_length=40)
    programme_at_site = models.ForeignKey(ProgrammeAtSite, on_delete=models.PROTECT, related_name="groups")
    study_year = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("code", "programme_at_site"), name="group_code_once"),)

    def __str__(self) -> str:
        return self.code


class GroupMembership(models.Model):
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="memberships")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="memberships")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("enrolment", "group"), name="member_once"),)

    def __str__(self) -> str:
        return f"{self.enrolment_id} in {self.group_id}"


class EnrolmentCount(models.Model):
    """How many students on a day, for one cell. DUO prints small cells as `<5`: low 1, high 4."""

    class Measure(models.TextChoices):
        ENROLLED = "enrolled", _("enrolled students")
        APPLIED = "applied", _("applications")

    measure = models.CharField(max_length=8, choices=Measure.choices)
    reference_date = models.DateField()
    programme_at_site = models.ForeignKey(ProgrammeAtSite, on_delete=models.CASCADE, related_name="counts")
    form = models.CharField(max_length=9, choices=Form.choices, blank=True)
    study_year = models.PositiveSmallIntegerField(null=True, blank=True)
    gender = models.CharField(max_length=10, blank=True)
    origin = models.CharField(max_length=20, blank=True)
    low = models.PositiveIntegerField()
    high = models.PositiveIntegerField()
    source = models.CharField(max_length=120)

    class Meta:
        indexes = (models.Index(fields=("measure", "reference_date")),)
        constraints = (models.CheckConstraint(condition=Q(high__gte=F("low")), name="count_interval"),)

    def __str__(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low}-{self.high}"


class Role(models.Model):
    """What a colleague does, for which unit or site, from when until when."""

    class Kind(models.TextChoices):
        LECTURER = "lecturer", _("lecturer")
        MANAGER = "manager", _("manager")
        COORDINATOR = "coordinator", _("coordinator")
        RESEARCHER = "researcher", _("researcher")
        ADVISER = "adviser", _("confidential adviser")
        ADMIN = "admin", _("functional admin")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="roles")
    site = models.ForeignKey(Site, null=True, blank=True, on_delete=models.PROTECT, related_name="roles")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="role_ends_after_start"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.kind} {self.unit}"
