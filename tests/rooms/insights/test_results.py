"""Five findings by a rule, on a poster and on a page that somebody switches on."""

import gzip
import io

import pypdf
import pytest
from django.utils import timezone, translation

from tests.harness.site import CLOSED
from tests.pages import AuditingClient
from tests.rooms.insights import scenes
from tests.rooms.insights.scenes import scene
from thuis.core.statistics.change import Verdict
from thuis.foundation.audit.models import AuditEvent
from thuis.foundation.documents.pdf import pdf
from thuis.foundation.institution.models import Unit
from thuis.foundation.release.book import Spot
from thuis.foundation.signals.models import Signal, Telling
from thuis.rooms.insights.access import everybody
from thuis.rooms.insights.models import ShownRound
from thuis.rooms.insights.presenters import results

ROUND = CLOSED[-1]
PAGE, SWITCH = f"/results/{ROUND}/", f"/insights/results/{ROUND}/switch/"


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def test_there_are_five_and_each_measure_is_told_once():
    found = results.findings(scene(Spot()))
    assert len(found) == results.MOST
    assert len({one.about for one in found}) == results.MOST


def test_the_largest_clear_changes_come_first_and_differ_in_subject(monkeypatch):
    monkeypatch.setattr(results, "verdicts", lambda spans, _: [Verdict.HIGHER] * len(spans))
    where = scene(Spot())
    first, second = results.findings(where)[:2]
    assert {first.method, second.method} == {"change"}
    assert first.subject != second.subject
    sizes = {name: abs(where.cell(name, "change").told.estimate) for name in results.SCALES}
    assert first.about == max(sizes, key=sizes.get)


def test_without_a_clear_change_no_finding_speaks_of_one(monkeypatch):
    monkeypatch.setattr(results, "verdicts", lambda spans, _: [Verdict.TOO_FEW] * len(spans))
    assert "change" not in {one.method for one in results.findings(scene(Spot()))}
    assert "change" not in {one.method for one in results.findings(scene(Spot(), round="2024"))}


def told_shares(monkeypatch, found):
    """Each question has this share of students who agree; None is a band."""
    monkeypatch.setattr(results, "_changes", lambda _scene: iter(()))

    def uppers(chart):
        share = next((share for words, share in found.items() if words in chart.rows[0].label), 50.0)
        return {} if share is None else {chart.rows[0].label: share}

    monkeypatch.setattr(results.makers, "uppers", uppers)


def test_most_and_least_are_said_only_when_every_question_is_told(monkeypatch):
    told_shares(monkeypatch, {"feels like my place": 81.0, "outside class": 12.0})
    most, least = results.findings(scene(Spot()))[:2]
    assert most.sentence.startswith("You agree most with “This programme feels like my place”: about 81")
    assert least.sentence.startswith(
        "You agree least with “I also talk with lecturers outside class”: about 12"
    )
    told_shares(monkeypatch, {"feels like my place": 81.0, "outside class": 12.0, "ask a lecturer": None})
    most, least = results.findings(scene(Spot()))[:2]
    assert most.sentence.startswith("About 81 of 100 students agree")
    assert least.sentence.startswith("About 12 of 100 students agree")


def test_few_answers_still_give_findings_from_means_only():
    found = results.findings(scene(Spot("programme", scenes.SMALL)))
    assert found
    assert {one.method for one in found} <= {"mean", "change"}


def test_no_finding_names_a_unit():
    names = [name for key, name in scenes.NAMES.items() if key != ("institution", "all")]
    for one in results.findings(scene(Spot(), reader=everybody())):
        assert not any(name in one.sentence for name in names)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("unit", ["SW", scenes.SMALL])
def test_a_poster_is_one_tagged_page_with_the_findings(language, unit):
    with translation.override(language):
        where = scene(Spot("programme", unit), language=language)
        reader = pypdf.PdfReader(io.BytesIO(pdf("findings", results.poster_values(where, is_public=True))))
        sentences = [one.sentence for one in results.findings(where)]
    assert len(reader.pages) == 1
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    text = "".join(reader.pages[0].extract_text().split())
    assert all("".join(sentence.split()) in text for sentence in sentences)
    assert "/results/2026/" in text


def test_a_poster_with_the_highest_drawings_is_still_one_page(monkeypatch):
    monkeypatch.setattr(results, "verdicts", lambda spans, _: [Verdict.HIGHER] * len(spans))
    made = pdf("findings", results.poster_values(scene(), is_public=True))
    assert len(pypdf.PdfReader(io.BytesIO(made)).pages) == 1


def test_a_poster_of_a_round_that_is_not_shown_leads_to_help():
    assert results.poster_values(scene(), is_public=False)["address"].endswith("/help/")


# --- the pages -------------------------------------------------------------------------------------------


@pytest.fixture
def people(filled, db):
    """A client for each of the cast, and for a student who is nobody."""
    found = {"anonymous": AuditingClient()}
    for who, user in filled.users.items():
        found[who] = AuditingClient()
        found[who].force_login(user)
    return found


def test_nobody_reads_a_round_before_it_is_switched_on(people):
    assert people["anonymous"].get(PAGE).status_code == 404
    assert PAGE not in people["anonymous"].get("/results/").content.decode()


def test_who_opens_rounds_shows_a_round_and_takes_it_away(people):
    assert people["ruben"].post(SWITCH, {"show": "yes"}).status_code == 302
    page = people["anonymous"].get(PAGE)
    assert page.status_code == 200
    assert PAGE in people["anonymous"].get("/results/").content.decode()
    people["ineke"].post(SWITCH, {"show": "no"})
    assert people["anonymous"].get(PAGE).status_code == 404
    deeds = list(AuditEvent.objects.order_by("id").values_list("deed", "about"))[-2:]
    assert deeds == [("results.shown", f"round:{ROUND}"), ("results.hidden", f"round:{ROUND}")]


@pytest.mark.parametrize("who", ["bram", "marit", "yasmin", "otto"])
def test_nobody_else_switches(people, who):
    assert people[who].post(SWITCH, {"show": "yes"}).status_code == 403
    assert people[who].get("/insights/results/").status_code == 403
    assert not ShownRound.objects.exists()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_public_page_is_small_and_has_five_findings(people, language):
    people["ruben"].post(SWITCH, {"show": "yes"})
    page = people["anonymous"].get(PAGE, HTTP_ACCEPT_LANGUAGE=language)
    assert len(gzip.compress(page.content)) <= 60_000
    text = page.content.decode()
    assert text.count('id="f-') == 5
    assert {"nl": "Dit vertelden jullie ons", "en": "This is what you told us"}[language] in text
    assert {"nl": "Wat gebeurt ermee?", "en": "What happens with it?"}[language] in text
    assert "WTB" not in text


def test_a_shown_round_stays_with_its_release(people):
    people["ruben"].post(SWITCH, {"show": "yes"})
    ShownRound.objects.update(release_version=99)
    assert people["anonymous"].get(PAGE).status_code == 404


def test_an_admin_switches_without_seeing_results(people):
    page = people["ineke"].get("/insights/results/").content.decode()
    assert "/switch/" in page
    assert f'/insights/results/{ROUND}/"' not in page
    assert people["ineke"].get(f"/insights/results/{ROUND}/").status_code == 403


def test_a_preview_looks_as_the_page_will(people):
    before = people["ruben"].get(f"/insights/results/{ROUND}/").content.decode()
    assert before.count('id="f-') == 5
    assert people["ruben"].get("/insights/results/2031/").status_code == 404
    assert people["ruben"].post("/insights/results/2031/switch/", {"show": "yes"}).status_code == 404


@pytest.mark.parametrize("language", ["nl", "en"])
def test_only_sites_that_are_named_show_findings_in_a_frame(people, settings, language):
    settings.EMBED_ORIGINS = ("https://intranet.example",)
    framed = f"{PAGE}frame/{language}/"
    assert people["anonymous"].get(framed).status_code == 404
    people["ruben"].post(SWITCH, {"show": "yes"})
    page = people["anonymous"].get(framed)
    assert page.headers["Content-Security-Policy"].endswith("frame-ancestors https://intranet.example")
    assert "X-Frame-Options" not in page.headers
    assert page.content.decode().count('id="f-') == 5
    assert f'lang="{language}"' in page.content.decode()
    assert not page.cookies
    assert people["anonymous"].get(PAGE).headers["X-Frame-Options"] == "DENY"
    assert (
        f'{framed}"'
        in people["ruben"].get("/insights/results/", HTTP_ACCEPT_LANGUAGE=language).content.decode()
    )


def test_without_named_sites_nobody_frames_anything(people):
    people["ruben"].post(SWITCH, {"show": "yes"})
    page = people["anonymous"].get(f"{PAGE}frame/nl/")
    assert page.headers["Content-Security-Policy"].endswith("frame-ancestors 'none'")
    assert "iframe" not in people["ruben"].get("/insights/results/").content.decode()
    assert people["anonymous"].get(f"{PAGE}frame/de/").status_code == 404


def test_what_was_told_about_a_round_stands_beside_its_findings(people):
    people["ruben"].post(SWITCH, {"show": "yes"})
    read = people["anonymous"].get
    assert "What they do will stand here" in read(PAGE, HTTP_ACCEPT_LANGUAGE="en").content.decode()
    now = timezone.now()
    telling = Telling.objects.create(
        unit=Unit.objects.get(code="SW"), kind="done", state="published", published_at=now, changed_at=now,
        made_on=now.date(), said_nl="Ik zoek.", said_en="I search.", title_nl="Een naam", title_en="A name",
        address="/told/programme/SW/#t1",
    )  # fmt: skip
    telling.signals.add(
        Signal.objects.create(
            unit_kind="programme", unit="SW", period=ROUND, question="?", said="!", language="en", made_on=now
        )
    )
    page = read(PAGE, HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert "I search." in page
    assert '<a href="/told/programme/SW/#t1">A name</a>' in page
    assert "What they do will stand here" not in page
