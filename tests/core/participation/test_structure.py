"""Units merge and move; people stay."""

import pytest

from tests.core.participation.rows import CARE, LAW, Q1, WORK, available, enrolled, register, role
from thuis.core.errors import InvalidInput
from thuis.core.participation.cells import cells
from thuis.core.participation.model import INSTITUTION, Count, Gap, Level, Place, Series, Unit
from thuis.core.participation.outcome import Reason, Share, Unknown
from thuis.core.participation.people import availability, headcount, participation
from thuis.core.participation.structure import Successors

HEALTH, SOCIAL, SOCIETY = (Unit(Level.DOMAIN, code) for code in ("health", "social", "society"))
MERGED = Successors({HEALTH: SOCIETY, SOCIAL: SOCIETY})


def test_people_of_two_merged_domains_count_once_and_their_students_add_up():
    rows = register(
        role("a"),
        role("a", place=WORK),
        role("b", place=WORK),
        enrolled=[enrolled(10), enrolled(30, place=WORK)],
    )
    found = cells(rows, Q1, MERGED)
    assert headcount(found[SOCIETY]) == 2
    assert participation(found[SOCIETY]).low == 2 / 40
    assert HEALTH not in found


def test_a_programme_that_moved_takes_its_history_and_its_students_along():
    rows = register(role("a", place=WORK), enrolled=[enrolled(10), enrolled(30, place=WORK)])
    found = cells(rows, Q1, Successors(domain_of={"social-work": "health"}))
    assert found[HEALTH].people == {"a"}
    assert found[HEALTH].enrolled == Count(40, 40)


def test_a_unit_is_followed_over_several_steps():
    first, second, third = (Unit(Level.SITE, code) for code in ("north", "east", "west"))
    chain = Successors({first: second, second: third})
    assert chain.place(LAW) == LAW
    assert chain.place(CARE) == Place("health", "nursing", "west")


@pytest.mark.parametrize(
    "now", [{HEALTH: SOCIAL, SOCIAL: HEALTH}, {HEALTH: HEALTH}, {HEALTH: Unit(Level.SITE, "health")}]
)
def test_a_unit_followed_by_itself_or_by_another_level_is_refused(now):
    with pytest.raises(InvalidInput):
        Successors(now)


def test_a_gap_of_one_of_two_merged_domains_leaves_the_other_known():
    rows = register(
        pool=[available("a"), available("b", place=WORK)],
        enrolled=[enrolled(10), enrolled(30, place=WORK)],
        gaps=[Gap(Series.POOL, HEALTH, Q1)],
    )
    merged = cells(rows, Q1, MERGED)[SOCIETY]
    assert availability(merged).low == 1 / 30
    assert merged.partial == {Series.POOL}


def test_a_gap_by_the_name_of_now_covers_the_units_of_then():
    members = [available("a"), available("b", place=LAW)]
    counts = [enrolled(10), enrolled(20, place=LAW)]
    rows = register(pool=members, enrolled=counts, gaps=[Gap(Series.POOL, SOCIETY, Q1)])
    found = cells(rows, Q1, Successors({HEALTH: SOCIETY}))
    assert availability(found[SOCIETY]) == Unknown(Reason.NOT_RECORDED)
    assert availability(found[INSTITUTION]) == Share(1, Count(20, 20))
