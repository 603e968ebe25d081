"""An ambassador on a phone, a student who scans her code, and a coordinator who follows the round."""

import pytest

from tests import cast, factories
from tests.journeys.stories import LAPTOP, guest, path_of
from tests.rooms.monitor.conftest import make_round, open_now
from tests.waiting import wait_until
from thuis.foundation.accounts.models import User
from thuis.foundation.audit.actions import Operator
from thuis.foundation.mail.models import OutboxMail
from thuis.rooms.monitor.actions.ambassadors import make_kit
from thuis.rooms.monitor.actions.board import keep_today
from thuis.rooms.monitor.models import AmbassadorKit, ClassVisit
from thuis.rooms.monitor.queries.ambassadors import kit_token

pytest.importorskip("playwright")


@pytest.fixture
def kit(house):
    """An open round with 45 students in Avermeer, of whom fifteen handed in."""
    for _ in range(45):
        factories.student(house.social_work_avermeer)
    factories.student_house()
    round = open_now(make_round())
    first = list(round.invitations.order_by("pk").values_list("pk", flat=True)[:15])
    round.invitations.filter(pk__in=first).update(progress="completed")
    keep_today(round=round)
    return make_kit(kit=AmbassadorKit(round=round, site=house.avermeer, label="Hal"), by=Operator("test"))


def test_an_ambassador_looks_shows_her_code_and_writes_down_a_visit(chrome, live_server, kit):
    with guest(chrome, live_server.url, "ambassador") as noor:
        page = noor.goes_to(f"/a/{kit_token(kit)}/")
        assert path_of(page) == "/ambassador/"
        page.get_by_role("heading", name="Hoe het gaat in Avermeer").wait_for()
        code = page.locator("svg.qr")
        assert code.bounding_box()["width"] > 200 and kit.code in code.locator("title").text_content()
        noor.keeps("page")
        page.get_by_label("Hoeveel er in de klas zaten").select_option("20-29")
        page.get_by_label("Wie er ging").select_option("ambassador")
        page.get_by_role("button", name="Opschrijven").click()
        page.get_by_text("Het bezoek is opgeschreven.").wait_for()
        noor.keeps("written")
        page.locator("a[href*='/ambassador/visits/']").click()
        page.get_by_label("Hoeveel er in de klas zaten").select_option("50+")
        page.get_by_role("button", name="Bewaren").click()
        page.get_by_text("50 of meer").first.wait_for()
        assert ClassVisit.objects.get().in_class == "50+"
        assert not noor.scrolls_sideways()


def test_the_thermometer_renews_itself(chrome, live_server, kit):
    with guest(chrome, live_server.url, "thermometer") as noor:
        page = noor.goes_to(f"/a/{kit_token(kit)}/")
        with page.expect_response("**/ambassador/thermometer/") as answer:
            page.evaluate(
                "htmx.ajax('GET', '/ambassador/thermometer/', {target: '#thermometer', swap: 'outerHTML'})"
            )
        assert answer.value.status == 200
        page.locator("#thermometer h2").wait_for()
        assert page.locator("#thermometer").get_attribute("hx-trigger") == "every 60s"


def test_without_javascript_it_is_all_there(chrome, live_server, kit):
    with guest(chrome, live_server.url, "ambassador-plain", java_script_enabled=False) as noor:
        page = noor.goes_to(f"/a/{kit_token(kit)}/")
        page.get_by_label("Hoeveel er in de klas zaten").select_option("1-9")
        page.get_by_label("Wie er ging").select_option("two")
        page.get_by_role("button", name="Opschrijven").click()
        page.get_by_text("Het bezoek is opgeschreven.").wait_for()
        noor.keeps("written")


def test_a_student_scans_the_code_and_asks_for_her_link(chrome, live_server, kit):
    student = kit.round.invitations.first().person
    with guest(chrome, live_server.url, "scanned") as sanne:
        page = sanne.goes_to(f"/go/{kit.code}/")
        assert path_of(page) == "/lost-link/"
        page.get_by_label("Je mailadres van school").or_(page.get_by_role("textbox")).first.fill(
            student.email
        )
        page.get_by_role("button", name="Mail").click()
        page.get_by_role("heading", name="Kijk in je mail").wait_for()
        sanne.keeps("asked")
    # the address is looked up after the answer is out
    wait_until(OutboxMail.objects.filter(kind="monitor.lost-link", recipient=student.email).exists)


@pytest.mark.parametrize("width", [320, 1280])
def test_a_coordinator_reads_the_board_and_makes_a_kit(chrome, live_server, kit, width):
    size = {**LAPTOP, "width": width}
    with guest(chrome, live_server.url, f"board-{width}", size=size) as yasmin:
        yasmin.signs_in(User.objects.get(email=cast.YASMIN.email))
        page = yasmin.goes_to(f"/rounds/{kit.round.key}/board/")
        assert "1 op de 3 studenten" in page.locator(".lead").text_content()
        yasmin.keeps("board")
        assert not yasmin.scrolls_sideways()
        page = yasmin.goes_to(f"/rounds/{kit.round.key}/ambassadors/")
        page.get_by_role("link", name="Nieuwe kit").click()
        page.get_by_label("Locatie").select_option(label="Lindehaven")
        page.get_by_label("Waar het voor is").fill("Klassen van jaar 1")
        page.get_by_role("button", name="Kit maken").click()
        page.get_by_role("heading", name="Lindehaven: Klassen van jaar 1").wait_for()
        yasmin.keeps("kit")
        assert not yasmin.scrolls_sideways()
