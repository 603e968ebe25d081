"""A statement of roles and hours: the words for the paper and for the page on which a reader checks it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from thuis.foundation.documents.brand import brand_colour
from thuis.foundation.institution.models import Person
from thuis.rooms.participation.presenters.roles import OwnRow


def statement_roles(rows: Sequence[OwnRow], skills: Sequence[str]) -> list[dict[str, str]]:
    """Each role as lines of text, in the language of the page."""
    return [
        {
            "role": row.role,
            "place": row.place,
            "period": f"{date_format(row.first, 'j F Y')} – {date_format(row.last, 'j F Y')}",
            "hours": hours_in_words(row.hours),
            "skills": words,
        }
        for row, words in zip(rows, skills, strict=True)
    ]


def statement_words(person: Person, institution: str, on: date, language: str) -> dict[str, Any]:
    """What stands on the paper besides the roles."""
    return {
        "name": f"{person.given_name} {person.family_name}".strip(),
        "institution": institution,
        "made_on": date_format(on, "j F Y"),
        "language": language,
    }


def hours_in_words(hours: float | None) -> str:
    if hours is None:
        return str(_("hours not recorded"))
    shown = number_format(hours, decimal_pos=0 if hours == int(hours) else 1)
    return str(_("%(hours)s hours") % {"hours": shown})


def statement_document(content: dict[str, Any]) -> dict[str, Any]:
    """Everything that the paper shows."""
    address = (settings.SITE_ADDRESS + reverse("participation:check")).partition("://")[2]
    words = {
        "title": _("Statement of roles and hours"),
        "lead": _("%(institution)s states that %(name)s had these roles.") % content,
        "made": _("Made on %(made_on)s") % content,
        "skills": _("What I learned, in my own words"),
        "check": _("Is this paper right?"),
        "how": _("Go to %(address)s and type this code.") % {"address": address},
        "note": _(
            "Roles and hours come from the records of the institution. The student's own words are her own."
        ),
        "code": _("Code"),
    }
    return {**content, "words": words, "brand": brand_colour()}
