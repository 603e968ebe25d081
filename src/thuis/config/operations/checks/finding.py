"""What a check of an installation says: what is so, and how to mend it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """`must` says that the installation is not fit for students before it is mended."""

    what: str
    cure: str
    must: bool = True


Check = Callable[[], Sequence[Finding]]


def unless(fine: bool, what: str, cure: str, *, must: bool = True) -> list[Finding]:
    return [] if fine else [Finding(what, cure, must)]
