"""Two people read apart, find how far they agree, and let themes and quotes out through somebody else."""

import pytest
from django.db import connections

from tests.foundation.words import site
from thuis.core.errors import InvalidInput, NotAllowed, WrongState
from thuis.core.texts import Text
from thuis.core.words.codebook import Code
from thuis.foundation.audit.models import AuditEvent
from thuis.foundation.responses.models import OpenText, Quote, TextReading, ToldThemes
from thuis.foundation.words import actions, releasing
from thuis.foundation.words.models import TRANSITIONS, State
from thuis.foundation.words.queries import agreements, codes_of, settled_codes, unread_by, unsettled

pytestmark = pytest.mark.django_db(databases=("default", "responses"))
WORDS = Text("Woorden", "Words")
FOOD = Code("food", WORDS, WORDS, WORDS, WORDS)


@pytest.fixture
def two(bridge, ruben):
    site.round_with_texts()
    return ruben.user, site.second_reader()


def told_of(key):
    themes = ToldThemes.objects.get().told["themes"]
    return next(theme for theme in themes if theme["key"] == key)


class TestCodebook:
    def test_it_is_changed_until_somebody_reads_and_keeps_its_versions(self, two):
        one = site.collected(two[0])
        actions.save_code(one=one, code=FOOD, by=two[0])
        actions.remove_code(one=one, key="building", by=two[1])
        assert [book.version for book in one.codebooks.all()] == [3, 2, 1]
        keys = {code.key for code in codes_of(one)}
        assert "food" in keys
        assert "building" not in keys
        actions.become_reader(one=one, by=two[0])
        with pytest.raises(WrongState):
            actions.save_code(one=one, code=FOOD, by=two[0])

    def test_there_is_an_end_to_themes(self, two):
        one = site.collected(two[0])
        with pytest.raises(InvalidInput):
            for number in range(20):
                actions.save_code(one=one, code=Code(f"t{number}", WORDS, WORDS, WORDS, WORDS), by=two[0])

    def test_only_researchers_change_it(self, two, ineke):
        one = site.collected(two[0])
        with pytest.raises(NotAllowed):
            actions.save_code(one=one, code=FOOD, by=ineke.user)


class TestReading:
    def test_two_places_for_two_people(self, two, ineke):
        one = site.collected(two[0])
        with pytest.raises(NotAllowed):
            actions.become_reader(one=one, by=ineke.user)
        actions.become_reader(one=one, by=two[0])
        with pytest.raises(WrongState):
            actions.become_reader(one=one, by=two[0])
        one = actions.become_reader(one=one, by=two[1])
        assert (one.reader(two[0]), one.reader(two[1])) == (1, 2)

    def test_each_reads_in_an_order_of_her_own(self, two):
        one = site.collected(two[0])
        orders = [[text.pk for text in unread_by(one, reader)] for reader in (1, 2)]
        assert sorted(orders[0]) == sorted(orders[1])
        assert orders[0] != orders[1]

    def test_only_readers_read_and_only_known_themes_are_kept(self, two):
        one = actions.become_reader(one=site.collected(two[0]), by=two[0])
        text = unread_by(one, 1)[0]
        with pytest.raises(NotAllowed):
            actions.keep_reading(one=one, text=text, themes=[], by=two[1])
        actions.keep_reading(one=one, text=text, themes=["timetable", "nonsense"], by=two[0])
        assert TextReading.objects.get().themes == ["timetable"]

    def test_what_points_at_somebody_goes_for_everybody(self, two):
        one = actions.become_reader(one=site.collected(two[0]), by=two[0])
        text = unread_by(one, 1)[0]
        with pytest.raises(InvalidInput):
            actions.keep_reading(one=one, text=text, themes=[], hide=["staat er niet"], by=two[0])
        actions.keep_reading(one=one, text=text, themes=[], hide=["dat is alles"], worry=True, by=two[0])
        assert "alles" not in OpenText.objects.get(pk=text.pk).text
        assert TextReading.objects.get().worry
        assert AuditEvent.objects.filter(deed="words.masked").count() == 1

    def test_when_both_are_done_the_differences_come(self, two):
        one = site.two_read(*two, misses=["timetable"])
        assert one.state == State.SETTLING
        assert set(unsettled(one).values()) == {frozenset({"timetable"})}
        found = {each.theme: each for each in agreements(one, site.KEPT)}
        assert found["contact"].is_enough
        assert not found["timetable"].is_enough

    def test_what_is_decided_counts_and_what_is_not_counts_for_none(self, two):
        one = site.two_read(*two, misses=["timetable"])
        first = next(iter(unsettled(one)))
        text = OpenText.objects.get(pk=first)
        actions.settle_text(one=one, text=text, themes=["timetable", "contact"], by=two[1])
        counted = [pk for pk, themes in settled_codes(one, site.KEPT).items() if "timetable" in themes]
        assert counted == [first]
        actions.settle_text(one=one, text=text, themes=[], by=two[0])  # a second time changes nothing
        assert TextReading.objects.filter(reader=0).count() == 1


class TestThemes:
    def test_somebody_else_lets_them_out(self, two, ineke):
        one = releasing.ask_release(one=site.two_read(*two), by=two[0])
        with pytest.raises(NotAllowed):
            releasing.release_themes(one=one, by=two[0])
        assert releasing.release_themes(one=one, by=ineke.user).state == State.RELEASED
        told = ToldThemes.objects.get()
        assert told.certificate == releasing.certificate_of("2025", site.KEPT, told.told)
        assert 0.4 < told_of("contact")["told"]["share"] < 0.6
        assert told_of("contact")["told"]["n"] == 60
        with pytest.raises(NotAllowed):
            releasing.release_themes(one=one, by=two[0])

    def test_a_theme_on_which_they_do_not_agree_has_no_figure(self, two):
        site.told(*two, misses=["timetable"])
        assert told_of("timetable")["told"] is None
        assert told_of("building")["told"] is None  # nobody saw it
        assert told_of("contact")["alpha"] == 1.0

    def test_sent_back_they_can_be_asked_again(self, two):
        one = releasing.ask_release(one=site.two_read(*two), by=two[0])
        one = releasing.refuse_themes(one=one, by=two[1])
        assert (one.state, one.asked_by) == (State.SETTLING, None)
        assert not ToldThemes.objects.exists()
        assert releasing.ask_release(one=one, by=two[1]).state == State.ASKED

    def test_nothing_agreed_on_tells_no_figure_at_all(self, two):
        site.told(*two, misses=["timetable", "contact", "pressure"])
        assert {theme["told"] for theme in ToldThemes.objects.get().told["themes"]} == {None}

    def test_every_state_is_reached_and_ends_somewhere(self):
        reached = {State.COLLECTED, State.TOO_FEW, *(one for found in TRANSITIONS.values() for one in found)}
        assert reached == set(State)
        assert {State.TOO_FEW, State.CLOSED} == set(State) - set(TRANSITIONS)


class TestWhereTextsLie:
    def test_the_database_of_people_never_holds_what_was_written(self, two):
        one, text = site.told(*two), site.text_about("rooster")
        words = "rooster is goed"
        quote = releasing.propose_quote(one=one, text=text, theme="timetable", words=words, by=two[0])
        releasing.show_quote(one=one, quote=quote, by=two[1])
        found = []
        with connections["default"].cursor() as cursor:
            for table in connections["default"].introspection.table_names(cursor):
                cursor.execute(f'SELECT * FROM "{table}"')
                found += [table for row in cursor.fetchall() if words in repr(row)]
        assert found == []

    def test_the_database_of_answers_does_not_say_who_read(self, two):
        site.told(*two)
        names = {field.name for model in (TextReading, Quote) for field in model._meta.get_fields()}
        assert not names & {"user", "by", "read_by", "at", "made_on"}
        assert set(TextReading.objects.values_list("reader", flat=True)) == {1, 2}


class TestQuotes:
    def test_one_proposes_and_another_shows(self, two, ineke):
        one, text = site.told(*two), site.text_about("docent")
        quote = releasing.propose_quote(
            one=one, text=text, theme="contact", words="… de docent ziet mij …", by=two[0]
        )
        with pytest.raises(NotAllowed):
            releasing.show_quote(one=one, quote=quote, by=two[0])
        assert releasing.show_quote(one=one, quote=quote, by=ineke.user).shown
        releasing.withdraw_quote(one=one, quote=quote, by=ineke.user)
        assert not Quote.objects.exists()

    @pytest.mark.parametrize("words", ["de docent haat mij", "ziet mij de docent", "…", "de doc"])
    def test_nothing_is_changed_or_added(self, two, words):
        one, text = site.told(*two), site.text_about("docent")
        with pytest.raises(InvalidInput):
            releasing.propose_quote(one=one, text=text, theme="contact", words=words, by=two[0])

    @pytest.mark.parametrize("theme", ["building", "timetable", "pressure"])
    def test_a_theme_that_is_not_told_or_not_here_has_no_quotes(self, two, theme):
        one = site.told(*two, misses=["timetable"])
        text = site.text_about("docent")
        with pytest.raises(InvalidInput):
            releasing.propose_quote(one=one, text=text, theme=theme, words=text.text, by=two[0])

    def test_at_most_five_of_one_theme(self, two):
        one = site.told(*two)
        text = site.text_about("docent")
        for _ in range(5):
            releasing.propose_quote(one=one, text=text, theme="contact", words="de docent", by=two[0])
        with pytest.raises(InvalidInput):
            releasing.propose_quote(one=one, text=text, theme="contact", words="de docent", by=two[1])

    def test_who_is_no_reader_proposes_nothing(self, two, ineke):
        one, text = site.told(*two), site.text_about("docent")
        with pytest.raises(NotAllowed):
            releasing.propose_quote(one=one, text=text, theme="contact", words="de docent", by=ineke.user)

    def test_at_the_end_only_shown_quotes_are_left(self, two):
        one, text = site.told(*two), site.text_about("docent")
        shown, waits = (
            releasing.propose_quote(one=one, text=text, theme="contact", words=words, by=two[0])
            for words in ("de docent ziet mij", "dat is alles")
        )
        releasing.show_quote(one=one, quote=shown, by=two[1])
        actions.close_words(one=one, by=two[0])
        assert not OpenText.objects.exists()
        assert not TextReading.objects.exists()
        assert [quote.pk for quote in Quote.objects.all()] == [shown.pk]
        assert waits.pk != shown.pk
        with pytest.raises(WrongState):
            actions.close_words(one=one, by=two[0])
