"""Who may do what with a request for research data. Deciding takes somebody else than who asked."""

from typing import Any

from django.utils import timezone

from thuis.core.errors import NotAllowed, NotFound, WrongState
from thuis.foundation.permissions.roles import user_can_decide_research, user_can_export_research
from thuis.foundation.release.research_models import TRANSITIONS, ResearchRequest, State


def user_can_decide_request(user: Any, request: ResearchRequest) -> bool:
    """Approve or refuse this request now."""
    return (
        request.state == State.ASKED and request.requested_by_id != user.pk and user_can_decide_research(user)
    )


def check_user_can_decide_request(user: Any, request: ResearchRequest) -> None:
    """Raises NotAllowed: it is her own, or her role does not decide. WrongState: it was decided already."""
    if request.requested_by_id == user.pk or not user_can_decide_research(user):
        raise NotAllowed("research-decide-another")
    check_can_become(request, State.APPROVED)


def user_can_withdraw_request(user: Any, request: ResearchRequest) -> bool:
    """End her own request; what was made of it goes."""
    return bool(request.requested_by_id == user.pk and State.WITHDRAWN in TRANSITIONS.get(request.state, ()))


def check_user_can_withdraw_request(user: Any, request: ResearchRequest) -> None:
    """Raises NotFound: it is not hers. WrongState: it has ended."""
    if request.requested_by_id != user.pk:
        raise NotFound("not-found")
    check_can_become(request, State.WITHDRAWN)


def user_can_download_package(user: Any, request: ResearchRequest) -> bool:
    """Take the package out: only who asked, while she is a researcher, until the last day."""
    return (
        request.requested_by_id == user.pk
        and user_can_export_research(user)
        and request.state == State.MADE
        and timezone.localdate() <= request.until
    )


def check_user_can_download_package(user: Any, request: ResearchRequest) -> None:
    """Raises NotFound: it is not hers, not made, or gone."""
    if not user_can_download_package(user, request):
        raise NotFound("research-no-package")


def check_can_become(request: ResearchRequest, state: State) -> None:
    """Raises WrongState: from where it stands it cannot."""
    if state not in TRANSITIONS.get(request.state, ()):
        raise WrongState("research-moved-on", state=request.get_state_display())
