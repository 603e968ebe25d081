"""The board: written by coordinators, found by everybody, closed in time; and what else they keep."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from thuis.core.errors import InvalidInput, NotAllowed, WrongState
from thuis.foundation.audit.actions import Operator
from thuis.rooms.participation.actions.openings import move_opening, save_opening
from thuis.rooms.participation.actions.tables import forget_roles, save_staff_hours, save_target
from thuis.rooms.participation.models import Engagement, Gap, OpenRole, RoleType, StaffHours, Target
from thuis.rooms.participation.queries.roles import catalogue, named_roles

BY = Operator("test")
TODAY = timezone.localdate()
BOARD = reverse("participation:board")


def written(**values):
    standard = {
        "role": "buddy",
        "site": "AVM",
        "closes_on": (TODAY + timedelta(days=30)).isoformat(),
        "places": 2,
        "contact": "studentenhuis@debrug.example",
    }
    for name in ("title", "text", "hours", "reward", "access", "asked", "apply"):
        standard |= {f"{name}_nl": f"{name} hier", f"{name}_en": f"{name} here"}
    return standard | values


def on_board(**values):
    opening = save_opening(opening=OpenRole(**written(**values)), by=BY)
    move_opening(opening=opening, deed="publish", by=BY)
    opening.refresh_from_db()
    return opening


def test_an_empty_board_says_who_to_ask(client, bridge):
    assert "Nu geen open rollen" in client.get(BOARD).text


def test_a_role_is_written_put_on_the_board_and_taken_off(yasmin, client):
    assert "Nog geen rollen" in yasmin.get(reverse("participation:upkeep")).text
    yasmin.post(reverse("participation:opening-new"), written(title_nl="Buddy in Avermeer"))
    opening = OpenRole.objects.get()
    assert "Buddy in Avermeer" not in client.get(BOARD).text
    yasmin.post(reverse("participation:opening-move", args=[opening.pk, "publish"]))
    assert "Buddy in Avermeer" in client.get(BOARD).text
    shown = client.get(reverse("participation:opening", args=[opening.pk])).text
    for words in ("reward hier", "access hier", "asked hier", "apply hier", "studentenhuis@debrug.example"):
        assert words in shown
    yasmin.post(reverse("participation:opening-edit", args=[opening.pk]), written(title_nl="Anders"))
    assert "Anders" in client.get(BOARD).text
    yasmin.post(reverse("participation:opening-move", args=[opening.pk, "close"]))
    assert client.get(reverse("participation:opening", args=[opening.pk])).status_code == 404
    assert "Anders" in yasmin.get(reverse("participation:upkeep")).text


def test_the_board_narrows_by_site_by_kind_and_by_words(client, bridge):
    on_board(title_nl="Buddy")
    on_board(title_nl="Commissielid", role="committee", site="LDH")
    on_board(title_nl="Overal welkom", role="events", site="")
    assert titles(client, site="AVM") == {"Buddy", "Overal welkom"}
    assert titles(client, kind="governance") == {"Commissielid"}
    assert titles(client, words="commissie lid") == {"Commissielid"}
    assert titles(client, words="vuurtoren") == set()


def titles(client, **asked):
    shown = client.get(BOARD, asked).text
    return {title for title in ("Buddy", "Commissielid", "Overal welkom") if f">{title}</a>" in shown}


def test_a_role_leaves_the_board_after_its_last_day(client, bridge):
    opening = on_board()
    OpenRole.objects.update(closes_on=TODAY)
    assert client.get(reverse("participation:opening", args=[opening.pk])).status_code == 200
    OpenRole.objects.update(closes_on=TODAY - timedelta(days=1))
    assert client.get(reverse("participation:opening", args=[opening.pk])).status_code == 404
    assert "Nu geen open rollen" in client.get(BOARD).text


def test_what_is_over_or_open_already_cannot_be_published(bridge):
    opening = on_board()
    with pytest.raises(WrongState, match="opening-cannot"):
        move_opening(opening=opening, deed="publish", by=BY)
    late = save_opening(opening=OpenRole(**written(closes_on=TODAY - timedelta(days=1))), by=BY)
    with pytest.raises(InvalidInput, match="opening-over"):
        move_opening(opening=late, deed="publish", by=BY)


def test_a_form_that_is_not_complete_says_so(yasmin):
    assert yasmin.post(reverse("participation:opening-new"), {}).status_code == 422
    assert yasmin.post(reverse("participation:opening-move", args=[1, "sing"])).status_code == 404


@pytest.mark.parametrize("who", ["bram", "marit", "ruben", "otto"])
def test_others_do_not_write_the_board(request, who):
    client = request.getfixturevalue(who)
    assert client.get(reverse("participation:upkeep")).status_code == 403
    with pytest.raises(NotAllowed):
        save_opening(opening=OpenRole(**written()), by=client.user)


# --- kinds of roles and gaps -----------------------------------------------------------------------------


def test_every_institution_starts_with_fourteen_roles(db):
    assert len(catalogue().roles) == len(named_roles()) == 14


def test_an_institution_says_otherwise_of_a_role_and_adds_its_own(yasmin):
    said = {"name_nl": "Maatje", "name_en": "Mate", "kind": "unpaid", "step": "actor"}
    yasmin.post(reverse("participation:kind", args=["buddy"]), said | {"code": "something-else"})
    yasmin.post(reverse("participation:kind-new"), said | {"code": "mate"})
    yasmin.post(reverse("participation:kind", args=["buddy"]), said | {"name_nl": "Maat"})
    assert named_roles()["buddy"].name.nl == "Maat"
    assert named_roles()["buddy"].role.kind.value == "unpaid"
    assert len(named_roles()) == 15
    assert RoleType.objects.count() == 2
    shown = yasmin.get(reverse("participation:kinds")).text
    assert "Maat" in shown
    assert yasmin.get(reverse("participation:kind", args=["nothing"])).status_code == 404
    assert yasmin.post(reverse("participation:kind-new"), said | {"code": "mate"}).status_code == 422


def test_what_nobody_records_is_said_and_taken_back(yasmin):
    address = reverse("participation:gaps")
    said = {
        "series": "pool",
        "about": "programme/SW",
        "first": "2023-01-01",
        "last": "2023-12-31",
        "why": "x",
    }
    yasmin.post(address, said)
    gap = Gap.objects.get()
    assert (gap.level, gap.unit, gap.series) == ("programme", "SW", "pool")
    assert "Social Work" in yasmin.get(address).text
    assert yasmin.post(address, said | {"last": "2022-01-01"}).status_code == 422
    yasmin.post(reverse("participation:gap-remove", args=[gap.pk]))
    assert not Gap.objects.exists()
    assert yasmin.post(reverse("participation:gap-remove", args=[gap.pk])).status_code == 404


def test_staff_hours_and_targets_are_kept(bridge):
    days = {"first": TODAY, "last": TODAY}
    save_staff_hours(hours=StaffHours(programme="SW", site="AVM", hours=8, **days), by=BY)
    save_target(
        target=Target(level="site", unit="AVM", measure="participation", value=5, set_on=TODAY, **days), by=BY
    )
    assert (StaffHours.objects.count(), Target.objects.count()) == (1, 1)


def test_old_rows_go(bridge):
    Engagement.objects.create(
        pseudonym="a", role="buddy", programme="SW", site="AVM", first=TODAY, last=TODAY
    )
    assert forget_roles(before=TODAY) == 0
    assert forget_roles(before=TODAY + timedelta(days=1)) == 1
