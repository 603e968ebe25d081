"""What codes of approaches mean, in words; none of them says that something always works."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = Promise | str

AUDIENCES: dict[str, Words] = {
    "all": _("All students"),
    "first-year": _("First-year students"),
    "higher-years": _("Students in higher years"),
    "international": _("International students"),
    "working": _("Students who work beside their studies"),
    "staff": _("Colleagues"),
}
EFFORTS: dict[int, Words] = {
    1: _("a little work"),
    2: _("some work"),
    3: _("a lot of work"),
}
COSTS: dict[int, Words] = {
    0: _("no money"),
    1: _("a little money"),
    2: _("some money"),
    3: _("a lot of money"),
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
    "full": _("Yes, fully"),
    "partly": _("In part"),
    "none": _("Not for everybody yet"),
}
