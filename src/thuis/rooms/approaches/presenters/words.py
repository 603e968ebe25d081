"""What codes of approaches mean, in words; none of them says that something always works."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = Promise | str

AUDIENCES: dict[str, Words] = {
    "all": _("All students"),
    "first-year": _("First-year students"),
    "higher-years": _("Students in higher years"),
    "international": _("International students"),
    "working": _("Students who work beside their studies"),
    "staff": pgettext_lazy("audience", "Staff"),
}
EFFORTS: dict[int, Words] = {
    1: pgettext_lazy("effort", "small"),
    2: pgettext_lazy("effort", "middle"),
    3: pgettext_lazy("effort", "large"),
}
COSTS: dict[int, Words] = {
    0: pgettext_lazy("cost", "none"),
    1: pgettext_lazy("cost", "low"),
    2: pgettext_lazy("cost", "middle"),
    3: pgettext_lazy("cost", "high"),
}
EVIDENCE: dict[int, Words] = {
    0: _("An idea; nobody looked yet"),
    1: _("People who were there say it helps"),
    2: _("Described and looked at in a study"),
    3: _("Compared with a group or a time without it"),
    4: _("Compared by lot"),
}
EVALUATED: dict[str, Words] = {
    "none": _("Not yet"),
    "experience": _("Yes, by asking those who were there"),
    "process": _("Yes, on how it went"),
    "study": _("Yes, in a study"),
}
DIGITAL: dict[str, Words] = {
    "full": pgettext_lazy("accessible", "Fully"),
    "partly": pgettext_lazy("accessible", "In part"),
    "none": pgettext_lazy("accessible", "Not yet"),
}
