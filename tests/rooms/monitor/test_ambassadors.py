"""Ambassadors: a kit per site, a short address that identifies nobody, a page behind a secret link."""

import datetime
import re

import pytest
from django.core import mail
from django.test import override_settings
from django.utils import timezone

from tests import factories
from tests.pages import AuditingClient
from tests.rooms.monitor.conftest import make_round, open_now
from thuis.config.mail import deliver
from thuis.core.fieldwork.groups import Tally
from thuis.foundation.audit.actions import Operator
from thuis.foundation.audit.models import AuditEvent
from thuis.rooms.monitor.actions.ambassadors import make_kit
from thuis.rooms.monitor.actions.board import keep_day
from thuis.rooms.monitor.actions.rounds import close_round
from thuis.rooms.monitor.models import AmbassadorKit, ClassVisit
from thuis.rooms.monitor.queries.ambassadors import kit_token

pytestmark = pytest.mark.django_db
BY = Operator("test")
ENGLISH = {"accept-language": "en"}


@pytest.fixture
def kit(round, bridge):
    return make_kit(kit=AmbassadorKit(round=round, site=bridge.avermeer, label="Hal"), by=BY)


@pytest.fixture
def noor(kit):
    """The phone of the ambassador, just after she used her link."""
    phone = AuditingClient()
    entered = phone.get(f"/a/{kit_token(kit)}/")
    assert entered.url == "/ambassador/"
    return phone


def a_visit(**changes):
    today = timezone.localdate().isoformat()
    return {"day": today, "programme": "SW", "in_class": "20-29", "by": "ambassador", **changes}


class TestKits:
    def test_a_coordinator_makes_shows_renews_and_ends_one(self, yasmin, round, bridge):
        base = f"/rounds/{round.key}/ambassadors/"
        assert base in yasmin.get(f"/rounds/{round.key}/").content.decode()
        assert "Nog geen ambassadeurs" in yasmin.get(base).content.decode()
        assert yasmin.get(f"{base}new/").status_code == 200
        made = yasmin.post(f"{base}new/", {"site": bridge.avermeer.pk, "label": "Klassen van jaar 1"})
        kit = AmbassadorKit.objects.get()
        assert made.url == f"{base}{kit.pk}/"
        page = yasmin.get(made.url).content.decode()
        assert f"/go/{kit.code}/" in page and f"/a/{kit_token(kit)}/" in page and "<svg" in page
        yasmin.post(f"{base}{kit.pk}/renew/")
        old, kit = kit_token(kit), AmbassadorKit.objects.get()
        assert old != kit_token(kit)
        assert AuditingClient().get(f"/a/{old}/").status_code == 404
        assert AuditingClient().get(f"/a/{kit_token(kit)}/").status_code == 302
        assert yasmin.get(f"{base}{kit.pk}/end/").status_code == 200
        assert not AmbassadorKit.objects.get().has_ended
        yasmin.post(f"{base}{kit.pk}/end/")
        assert AuditingClient().get(f"/a/{kit_token(kit)}/").status_code == 404
        assert AuditingClient().get(f"/go/{kit.code}/").status_code == 404
        assert "Klassen van jaar 1" in yasmin.get(base).content.decode()
        assert list(
            AuditEvent.objects.filter(deed__startswith="ambassador").values_list("deed", flat=True)
        ) == [
            "ambassador-kit.made",
            "ambassador-kit.renewed",
            "ambassador-kit.ended",
        ]

    def test_no_label_is_refused(self, yasmin, round, bridge):
        posted = yasmin.post(f"/rounds/{round.key}/ambassadors/new/", {"site": bridge.avermeer.pk})
        assert posted.status_code == 422

    def test_after_closing_none_can_be_made(self, yasmin, round, bridge):
        close_round(round=round, by=BY)
        base = f"/rounds/{round.key}/ambassadors/"
        assert yasmin.post(f"{base}new/", {"site": bridge.avermeer.pk, "label": "x"}).status_code == 409
        assert "new/" not in yasmin.get(base).content.decode()

    def test_a_kit_of_another_round_does_not_exist_here(self, yasmin, kit):
        other = make_round("straks", days=(30, 40))
        assert yasmin.get(f"/rounds/{other.key}/ambassadors/{kit.pk}/").status_code == 404

    @pytest.mark.parametrize("who", ["bram", "marit"])
    def test_who_coordinates_no_institution_sees_none(self, who, kit, request):
        client = request.getfixturevalue(who)
        assert client.get(f"/rounds/{kit.round.key}/ambassadors/").status_code == 403

    def test_the_database_has_no_link_and_a_link_has_128_bits(self, kit):
        token = kit_token(kit)
        assert len(token) == 26
        assert token not in str(list(AmbassadorKit.objects.values()))

    def test_two_kits_of_one_site_have_their_own_addresses(self, kit):
        other = make_kit(kit=AmbassadorKit(round=kit.round, site=kit.site, label="Klas"), by=BY)
        assert other.code != kit.code and kit_token(other) != kit_token(kit)


class TestShortAddress:
    def test_it_leads_everybody_to_the_lost_link_page_and_says_nobody(self, client, kit, student):
        landed = client.get(f"/go/{kit.code}/")
        assert landed.url == "/lost-link/"
        assert not landed.cookies
        assert client.get(f"/go/{kit.code.upper()}/").url == "/lost-link/"
        client.post("/lost-link/", {"email": student.email})
        deliver()
        assert [message.to for message in mail.outbox] == [[student.email]]

    def test_an_invented_code_is_a_page_that_helps(self, client, kit):
        missing = client.get("/go/abcdef/", headers=ENGLISH)
        assert missing.status_code == 404
        assert "does not work any more" in missing.content.decode()

    def test_guessing_codes_is_slowed_down(self, client, kit):
        with override_settings(ACCOUNT_RATE_LIMITS={"short_address": "3/m/ip"}):
            codes = [client.get(f"/go/guess{n}/").status_code for n in range(5)]
        assert codes == [404, 404, 404, 429, 429]

    def test_guessing_links_is_slowed_down(self, client, kit):
        with override_settings(ACCOUNT_RATE_LIMITS={"ambassador_link": "2/m/ip"}):
            codes = [client.get(f"/a/guess{n}/").status_code for n in range(4)]
        assert codes == [404, 404, 429, 429]


class TestDocuments:
    @pytest.mark.parametrize("name", ["poster-nl", "poster-en", "slide-nl", "slide-en"])
    def test_poster_and_slide_are_tagged_and_in_their_language(self, noor, yasmin, kit, name):
        mine = noor.get(f"/ambassador/{name}.pdf")
        hers = yasmin.get(f"/rounds/{kit.round.key}/ambassadors/{kit.pk}/{name}.pdf")
        for answer in (mine, hers):
            assert answer.headers["Content-Type"] == "application/pdf"
            assert answer.content.startswith(b"%PDF") and b"/MarkInfo" in answer.content
            assert f"/Lang({name[-2:]}".encode() in answer.content.replace(b" ", b"")

    def test_they_carry_the_institutions_colour_and_alternative_words(self, kit, tmp_path):
        from thuis.rooms.monitor.presenters.ambassadors import document_of

        sheet = tmp_path / "brand.css"
        with override_settings(BRAND_STYLESHEET=sheet):
            assert document_of(kit, "poster-nl")[1]["brand"] == "#0B6B63"
            sheet.write_text(":root { --brand: #AA0055; --brand-soft: #FFEEFF; }")
            template, values = document_of(kit, "slide-en")
        assert (template, values["brand"]) == ("slide", "#AA0055")
        assert kit.code in values["words"]["alt"] and values["words"]["question"] == "How are you doing?"

    def test_another_name_does_not_exist(self, noor):
        assert noor.get("/ambassador/letter.pdf").status_code == 404


class TestOwnPage:
    def test_without_the_link_there_is_no_page(self, client, kit):
        for path in ("/ambassador/", "/ambassador/thermometer/", "/ambassador/poster-nl.pdf"):
            assert client.get(path).status_code == 404

    def test_before_the_first_night_the_thermometer_says_so(self, noor):
        page = noor.get("/ambassador/", headers=ENGLISH).content.decode()
        assert "There is no number for this site yet" in page
        assert 'hx-trigger="every 60s"' in page

    def test_the_thermometer_shows_the_site_in_fives(self, noor, kit):
        keep_day(round=kit.round, day=4, tallies={("MM", "SW", "AVM", "1"): Tally(60, 33, 31)})
        for answer in (
            noor.get("/ambassador/", headers=ENGLISH),
            noor.get("/ambassador/thermometer/", headers={**ENGLISH, "hx-request": "true"}),
        ):
            words = re.sub(r"<[^>]+>", " ", answer.content.decode())
            assert "1 of 2" in words
            low, high = re.search(r"About (\d+)–(\d+) of", words).groups()
            assert (int(low) + 4) % 5 == 0 and int(high) - int(low) == 8 and int(low) <= 31 <= int(high)

    def test_a_site_with_few_students_has_no_thermometer(self, noor, kit):
        tallies = {("MM", "SW", "AVM", "1"): Tally(6, 6, 6), ("MM", "SW", "LDH", "1"): Tally(40, 9, 9)}
        keep_day(round=kit.round, day=4, tallies=tallies)
        assert "There is no number" in noor.get("/ambassador/", headers=ENGLISH).content.decode()

    def test_the_fragment_by_itself_leads_to_the_page(self, noor):
        assert noor.get("/ambassador/thermometer/").url == "/ambassador/"

    def test_no_page_names_a_student(self, noor, yasmin, kit, student):
        noor.post("/ambassador/", a_visit())
        base = f"/rounds/{kit.round.key}/ambassadors/"
        pages = [noor.get("/ambassador/"), yasmin.get(base), yasmin.get(f"{base}{kit.pk}/")]
        for page in pages:
            text = page.content.decode()
            assert not any(word in text for word in (student.family_name, student.number, student.email))


class TestClassVisits:
    def test_written_down_changed_removed_and_seen_by_the_coordinator(self, noor, yasmin, kit):
        assert noor.post("/ambassador/", a_visit()).url == "/ambassador/"
        visit = ClassVisit.objects.get()
        address = f"/ambassador/visits/{visit.pk}/"
        assert "Social Work" in noor.get("/ambassador/").content.decode()
        assert noor.get(address).status_code == 200
        noor.post(address, a_visit(in_class="50+", programme="PED"))
        page = yasmin.get(f"/rounds/{kit.round.key}/ambassadors/", headers=ENGLISH).content.decode()
        assert "50 or more" in page and "Pedagogy" in page and "Avermeer" in page
        noor.post(f"{address}remove/")
        assert not ClassVisit.objects.exists()
        deeds = AuditEvent.objects.filter(deed__startswith="class-visit")
        assert list(deeds.values_list("deed", "actor_name")) == [
            ("class-visit.saved", f"ambassador:{kit.pk}"),
            ("class-visit.saved", f"ambassador:{kit.pk}"),
            ("class-visit.removed", f"ambassador:{kit.pk}"),
        ]

    def test_after_a_day_it_stays(self, noor, kit):
        noor.post("/ambassador/", a_visit())
        ClassVisit.objects.update(made_at=timezone.now() - datetime.timedelta(days=1, minutes=1))
        address = f"/ambassador/visits/{ClassVisit.objects.get().pk}/"
        assert address not in noor.get("/ambassador/").content.decode()
        assert noor.post(address, a_visit(in_class="50+")).status_code == 409
        assert noor.post(f"{address}remove/").status_code == 409
        assert ClassVisit.objects.get().in_class == "20-29"

    @pytest.mark.parametrize(
        "changes",
        [{"day": ""}, {"day": "2020-01-01"}, {"day": "2999-01-01"}, {"programme": "XX"}, {"in_class": "7"}],
    )
    def test_what_cannot_be_is_refused(self, noor, changes):
        assert noor.post("/ambassador/", a_visit(**changes)).status_code == 422
        assert not ClassVisit.objects.exists()

    def test_after_closing_nothing_is_written_down(self, noor, kit, round):
        close_round(round=round, by=BY)
        assert "Bezoek opschrijven" not in noor.get("/ambassador/").content.decode()
        assert noor.post("/ambassador/", a_visit()).status_code == 409
        assert not ClassVisit.objects.exists()

    def test_a_visit_of_another_kit_does_not_exist_here(self, noor, kit, bridge):
        other = make_kit(kit=AmbassadorKit(round=kit.round, site=bridge.lindehaven, label="Hal"), by=BY)
        phone = AuditingClient()
        phone.get(f"/a/{kit_token(other)}/")
        phone.post("/ambassador/", a_visit())
        address = f"/ambassador/visits/{ClassVisit.objects.get().pk}/"
        assert noor.get(address).status_code == 404
        assert noor.post(f"{address}remove/").status_code == 404

    def test_writing_down_endlessly_is_slowed_down(self, noor, kit):
        with override_settings(ACCOUNT_RATE_LIMITS={"class_visit": "2/h/key"}):
            codes = [noor.post("/ambassador/", a_visit()).status_code for _ in range(3)]
        assert codes == [302, 302, 429]
        assert ClassVisit.objects.count() == 2

    def test_only_programmes_of_the_site_can_be_chosen(self, bridge, offer):
        factories.student(bridge.social_work_lindehaven)
        round = open_now(make_round())
        kit = make_kit(kit=AmbassadorKit(round=round, site=bridge.lindehaven, label="Hal"), by=BY)
        phone = AuditingClient()
        phone.get(f"/a/{kit_token(kit)}/")
        page = phone.get("/ambassador/").content.decode()
        assert 'value="SW"' in page and 'value="PED"' not in page
