"""Page objects of accounts."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator

from thuis.foundation.accounts.forms import InviteForm
from thuis.foundation.accounts.queries import Colleague, colleagues
from thuis.foundation.texts.language import page_language

ROWS = 50


@dataclass(frozen=True, slots=True)
class ColleagueRow:
    """One line of the list; roles in words, one after the other."""

    name: str
    email: str
    roles: str
    last_sign_in: date | None


@dataclass(frozen=True, slots=True)
class ColleaguesPage:
    rows: Page[ColleagueRow]
    form: InviteForm


def colleagues_page(on: date, form: InviteForm, number: str) -> ColleaguesPage:
    """The list of colleagues as of a day, `ROWS` a page, with the form to invite one more."""
    language = page_language()
    rows = [_row(colleague, language) for colleague in colleagues(on)]
    return ColleaguesPage(Paginator(rows, ROWS).get_page(number), form)


def _row(colleague: Colleague, language: str) -> ColleagueRow:
    roles = [f"{role.get_kind_display()}, {role.unit.name_in(language)}" for role in colleague.roles]
    user = colleague.user
    return ColleagueRow(
        name=user.name,
        email=user.email,
        roles="; ".join(roles),
        last_sign_in=user.last_login.date() if user.last_login else None,
    )
