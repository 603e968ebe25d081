"""Work of insights in the background."""

from thuis.foundation.audit.actions import Operator
from thuis.foundation.release.research_actions import make_research_package
from thuis.foundation.release.research_queries import request_or_404
from thuis.rooms.monitor.public import closed_rounds

BY = Operator("research data")


def make_package(request: int) -> None:
    """Make the package of an approved request."""
    make_research_package(request=request_or_404(request), rounds=closed_rounds(), by=BY)
