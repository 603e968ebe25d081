"""The words of a scan: roles, questions, answers, and what is told of them."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thuis.core.elements.scan import FEW_KNOW, Aspect, Role, Unknown
from thuis.rooms.approaches.presenters.words import Words

ROLE_NAMES: dict[Role, Words] = {
    "students": _("Students"),
    "lecturers": _("Lecturers"),
    "leaders": _("Managers and support"),
}
QUESTIONS: dict[Aspect, Words] = {
    "in_place": _("Is it there?"),
    "reaches": _("Whom does it reach?"),
    "works": _("Does it help, as you see it?"),
}
ANSWERS: dict[Aspect, tuple[Words, ...]] = {
    "in_place": (
        pgettext_lazy("scan", "nowhere"),
        pgettext_lazy("scan", "in some places"),
        pgettext_lazy("scan", "in most places"),
        pgettext_lazy("scan", "everywhere"),
    ),
    "reaches": (
        pgettext_lazy("scan", "almost nobody"),
        pgettext_lazy("scan", "some people"),
        pgettext_lazy("scan", "most people"),
        pgettext_lazy("scan", "everybody who needs it"),
    ),
    "works": (
        pgettext_lazy("scan", "not"),
        pgettext_lazy("scan", "a little"),
        pgettext_lazy("scan", "well"),
        pgettext_lazy("scan", "very well"),
    ),
}
DONT_KNOW: Words = _("I don't know")
UNKNOWN: dict[Unknown, Words] = {
    "few": _("fewer than 20 of 100"),
    "some": _("20 to 50 of 100"),
    "most": _("more than half"),
}
HIDDEN: dict[str, Words] = {
    "too-few": _("too few answers"),
    FEW_KNOW: _("most don't know"),
}
