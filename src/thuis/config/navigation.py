"""What every page shows around its content: the loop, the house, the account. One line per page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from thuis.foundation.access.addresses import address_of
from thuis.foundation.access.cookies import cookie_name
from thuis.foundation.components.shared_pages import THEMES
from thuis.foundation.institution.access import user_can_manage_institution
from thuis.foundation.institution.queries import institution
from thuis.foundation.intake.access import user_can_import
from thuis.foundation.permissions.roles import (
    user_can_decide_research,
    user_can_keep_roles,
    user_can_manage_people,
    user_can_release_words,
    user_can_see_institution,
)
from thuis.foundation.texts.language import page_language
from thuis.rooms.approaches.access.loop import user_can_tell
from thuis.rooms.monitor.access import user_can_see_rounds
from thuis.rooms.monitor.queries.rounds import open_round
from thuis.rooms.support.access import user_can_edit_some_offers

Words = Promise | str

NAME_SECONDS = 60


def _no_state(user: Any) -> Words:
    return ""


def _how_the_round_stands(user: Any) -> Words:
    """When the round that is open closes."""
    round = open_round() if user_can_see_rounds(user) else None
    return _("open until %(day)s") % {"day": date_format(round.closes_on, "j F")} if round else ""


def _everybody(user: Any) -> bool:
    return True


def _colleague(user: Any) -> bool:
    return bool(getattr(user, "is_authenticated", False))


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the loop. `page` is a route name, empty while the step has no page; `inside` are prefixes of
    route names that belong to it; `state` says in a few words how it stands; `opens` says for whom."""

    words: Words
    page: str = ""
    inside: tuple[str, ...] = ()
    state: Callable[[Any], Words] = _no_state
    opens: Callable[[Any], bool] = _everybody


@dataclass(frozen=True, slots=True)
class Shown:
    """A step or door as the page shows it."""

    words: Words
    address: str
    current: bool
    state: Words = ""


@dataclass(frozen=True, slots=True)
class Frame:
    loop: tuple[Shown, ...]
    house: tuple[Shown, ...]


LOOP: tuple[Step, ...] = (
    Step(
        _("Measure"),
        page="monitor:rounds",
        inside=("monitor:",),
        state=_how_the_round_stands,
        opens=user_can_see_rounds,
    ),
    Step(_("Understand"), page="insights:start", inside=("insights:",), opens=user_can_see_institution),
    Step(_("Choose"), page="approaches:elements", inside=("approaches:",), opens=_colleague),
    Step(_("Act"), page="actions:start", inside=("actions:",), opens=user_can_see_institution),
    Step(_("Tell"), page="told:desk", inside=("told:", "results:"), opens=user_can_tell),
)
# The house itself, for whoever keeps it.
HOUSE: tuple[Step, ...] = (
    Step(_("Signals"), page="signals:signals", inside=("signals:",), opens=user_can_see_institution),
    Step(
        _("Institution"),
        page="institution:tree",
        inside=("institution:",),
        opens=user_can_manage_institution,
    ),
    Step(_("Imports"), page="intake:imports", inside=("intake:",), opens=user_can_import),
    Step(_("Colleagues"), page="colleagues", inside=("colleague",), opens=user_can_manage_people),
    Step(
        _("Help for students"),
        page="support:offers",
        inside=("support:",),
        opens=user_can_edit_some_offers,
    ),
    Step(
        _("Participation"),
        page="figures:start",
        inside=("figures:",),
        opens=user_can_see_institution,
    ),
    Step(
        _("Roles of students"),
        page="participation:files",
        inside=("participation:",),
        opens=user_can_keep_roles,
    ),
    Step(
        _("Research data"),
        page="insights:research",
        inside=("insights:research",),
        opens=user_can_decide_research,
    ),
    Step(_("Open answers"), page="insights:words", inside=("insights:words",), opens=user_can_release_words),
    Step(_("Log of deeds"), page="audit", inside=("audit",), opens=user_can_manage_people),
)


def context(request: HttpRequest) -> dict[str, Any]:
    """For every template. What costs a query is lazy: a page that does not show it does not pay."""
    theme = request.COOKIES.get(cookie_name("theme"), "")
    return {
        "demo": settings.DEMO,
        "theme": theme if theme in THEMES else "",
        "has_brand": settings.BRAND_STYLESHEET.exists(),
        "institution_name": SimpleLazyObject(institution_name),
        "navigation": SimpleLazyObject(lambda: frame(request)),
    }


def institution_name() -> str:
    """The institution's name in the language of the page; empty on a new installation."""
    language = page_language()
    return str(cache.get_or_set(f"institution-name-{language}", lambda: _name(language), NAME_SECONDS))


def _name(language: str) -> str:
    unit = institution()
    return unit.name_in(language) if unit else ""


def frame(request: HttpRequest) -> Frame:
    """The loop and the house as this visitor sees them from this page."""
    user, match = getattr(request, "user", None), request.resolver_match
    here = match.view_name if match else ""
    doors = tuple(_shown(door, user, here) for door in HOUSE if door.opens(user))
    return Frame(tuple(_shown(step, user, here) for step in LOOP), doors)


def _shown(step: Step, user: Any, here: str) -> Shown:
    address = address_of(step.page) if step.page and step.opens(user) else ""
    return Shown(step.words, address, bool(here) and here.startswith(step.inside), step.state(user))
