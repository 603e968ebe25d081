"""Open answers from the pile to the dashboard, through the browser's door."""

import pytest

from tests.foundation.words import site as words
from tests.pages import AuditingClient
from thuis.config.releases import release_closed_rounds
from thuis.foundation.audit.actions import Operator
from thuis.foundation.responses.models import OpenText, Quote
from thuis.foundation.words import releasing
from thuis.foundation.words.models import State, WordsRound

ROUND = "/words/2025/"
TAB = "/insights/2025/institution/all/words/"


@pytest.fixture
def site(bridge, tmp_path, settings):
    settings.HOME = tmp_path
    words.round_with_texts()
    release_closed_rounds(by=Operator("test"))


@pytest.fixture
def rosa(bridge):
    client = AuditingClient()
    client.user = words.second_reader()
    client.force_login(client.user)
    return client


def text(response):
    return response.content.decode()


def step(client, name):
    return client.post(f"{ROUND}step/", {"step": name})


def reads_everything(client, worry=False):
    """As somebody does who looks at one text after another."""
    while (page := client.get(f"{ROUND}read/")).status_code == 200:
        pk = text(page).partition('name="text" value="')[2].partition('"')[0]
        seen = words.themes_in(OpenText.objects.get(pk=pk).text)
        client.post(f"{ROUND}read/", {"text": pk, "themes": seen, **({"worry": "on"} if worry else {})})
    return page


def now():
    return WordsRound.objects.get()


def test_from_the_pile_to_the_dashboard(site, ruben, rosa, ineke, marit):
    assert "Collect open answers" in text(ruben.get("/words/", headers={"accept-language": "en"}))
    assert step(ruben, "collect").status_code == 302
    step(ruben, "become")
    step(rosa, "become")
    assert reads_everything(ruben).url == ROUND
    assert now().state == State.READING
    reads_everything(rosa)
    assert now().state == State.SETTLING
    assert step(ruben, "ask").status_code == 302
    assert step(ruben, "release").status_code == 403
    assert step(ineke, "release").status_code == 302
    page = text(marit.get(TAB))
    assert "dots" in page
    assert "Certificaat" in page or "Certificate" in page
    assert "blockquote" not in page
    text_pk = words.text_about("docent").pk
    ruben.post(f"{ROUND}texts/{text_pk}/contact/", {"words": "de docent ziet mij"})
    assert "blockquote" not in text(marit.get(TAB))
    quote = Quote.objects.get()
    asked = {"quote": quote.pk, "nobody": "on", "means": "on"}
    assert rosa.post(f"{ROUND}quotes/", asked).status_code == 422
    assert rosa.post(f"{ROUND}quotes/", {**asked, "harmless": "on"}).status_code == 302
    assert "“de docent ziet mij”" in text(marit.get(TAB))
    assert "blockquote" not in text(marit.get("/insights/2025/programme/SW/words/"))
    ineke.post(f"{ROUND}quotes/", {"quote": quote.pk, "decision": "away"})
    assert "docent ziet mij" not in text(marit.get(TAB))
    step(rosa, "close")
    assert not OpenText.objects.exists()
    assert "dots" in text(marit.get(TAB))


def test_the_card_leaves_as_a_file(site, ruben, rosa, marit):
    words.told(ruben.user, rosa.user)
    address = f"{TAB}{words.KEPT.lower()}"
    assert b"docenten" in marit.get(f"{address}.csv").content
    assert marit.get(f"{address}.svg").status_code == 200


def test_two_who_differ_settle_together(site, ruben, rosa):
    one = words.two_read(ruben.user, rosa.user, misses=["timetable"])
    while (page := rosa.get(f"{ROUND}settle/")).status_code == 200:
        pk = text(page).partition('name="text" value="')[2].partition('"')[0]
        rosa.post(f"{ROUND}settle/", {"text": pk, "themes": ["timetable"]})
    assert page.url == ROUND
    page = text(ruben.get(ROUND))
    assert "0,667" in page
    assert "0,00" in page
    assert one.state == State.SETTLING


def test_a_reader_takes_words_out_and_notes_a_worry(site, ruben, rosa):
    one = words.collected(ruben.user)
    step(ruben, "become")
    first = text(ruben.get(f"{ROUND}read/")).partition('name="text" value="')[2].partition('"')[0]
    wrong = ruben.post(f"{ROUND}read/", {"text": first, "hide": "staat er niet"})
    assert wrong.status_code == 422
    ruben.post(f"{ROUND}read/", {"text": first, "hide": "dat is alles, nummer", "worry": "on"})
    assert "alles" not in OpenText.objects.get(pk=first).text
    assert 'class="note' in text(ruben.get(ROUND))
    assert one.round_key == "2025"


def test_themes_are_written_until_somebody_reads(site, ruben, rosa):
    words.collected(ruben.user)
    new = {
        f"{part}_{tongue}": "Eten"
        for part in ("name", "meaning", "when", "when_not")
        for tongue in ("nl", "en")
    }
    assert ruben.post(f"{ROUND}codebook/new/", new | {"name_en": ""}).status_code == 422
    assert ruben.post(f"{ROUND}codebook/new/", new | {"name_en": "9"}).status_code == 422
    assert ruben.post(f"{ROUND}codebook/new/", new).status_code == 302
    assert "Eten" in text(ruben.get(f"{ROUND}codebook/"))
    ruben.post(f"{ROUND}codebook/eten/", {"remove": "yes"})
    assert "Eten" not in text(ruben.get(f"{ROUND}codebook/"))
    assert ruben.get(f"{ROUND}codebook/nothing/").status_code == 404
    step(ruben, "become")
    assert ruben.post(f"{ROUND}codebook/new/", new).status_code == 409


def test_neither_sees_what_the_other_ticked(site, ruben, rosa):
    words.collected(ruben.user)
    step(ruben, "become")
    step(rosa, "become")
    words.read_by(now(), ruben.user)
    for path in (ROUND, f"{ROUND}read/"):
        assert "checked" not in text(rosa.get(path))
    assert rosa.get(f"{ROUND}texts/?item={words.KEPT}&theme=contact").status_code == 409
    assert rosa.get(f"{ROUND}settle/").status_code == 409


def test_only_researchers_read_and_everybody_with_results_reads_what_was_told(
    site, ruben, rosa, ineke, marit, bram, yasmin, otto
):
    words.told(ruben.user, rosa.user)
    pk = words.text_about("docent").pk
    inside = ("codebook/", "read/", "settle/", "texts/", f"texts/{pk}/contact/")
    for client in (ineke, marit, bram, yasmin, otto):
        assert {client.get(ROUND + path).status_code for path in inside} == {403}
    for client in (marit, bram, yasmin, otto):
        assert {client.get(path).status_code for path in ("/words/", ROUND, f"{ROUND}quotes/")} == {403}
        assert step(client, "close").status_code == 403
    assert {client.get(TAB).status_code for client in (marit, bram, yasmin)} == {200}
    assert ineke.get(ROUND).status_code == 200


def test_no_page_of_staff_shows_a_text_that_may_not_be_read(site, ruben, rosa, ineke, marit):
    one = words.told(ruben.user, rosa.user)
    pages = [ROUND, "/words/", f"{ROUND}quotes/", f"{ROUND}texts/?item={words.KEPT}&theme=contact", TAB]
    assert one.state == State.RELEASED
    for client in (ruben, rosa, ineke, marit):
        for page in pages:
            assert words.SILENT not in text(client.get(page))
    mine = OpenText.objects.exclude(text="").first().text
    for client in (ineke, marit):
        assert not any(mine in text(client.get(page)) for page in (ROUND, "/words/", f"{ROUND}quotes/", TAB))


def test_too_few_texts_say_so(bridge, ruben):
    words.round_with_texts(texts=10, silent=50)
    step(ruben, "collect")
    assert "20" in text(ruben.get(ROUND))
    assert now().state == State.TOO_FEW
    assert step(ruben, "become").status_code == 409
    assert step(ruben, "nothing").status_code == 404
    assert ruben.post("/words/2031/step/", {"step": "collect"}).status_code == 404


def test_what_waits_says_who_decides(site, ruben, rosa, ineke):
    one = releasing.ask_release(one=words.two_read(ruben.user, rosa.user), by=ruben.user)
    assert 'value="release"' not in text(ruben.get(ROUND))
    assert 'value="release"' in text(ineke.get(ROUND))
    assert step(ineke, "refuse").status_code == 302
    assert now().state == State.SETTLING
    assert one.asked_by_id == ruben.user.pk
