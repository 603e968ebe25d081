"""Two sites that differ in one student: nobody but she can see it, on any page, in any file.

The site is looked through as every role, one student's answers change, and it is looked through again. Then
every answer must be the same to the byte; only a new release may tell other figures, and only its own.
"""

import shutil

import numpy as np
import pytest

from tests.architecture.routes import routes
from tests.harness.collect import AMBASSADOR, STAFF, STUDENT, Answer, figures, pages
from tests.harness.fillers import NoFillerError, addresses_of, filler_of
from tests.harness.numbers import numbers_in
from tests.harness.site import BY, CLOSED, OPEN, SMALL, Filled, invitation_of, responded
from thuis.config.debrug.loop import write_loops
from thuis.config.releases import release_closed_rounds
from thuis.foundation.institution.models import Person
from thuis.foundation.release import presenters
from thuis.foundation.release.models import Release
from thuis.foundation.responses.models import Response
from thuis.rooms.monitor.actions.board import keep_today
from thuis.rooms.monitor.models import BoardLine, Invitation, Round
from thuis.rooms.monitor.queries.own import owner_of

pytestmark = pytest.mark.django_db
OTHERS = ("anonymous", *STAFF, AMBASSADOR)
FIGURES = "ruben"  # reads all of them
RELEASES = "/api/v1/releases/"
# Secrets that allauth draws anew for each visit, of whoever is signed in.
RESTLESS = {"/account/2fa/passkeys/add/", "/account/2fa/totp/activate/"}
# The board is about how many handed in, so one more may move it by a step of five.
BOARD = {f"/rounds/{OPEN}/board/", f"/rounds/{OPEN}/", "/rounds/", "/ambassador/", "/ambassador/thermometer/"}


@pytest.fixture(scope="module")
def before(filled, django_db_blocker):
    """Everything of everybody, before anything changed."""
    with django_db_blocker.unblock():
        write_loops()  # a signal, a session, an action and an answer in each state
        found = {who: pages(who, filled) for who in (*OTHERS, STUDENT)}
        return found | {"figures": figures(FIGURES, filled)}


def changed(one: dict[str, Answer], other: dict[str, Answer]) -> set[str]:
    """The addresses that answer something else now."""
    assert set(one) >= set(other)
    return {address for address in other if one[address].told != other[address].told} - RESTLESS


def nobody_sees(before: dict[str, dict[str, Answer]], filled: Filled) -> dict[str, set[str]]:
    """Per role the addresses that differ; empty when nobody sees anything."""
    found = {who: changed(before[who], pages(who, filled)) for who in OTHERS}
    return {who: differ for who, differ in found.items() if differ}


def other_answers(key: str) -> None:
    """Sanne said the opposite of everything in a round."""
    hers = Response.objects.get(
        round_key=key, owner=owner_of(Person.objects.get(given_name="Sanne").number, key)
    )
    hers.answers = {code: 4 - value if 0 <= value <= 4 else value for code, value in hers.answers.items()}
    hers.save()


def test_every_parameter_of_every_route_can_be_filled_in(filled, db):
    assert all(list(addresses_of(route)) for route in routes())
    with pytest.raises(NoFillerError, match="nowhere/<slug:key>"):
        filler_of("nowhere/<slug:key>")


def test_every_answer_is_of_a_kind_that_the_harness_can_read(before):
    for found in before.values():
        for address, answer in found.items():
            if answer.body and "pdf" not in answer.kind:
                assert numbers_in(answer.kind, answer.body) is not None, address


def test_other_answers_of_one_student_show_to_nobody_but_her(before, filled, db):
    for key in (*CLOSED, OPEN):
        other_answers(key)
    assert nobody_sees(before, filled) == {}
    assert changed(before["figures"], figures(FIGURES, filled)) == set()
    seen = changed(before[STUDENT], pages(STUDENT, filled))
    assert {"/monitor/letter/", f"/mine/round/{CLOSED[0]}/", "/mine/answers.json"} <= seen


def test_a_page_that_counts_answers_is_caught(before, filled, db, monkeypatch):
    """Control: were the list of releases to count answers, one more or less would show."""
    careless = presenters.releases_answer
    monkeypatch.setattr(
        presenters, "releases_answer", lambda found: {**careless(found), "n": Response.objects.count()}
    )
    one_fewer(filled)
    assert changed(before[FIGURES], pages(FIGURES, filled, {RELEASES})) == {RELEASES}


def test_her_letter_and_her_answers_are_for_her_alone(before, filled):
    hers = {
        address
        for address, one in before[STUDENT].items()
        if address.startswith("/mine/") and one.status == 200
    }
    assert {f"/mine/round/{key}/letter.pdf" for key in (*CLOSED, OPEN)} | {"/mine/answers.json"} <= hers
    for who in OTHERS:
        assert {before[who][address].status for address in hers} <= {302, 404}


@pytest.mark.parametrize("one", ["more", "fewer"])
def test_one_answer_more_or_less_in_a_small_programme_shows_to_nobody(before, filled, db, one):
    """In closed rounds it shows nowhere; in the open one, the board may move by its steps of five."""
    who = one_more() if one == "more" else one_fewer(filled)
    progress = Invitation.Progress.COMPLETED if one == "more" else Invitation.Progress.NONE
    assert changed(before["figures"], figures(FIGURES, filled)) == set()
    at_once = {who: changed(before[who], pages(who, filled, BOARD)) for who in OTHERS}
    assert set().union(*at_once.values()) == set()
    Invitation.objects.filter(pk=invitation_of(who, OPEN).pk).update(progress=progress)
    keep_today(round=Round.objects.get(key=OPEN))
    seen = nobody_sees(before, filled)
    assert {address for differ in seen.values() for address in differ} <= BOARD
    lines = BoardLine.objects.filter(round__key=OPEN).values_list("invited", "began", "completed")
    assert {number % 5 for line in lines for number in line} == {0}


def one_more() -> Person:
    """A student of the small programme who kept silent now answers every round."""
    who, random = someone_silent(), np.random.default_rng(5)
    rounds = Round.objects.filter(key__in=(*CLOSED, OPEN))
    Response.objects.bulk_create(responded(each, who, random) for each in rounds if silent(each, who))
    return who


def one_fewer(filled: Filled) -> Person:
    """Sanne is no longer among the answers of any round."""
    number = filled.sanne.number
    Response.objects.filter(owner__in=[owner_of(number, key) for key in (*CLOSED, OPEN)]).delete()
    return filled.sanne


def someone_silent() -> Person:
    """A student of the small programme who did not answer the open round."""
    waiting = Invitation.objects.filter(round__key=OPEN, programme=SMALL, progress=Invitation.Progress.NONE)
    return waiting.order_by("pk")[0].person


def silent(round: Round, who: Person) -> bool:
    return not Response.objects.filter(round_key=round.key, owner=owner_of(who.number, round.key)).exists()


def test_a_new_release_changes_its_own_figures_and_nothing_else(before, filled, db, tmp_path, settings):
    """Round 2025 is released again from other answers of hers; round 2024 stays as it was told."""
    shutil.copytree(settings.HOME, tmp_path / "home")
    settings.HOME = tmp_path / "home"
    Release.objects.get(version=2).delete()
    shutil.rmtree(tmp_path / "home" / "releases" / "2")
    other_answers(CLOSED[1])
    release_closed_rounds(by=BY)
    seen = nobody_sees(before, filled)
    elsewhere = {address for differ in seen.values() for address in differ} - {RELEASES, "/audit/"}
    released = (f"/insights/{CLOSED[1]}/", f"/insights/results/{CLOSED[1]}/", f"/results/{CLOSED[1]}/")
    # two pages for colleagues have figures of the newest round beside their own work
    beside = ("/approaches/lecturers/", "/approaches/scan/")
    assert {one for one in elsewhere if not one.startswith((*released, *beside))} == set()
    differ = changed(before["figures"], figures(FIGURES, filled))
    assert differ
    own = tuple(f"{RELEASES}2/{one}/?round={CLOSED[1]}" for one in ("cells", "relations"))
    assert all(address.startswith(own) for address in differ)
