"""Offers are kept true: by whoever is there for them, with a reminder, and as a file."""

import datetime
import types

import pytest
from django.utils import timezone

from tests import cast, factories
from tests.pages import AuditingClient
from tests.rooms.support.conftest import offer
from tests.rooms.support.test_support import OFFER
from thuis.config.mail import MAIL_KINDS
from thuis.core.disclosure.released import Cell, Figure, Suppressed
from thuis.core.finding.offers_csv import names
from thuis.foundation.audit.models import AuditEvent
from thuis.foundation.institution.models import Unit
from thuis.foundation.intake import files as stored_files
from thuis.foundation.mail.models import OutboxMail
from thuis.rooms.support.actions.files import clear_old_offer_files
from thuis.rooms.support.models import OfferFile, SupportOffer
from thuis.rooms.support.queries import figures
from thuis.rooms.support.tasks import look_after_offers

pytestmark = pytest.mark.django_db


@pytest.fixture
def tess(bridge):
    """The client of Tess, coordinator in Avermeer alone."""
    account = factories.user(cast.Character("Tess Mulder", "tess@debrug.example"))
    person = factories.Person.objects.create(
        kind="staff", number="m9", given_name="Tess", family_name="Mulder", email=account.email, user=account
    )
    factories.role(person, "coordinator", Unit.objects.get(code="DB"), site=bridge.avermeer)
    client = AuditingClient()
    client.force_login(account)
    return client


def test_a_coordinator_of_a_site_keeps_the_offers_of_that_site_alone(tess):
    offer("hier", sites=["AVM"])
    offer("overal")
    offer("beide", sites=["AVM", "LDH"])
    page = tess.get("/support/").content.decode()
    assert 'href="/support/hier/"' in page
    assert 'href="/support/overal/"' not in page
    assert 'href="/support/"' in page  # her door in the navigation
    assert tess.post("/support/hier/checked/").status_code == 302
    for other in ("overal", "beide"):
        assert tess.get(f"/support/{other}/").status_code == 403
        assert tess.post(f"/support/{other}/checked/").status_code == 403
    assert tess.get("/support/files/").status_code == 403


def test_she_adds_an_offer_for_her_site_and_gives_it_to_no_other(tess):
    assert tess.post("/support/new/", {**OFFER, "sites": "LDH"}).status_code == 403
    assert tess.post("/support/new/", {**OFFER, "sites": ""}).status_code == 403
    assert tess.post("/support/new/", {**OFFER, "sites": "AVM"}).status_code == 302
    assert tess.post("/support/decaan/", {**OFFER, "sites": "LDH"}).status_code == 403
    assert SupportOffer.objects.get().sites == ["AVM"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("opening", "now and then"),
        ("sites", "MARS"),
        ("away_until", "2026-12-01"),
        ("code", "find"),
        ("checked_on", "yesterday"),
    ],
)
def test_what_cannot_be_is_refused_and_named(yasmin, field, value):
    response = yasmin.post("/support/new/", {**OFFER, field: value})
    assert response.status_code == 422
    assert f'href="#id_{field}"' in response.content.decode()
    assert not SupportOffer.objects.exists()


def test_hours_are_kept_the_same_for_everybody(yasmin):
    yasmin.post("/support/new/", {**OFFER, "opening": "ma-do 10.00–16.00"})
    assert SupportOffer.objects.get().opening == "mo-th 10:00-16:00"


# --- reminders ---------------------------------------------------------------------------------------------


def letter(mail):
    return MAIL_KINDS[mail.kind].compose(mail.reference, mail.language)


def test_the_owner_is_asked_once_for_each_due_day(tuesday):
    long_ago = timezone.localdate() - datetime.timedelta(days=181)
    due = offer("huis", checked_on=long_ago, owner="karin@debrug.example")
    offer("vers")
    offer("weg", checked_on=long_ago, active=False)
    for _ in range(3):
        look_after_offers()
    mail = OutboxMail.objects.get()
    assert (mail.recipient, mail.reference) == ("karin@debrug.example", due.pk)
    assert "/help/huis/" in letter(mail).text
    assert "huis NL" in letter(mail).subject
    due.checked_on = timezone.localdate()
    due.save()
    assert letter(mail) is None  # somebody looked in the meantime
    tuesday(timezone.now() + datetime.timedelta(days=181))
    look_after_offers()
    assert OutboxMail.objects.filter(reference=due.pk).count() == 2


def test_a_reminder_is_in_the_language_of_its_owner(tuesday, bridge):
    ineke = factories.colleague(cast.INEKE)
    factories.Person.objects.filter(user=ineke).update(language="en")
    offer("huis", checked_on=timezone.localdate() - datetime.timedelta(days=400), owner=cast.INEKE.email)
    look_after_offers()
    assert letter(OutboxMail.objects.get()).subject == "Is this still true: huis EN?"


def test_on_the_last_day_of_its_half_year_an_offer_is_not_due_yet(tuesday):
    offer("huis", checked_on=timezone.localdate() - datetime.timedelta(days=180))
    look_after_offers()
    assert not OutboxMail.objects.exists()


# --- files -------------------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path


def uploaded(client, content, name="offers.csv"):
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)
    return client.post("/support/files/", {"file": file})


def test_what_is_downloaded_goes_in_again_without_a_change(yasmin):
    offer("huis", phone="+31 88 1", opening="mo-th 10:00-16:00", sites=["AVM"], topics=["talk", "money"])
    content = yasmin.get("/support/files/offers.csv").content
    assert b"'+31" in content  # a spreadsheet does not run it
    uploaded(yasmin, content)
    assert OfferFile.objects.get().counts == {
        "added": 0, "changed": 0, "same": 1, "problems": 0, "unread": [], "is_empty": True, "moved": False,
    }  # fmt: skip


def test_a_file_is_looked_at_confirmed_and_undone(yasmin):
    before = offer("huis", away_from=datetime.date(2026, 1, 2), away_until=datetime.date(2026, 1, 3))
    row = 'nieuw;dean;Nieuw;New;Weet veel;Knows;karin@debrug.example;2026-01-02;"talk, money"\n'
    content = "code;kind;name_nl;name_en;text_nl;text_en;owner;checked_on;topics\n" + row
    uploaded(yasmin, content + "huis;;;Huis!;;;;;\n")
    batch = OfferFile.objects.get()
    page = yasmin.get(f"/support/files/{batch.pk}/").content.decode()
    assert "name_en" in page
    assert SupportOffer.objects.count() == 1  # nothing yet
    yasmin.post(f"/support/files/{batch.pk}/confirm/")
    assert SupportOffer.objects.get(code="nieuw").topics == ["talk", "money"]
    assert SupportOffer.objects.get(code="huis").name_en == "Huis!"
    yasmin.post(f"/support/files/{batch.pk}/undo/")
    assert list(SupportOffer.objects.values()) == [
        {name: value for name, value in vars(before).items() if name != "_state"}
    ]
    deeds = set(AuditEvent.objects.values_list("deed", flat=True))
    assert {"offers-file.uploaded", "offers-file.confirmed", "offers-file.undone"} <= deeds


def test_nothing_is_undone_when_somebody_changed_an_offer_since(yasmin):
    offer("huis")
    uploaded(yasmin, "code;name_en\nhuis;Other\n")
    batch = OfferFile.objects.get()
    yasmin.post(f"/support/files/{batch.pk}/confirm/")
    SupportOffer.objects.update(name_nl="Iets anders")
    assert yasmin.post(f"/support/files/{batch.pk}/undo/").status_code == 409
    assert SupportOffer.objects.get().name_en == "Other"


def test_a_file_with_problems_names_each_and_saves_nothing(yasmin):
    content = (
        "code;kind;opening;topics;sites;map_url;active\n"
        "a b;dean;;;;;\n"
        "nieuw;king;soon;x;MARS;ftp://x;perhaps\n"
        "leeg;dean;;;;;\nleeg;dean;;;;;\n"
    )
    uploaded(yasmin, content)
    batch = OfferFile.objects.get()
    page = yasmin.get(f"/support/files/{batch.pk}/").content.decode()
    for place in ("line 2, code", "line 3, opening", "line 4, owner", "line 5, code", "line 3, sites"):
        assert place in page or place.replace("line", "regel") in page
    assert yasmin.post(f"/support/files/{batch.pk}/confirm/").status_code == 409
    assert not SupportOffer.objects.exists()
    yasmin.post(f"/support/files/{batch.pk}/discard/")
    assert OfferFile.objects.get().state == "expired"
    assert not list(stored_files.folder().iterdir())


def test_when_something_changed_in_between_the_preview_comes_again(yasmin):
    offer("huis")
    uploaded(yasmin, "code;name_en\nhuis;Other\n")
    batch = OfferFile.objects.get()
    SupportOffer.objects.update(name_en="Other")
    yasmin.post(f"/support/files/{batch.pk}/confirm/")
    assert OfferFile.objects.get().counts["moved"]
    assert yasmin.get(f"/support/files/{batch.pk}/").status_code == 200


def test_an_empty_file_and_a_large_one_are_refused(yasmin):
    assert uploaded(yasmin, " \n").status_code == 422
    assert uploaded(yasmin, b"x" * (2 * 1024 * 1024 + 1)).status_code == 422
    assert yasmin.post("/support/files/", {}).status_code == 422
    assert not OfferFile.objects.exists()


def test_files_that_wait_too_long_go_and_undo_lasts_thirty_days(yasmin, monkeypatch):
    from thuis.foundation.audit.actions import Operator

    offer("huis")
    uploaded(yasmin, "code;name_en\nhuis;Other\n")
    yasmin.post(f"/support/files/{OfferFile.objects.get().pk}/confirm/")
    uploaded(yasmin, "code;name_en\nhuis;More\n")
    later = timezone.now() + datetime.timedelta(days=31)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert clear_old_offer_files(by=Operator("daily retention")) == 2
    assert set(OfferFile.objects.values_list("state", "before")) == {("expired", b""), ("confirmed", b"")}


def test_every_field_of_an_offer_is_in_the_file():
    fields = {field.name for field in SupportOffer._meta.fields} - {"id"}
    assert set(names()) == fields


# --- what the monitor says ---------------------------------------------------------------------------------


def share(option, estimate, told=None, **more):
    place = {"unit_kind": "institution", "unit": ("all",), "filter_kind": "", "filter_value": ""}
    figure = told or Figure(estimate, estimate - 0.02, estimate + 0.02, 0, 0, 500)
    return Cell(
        **{"round": "2026", "measure": "", "statistic": "answer_share", **place, **more},
        option=option,
        told=figure,
    )


@pytest.fixture
def released(monkeypatch):
    """A release with what it tells about two offers, a third that was merged, and a programme apart."""
    table = {
        "HELP_huis": [
            share("0", 0.1),
            share("2", 0.35),
            share("1", 0.55),
            share("0", 0.9, unit_kind="programme"),
        ],
        "HELPX_huis": [share("1", 0.2), share("5", 0.4)],
        "HELP_a_b": [share("0 | 1", 0.6), share("2", 0, Suppressed("few"))],
    }
    release = types.SimpleNamespace(round_keys=("2025", "2026"))
    monkeypatch.setattr(figures, "latest_release", lambda: release)
    monkeypatch.setattr(figures, "cells", lambda release, *, round, measure: table.get(measure, []))


def test_known_used_and_helped_stand_beside_an_offer_and_what_is_hidden_says_so(released, yasmin):
    for code in ("huis", "a-b", "nieuw"):
        offer(code)
    page = " ".join(yasmin.get("/support/", headers={"accept-language": "en"}).content.decode().split())
    assert "known: about 90 (88 to 92)" in page
    assert "used: about 35 (33 to 37)" in page
    assert "helped very well: about 40 (38 to 42)" in page
    assert "known: not told apart from another answer" in page
    assert "used: too few answers to say" in page
    assert (
        page.count("not asked") == 2
    )  # one offer that was not asked about, and one that nobody was asked of


def test_a_band_is_told_as_a_band_and_before_a_release_nothing_is(released, yasmin, monkeypatch):
    offer("huis")
    band = Figure(None, 0.0, 0.05, 0, 0, 30)
    monkeypatch.setattr(figures, "cells", lambda *_, **__: [share("0", 0, band), share("2", 0, band)])
    page = yasmin.get("/support/", headers={"accept-language": "en"}).content.decode()
    assert "known: 95 to 100" in page
    assert "used: 0 to 5" in page
    monkeypatch.setattr(figures, "latest_release", lambda: None)
    assert "known:" not in yasmin.get("/support/", headers={"accept-language": "en"}).content.decode()
