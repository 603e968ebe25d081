"""Every address says who may open it: `@open_to(rule)`. A guard test refuses addresses without one."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from thuis.core.errors import NotAllowed, NotSignedIn

View = TypeVar("View", bound=Callable[..., HttpResponse])


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may open an address. `check` raises a UserError for whoever may not."""

    name: str
    check: Callable[[HttpRequest], None]
    needs_sign_in: bool = False
    reason: str = ""
    redirects: bool = True  # a visitor goes to the page to sign in; a program is told with 401


def anyone(reason: str) -> Rule:
    """Open to the world; the reason is read by the privacy officer."""
    return Rule("anyone", _pass, reason=reason)


def _pass(request: HttpRequest) -> None:
    """Nothing to check."""


signed_in = Rule("signed-in", _pass, needs_sign_in=True)


def permitted(name: str, user_can: Callable[[Any], bool]) -> Rule:
    """Open to signed-in colleagues for whom `user_can(user)` is true."""

    def check(request: HttpRequest) -> None:
        if not user_can(request.user):
            raise NotAllowed("not-allowed")

    return Rule(name, check, needs_sign_in=True)


def api(name: str, user_can: Callable[[Any], bool]) -> Rule:
    """As `permitted`, for addresses that programs read."""
    return replace(permitted(name, user_can), redirects=False)


def open_to(rule: Rule) -> Callable[[View], View]:
    """Guard a view with a rule and let the guard test see it."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if rule.needs_sign_in and not request.user.is_authenticated:
                if not rule.redirects:
                    raise NotSignedIn("not-signed-in")
                return redirect_to_login(request.get_full_path())
            if rule.needs_sign_in and request.method == "GET":
                cast(Any, request.user).roles_kept = {}  # reading changes no role
            rule.check(request)
            return view(request, *args, **kwargs)

        guarded.access_rule = rule  # type: ignore[attr-defined]
        return cast(View, guarded)

    return guard
