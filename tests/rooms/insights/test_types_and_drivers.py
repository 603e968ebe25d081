"""Student types and what goes together: shares and associations, with what may not be said of them."""

import re
from dataclasses import replace

import pytest
from django.utils import translation

from tests.rooms.insights.scenes import ROUNDS, related, scene, shape
from thuis.core.charts.model import Dots, Hidden, Lines, Quadrant
from thuis.core.disclosure.relations import CORRELATION, EXPLAINED, SHARE, Relation
from thuis.core.disclosure.released import Figure
from thuis.foundation.cards.plots import plot_of
from thuis.foundation.release.book import Spot
from thuis.foundation.release.relations_file import unit_relations
from thuis.foundation.texts.content import typology
from thuis.rooms.insights.presenters.page import cards_of
from thuis.rooms.insights.tabs import TABS

WHOLE, SOCIAL_WORK, SMALL = Spot(), Spot("programme", "SW"), Spot("programme", "WTB")


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def cards(tab, spot=WHOLE, made=None):
    return {card.key: card for card in cards_of(made or scene(spot), TABS[tab])}


# --- types -----------------------------------------------------------------------------------------------


def test_each_type_stands_where_its_two_scores_put_it():
    chart = cards("types")["places"].chart
    assert isinstance(chart, Quadrant)
    assert chart.across == ("Interest in the studies: below 50", "Interest in the studies: 50 or more")
    assert chart.down == ("Tired from studying: 50 or more", "Tired from studying: below 50")
    assert [tile.label for tile in chart.tiles] == [
        "Tired and less interested",
        "Interested but tired",
        "Energetic, less interested",
        "Interested and energetic",
    ]
    assert chart.between.label == "Close to a border"


def test_the_page_says_that_a_type_is_no_label_of_a_person():
    for language, words in (("en", "not a label of a person"), ("nl", "geen stempel op een mens")):
        with translation.override(language):
            assert words in str(TABS["types"].lead)


def test_shares_are_compared_only_with_rounds_that_counted_types_in_the_same_way():
    """2024 had other cut-offs: it is not in the trend, and 2025 has nothing to be compared with."""
    assert cards("types")["trend"].chart.rounds == ROUNDS[1:]
    before = cards("types", made=scene(WHOLE, round=ROUNDS[1]))
    assert "trend" not in before
    assert all(not tile.share.said for tile in before["places"].chart.tiles)


class Shares:
    """A book in which types have these shares, give or take two of a hundred; others are bands."""

    def __init__(self, book, shares):
        self.book, self.shares = book, shares

    def __getattr__(self, name):
        return getattr(self.book, name)

    def cells(self, spot, round, measure, statistic):
        return tuple(
            replace(one, told=self._of(one)) for one in self.book.cells(spot, round, measure, statistic)
        )

    def _of(self, cell):
        share = self.shares.get(cell.option)
        return Figure(None, 0.0, 0.1, 0.0, 0.1, 60) if share is None else _told(share)


def _told(share):
    return Figure(share, share - 0.02, share + 0.02, share - 0.02, share + 0.02, 60)


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        (
            {"keen_rested": 0.4, "calm_tired": 0.2, "between": 0.3},
            (
                "The largest is “Interested and energetic”: about 40 of 100 students, likely 38 to 42.",
                "About 30 of 100 are close to a border. There the type is not sure.",
            ),
        ),
        (
            {"keen_rested": 0.4, "calm_tired": 0.38},
            ("The largest are “Interested and energetic” and “Tired and less interested”.",),
        ),
        ({"between": 0.9}, ("About 90 of 100 are close to a border. There the type is not sure.",)),
        ({}, ()),
    ],
)
def test_a_type_is_called_the_largest_only_when_its_interval_stands_apart(shares, said):
    made = scene(WHOLE)
    found = cards("types", made=replace(made, book=Shares(made.book, shares)))
    assert found["places"].sentences == said


class Still:
    """A book in which every round tells the same shares."""

    def __init__(self, book, width):
        self.book, self.width = book, width

    def __getattr__(self, name):
        return getattr(self.book, name)

    def cells(self, spot, round, measure, statistic):
        told = Figure(0.2, 0.2 - self.width, 0.2 + self.width, 0.19, 0.21, 60)
        return tuple(replace(one, told=told) for one in self.book.cells(spot, round, measure, statistic))


@pytest.mark.parametrize(
    ("width", "said"),
    [
        (0.01, "All shares are about the same as in 2025."),
        (0.2, "There are too few answers to say what changed since 2025."),
    ],
)
def test_what_holds_for_every_type_is_said_once(width, said):
    made = scene(WHOLE)
    found = cards("types", made=replace(made, book=Still(made.book, width)))
    assert found["trend"].sentences == (said,)
    assert found["places"].sentences[0] == "No type is clearly the largest."


def test_a_release_that_does_not_say_how_it_counted_compares_nothing():
    silent = scene(WHOLE, asked=replace(shape(), types={}))
    assert "trend" not in cards("types", made=silent)
    assert all(not tile.share.said for tile in cards("types", made=silent)["places"].chart.tiles)


def test_the_trend_has_a_panel_per_type_beside_the_unit_around():
    chart = cards("types", SOCIAL_WORK)["trend"].chart
    assert isinstance(chart, Lines)
    assert len(chart.panels) == len(typology().kinds)
    assert all(len(panel.points) == len(panel.reference) == 2 for panel in chart.panels)
    assert (chart.own, chart.reference) == ("Social Work", "Mens & Maatschappij")


def test_where_fewer_than_twenty_answered_each_place_says_so():
    card = cards("types", SMALL)["places"]
    assert all(tile.share == Hidden("Fewer than 20 answers.") for tile in card.chart.all_tiles)
    assert card.sentences == ("Fewer than 20 answers.", )  # fmt: skip
    assert {"both", "neither"}.isdisjoint(cards("types", SMALL))


def test_groups_stand_beside_everybody_and_not_within_a_group():
    chart = cards("types", SOCIAL_WORK)["neither"].chart
    assert isinstance(chart, Dots)
    assert [row.label for row in chart.rows] == [
        "Year 1",
        "Year 2",
        "full-time",
        "part-time",
        "English",
        "Dutch",
    ]
    assert chart.reference == "Social Work"
    in_group = cards("types", SOCIAL_WORK.of_group("study_year", "1"))
    assert {"both", "neither"}.isdisjoint(in_group)
    assert "places" in in_group


def test_a_release_without_types_or_with_others_has_no_such_cards():
    made = shape()
    without = replace(made.rules, measures=tuple(one for one in made.rules.measures if not one.is_types))
    assert cards("types", made=scene(WHOLE, asked=replace(made, rules=without))) == {}
    other = tuple(replace(one, choices=("a", "b")) if one.is_types else one for one in made.rules.measures)
    unknown = replace(made, rules=replace(made.rules, measures=other))
    assert cards("types", made=scene(WHOLE, asked=unknown)) == {}


def test_types_are_no_question_that_somebody_was_asked():
    assert not [key for key in cards("items") if typology().key in key]


# --- what goes together ----------------------------------------------------------------------------------


def told(shares, reach=0.05, sign=1):
    """A whole in which these scales have these shares in what goes with wellbeing."""
    place = ("2026", "institution", "all")

    def one(statistic, first, second, value, apart):
        ends = (max(value - apart, -1), min(value + apart, 1))
        return Relation("2026", statistic, first, second, *place[1:], value, *ends, 400)

    found = [one(SHARE, "wellbeing", name, share, reach) for name, share in shares.items()]
    found += [one(CORRELATION, name, "wellbeing", sign * 0.4, 0.1) for name in shares]
    found.append(one(EXPLAINED, "wellbeing", "", 0.4, 0.05))
    return replace(scene(WHOLE), related={place: unit_relations(found)})


def sentences(made):
    return cards("drivers", made=made)["wellbeing"].sentences


def test_one_part_is_called_the_largest_only_when_its_interval_stands_apart():
    apart = sentences(told({"resilience": 0.5, "home": 0.3, "demands": 0.2}))[0]
    assert "“Resilience” has the largest part: about 45 to 55 of 100" in apart
    near = sentences(told({"resilience": 0.4, "home": 0.35, "demands": 0.25}))[0]
    assert "“Resilience” and “Feeling at home” have the largest parts" in near
    alike = sentences(told({"resilience": 0.26, "home": 0.25, "demands": 0.25, "pressure": 0.24}))[0]
    assert "no part is clearly the largest" in alike


def test_every_card_says_that_it_is_not_about_causes():
    for card in cards("drivers").values():
        assert "not what comes from what" in card.sentences[-1]
        assert "35 to 45%" in card.sentences[1] or re.search(r"\d+ to \d+%", card.sentences[1])


def test_scales_stand_in_the_order_of_the_model_with_their_direction():
    rows = cards("drivers")["wellbeing"].chart.rows
    assert [row.head for row in rows if row.head] == ["Demands", "Resources"]
    assert [row.point.said for row in rows][:3] == ["goes with less", "direction not clear", "goes with more"]
    assert [
        row.head for row in cards("drivers", made=told({"sleep": 0.6, "home": 0.4}))["wellbeing"].chart.rows
    ] == [
        "Resources",
        "And",
    ]


def test_a_programme_stands_beside_its_domain():
    chart = cards("drivers", SOCIAL_WORK)["wellbeing"].chart
    domain = related()["2026", "domain", "MM"].shares["wellbeing"]
    assert chart.reference == "Mens & Maatschappij"
    assert chart.rows[0].usual == domain["demands"].estimate
    assert cards("drivers")["wellbeing"].chart.reference == ""


@pytest.mark.parametrize(
    ("spot", "why"),
    [
        (SMALL, "This needs at least 100 students who answered all of it."),
        (SOCIAL_WORK.of_group("study_year", "1"), "Told of everybody in a unit together, not of one group."),
    ],
)
def test_where_it_is_not_told_a_sentence_says_why_and_where_it_is(spot, why):
    card = cards("drivers", spot)["stop"]
    assert [row.point for row in card.chart.rows] == [Hidden(why)]
    assert card.sentences == ("Not told here. A wider unit, with everybody in it, tells it.",)
    assert plot_of(card.chart).rows[0].hidden == why


def test_a_round_that_tells_no_relations_has_no_such_cards():
    assert cards("drivers", made=replace(scene(WHOLE), related={})) == {}
    only = related((ROUNDS[0],))
    assert cards("drivers", made=replace(scene(WHOLE), related=only)) == {}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_text_of_these_tabs_says_that_one_thing_makes_another(language):
    causes = re.compile(
        r"\b(causes?|veroorzaakt|leads? to|leidt tot|zorgt voor|proven|bewezen|effect)\b", re.I
    )
    with translation.override(language):
        for key in ("types", "drivers"):
            for spot in (WHOLE, SOCIAL_WORK, SMALL):
                for card in cards_of(scene(spot, language=language), TABS[key]):
                    words = " ".join([card.question, *card.sentences, card.note])
                    assert not causes.search(words), words
