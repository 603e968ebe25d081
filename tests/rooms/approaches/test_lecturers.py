"""The self-check of a lecturer: kept by her browser alone, beside the released results of her own units."""

from types import SimpleNamespace

import pytest
from django.db import connections

from tests.rooms.insights.scenes import FakeBook, shape
from thuis.core.disclosure.released import Suppressed
from thuis.rooms.approaches.queries import lecturers as queries
from thuis.rooms.approaches.queries.content import recommendations

PAGE = "/approaches/lecturers/"
KEYS = [one.key for one in recommendations()]
pytestmark = pytest.mark.django_db


def dump(alias):
    """All rows of all tables of a database, as text."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names()):
            cursor.execute(f'SELECT * FROM "{table}"')
            yield f"{table}: {cursor.fetchall()}"


def everything():
    return [*dump("default"), *dump("responses")]


def read(client, address=PAGE):
    return client.get(address, headers={"Accept-Language": "en"}).content.decode()


def answer(client, picked=("names", "safe")):
    return client.post(PAGE, {"names": "no", "safe": "yes", "open": "partly", "pick": list(picked)})


def test_all_eleven_are_asked_with_one_thing_for_monday(bram):
    page = read(bram)
    for one in recommendations():
        assert one.question.en in page
        assert one.monday.en in page
    assert len(KEYS) == 11


def test_what_she_answers_stands_in_her_browser_and_comes_back(bram):
    assert answer(bram).status_code == 302
    page = read(bram)
    assert 'name="names" value="no" aria-describedby="ask-names" checked' in page
    assert "Yours for Monday" in page
    assert page.index("Learn eight") < page.index('id="ask"')


def test_nothing_of_it_is_written_down_anywhere(bram, caplog):
    caplog.set_level("DEBUG")
    read(bram)
    before = everything()
    answer(bram)
    read(bram)
    assert everything() == before
    assert not [line for line in caplog.messages if "names" in line or "self-check" in line]


def test_only_her_own_page_receives_it_and_no_script_can_read_it(bram):
    cookie = answer(bram).cookies["self-check"]
    assert cookie["path"] == PAGE
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"


def test_who_signs_in_after_her_in_the_same_browser_does_not_see_it(bram, marit):
    marit.cookies["self-check"] = answer(bram).cookies["self-check"].value
    assert "Yours for Monday" not in read(marit)


def test_a_cookie_that_somebody_changed_counts_for_nothing(bram):
    bram.cookies["self-check"] = '{"answers":{"names":"no"},"picked":["names"]}'
    assert "Yours for Monday" not in read(bram)


def test_more_than_three_is_refused_and_what_she_filled_in_still_stands(bram):
    refused = answer(bram, picked=KEYS[:4])
    assert refused.status_code == 422
    assert "self-check" not in refused.cookies
    assert 'value="no" aria-describedby="ask-names" checked' in refused.content.decode()


def test_she_wipes_it_with_one_button(bram):
    answer(bram)
    bram.post(f"{PAGE}wipe/")
    page = read(bram)
    assert "Yours for Monday" not in page
    assert " checked" not in page


def test_the_team_gets_questions_on_paper_and_nothing_to_hand_in(bram):
    every, two = read(bram, f"{PAGE}team/"), read(bram, f"{PAGE}team/?about=names&about=safe")
    asked = [one.team.en for one in recommendations()]
    assert all(words in every for words in asked)
    assert [words in two for words in asked] == [key in ("names", "safe") for key in KEYS]
    assert 'method="post"' not in two.split("<main")[1]


@pytest.fixture
def released(monkeypatch):
    """A release of invented figures, in which English answers of a programme are hidden."""
    book = FakeBook(shape())
    monkeypatch.setattr(queries, "latest_release", lambda: SimpleNamespace(round_keys=("2026",)))
    monkeypatch.setattr(queries, "book_of", lambda release: book)
    monkeypatch.setattr(queries, "shape_of", lambda release: book.shape)
    return book


def test_beside_it_stand_the_released_results_of_her_own_programme_alone(bram, ruben, released):
    assert [one.spot.unit for one in queries.own_results(bram.user)] == ["SW"]
    assert [one.spot.unit for one in queries.own_results(ruben.user)] == ["all"]
    page = read(bram)
    assert "/insights/2026/programme/SW/belonging/" in page


def test_a_hidden_figure_is_said_and_never_a_nought(bram, released, monkeypatch):
    monkeypatch.setattr(FakeBook, "cell", lambda *_: SimpleNamespace(told=Suppressed("too-few")))
    page = read(bram)
    assert page.count("Not shown: too few answers") == len(queries.MEASURES)


def test_who_has_no_role_reads_the_questions_and_no_figures(otto, released):
    assert queries.own_results(otto.user) == ()
    assert "There are no released figures of a unit of yours yet" in read(otto)
