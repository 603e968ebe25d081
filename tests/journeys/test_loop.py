"""Four people go through the whole loop: a lecturer, a coordinator, a manager and a student.

Low 'I know whom to go to' in an earlier round → signal → session → element → action → told on the public page
and in the letter → looked at again with a verdict. The lecturer and the coordinator work in Dutch on a phone,
the manager in English on a laptop; students read in both languages.
"""

import datetime

import pytest
from django.test import override_settings
from django.utils import timezone

from tests.harness.site import CLOSED, OPEN, fill_site
from tests.journeys.test_style import looked_at
from thuis.foundation.audit.actions import Operator
from thuis.foundation.institution.models import Unit
from thuis.foundation.signals.models import Signal, Telling
from thuis.rooms.approaches.actions.library import install_library
from thuis.rooms.approaches.models import MeaningSession, Plan
from thuis.rooms.approaches.queries.loop import orphans
from thuis.rooms.monitor.models import Invitation
from thuis.rooms.monitor.queries.rounds import token_of

pytest.importorskip("playwright")
CARD = "resilience-1"  # the card with: when things go wrong, I know whom to message
WORDS = {
    "nl": {
        "verdict": "Voor en na laat geen oorzaak zien",
        "letter": "Wat er met eerdere antwoorden is gedaan",
        "title": "Elke student een vaste docent",
    },
    "en": {
        "verdict": "Before and after shows no cause",
        "letter": "What was done with earlier answers",
        "title": "A fixed lecturer for each student",
    },
}


@pytest.fixture
def filled(transactional_db, tmp_path):
    with override_settings(HOME=tmp_path):
        install_library(by=Operator("test"))
        yield fill_site()


def saves(page):
    """Press the button of the form on this page."""
    page.locator("main form.card button.button").last.click()
    page.wait_for_load_state()


def test_a_loop_is_closed_by_four_people_in_two_languages(visitor, filled):
    story = Story(visitor, filled)
    story.told()
    assert story.problems == []
    assert orphans(Signal.objects.all()) == ()


class Story:
    """Once through the loop."""

    def __init__(self, visitor, filled):
        self.problems, self.unit = [], Unit.objects.get(code="SW").pk
        self.bram, self.yasmin = visitor("nl", width=390), visitor("nl", width=390)
        self.marit = visitor("en", width=1280)
        for somebody, who in ((self.bram, "bram"), (self.yasmin, "yasmin"), (self.marit, "marit")):
            somebody.signs_in(filled.users[who])
        self.students = {"nl": visitor("nl", width=390), "en": visitor("en", width=1280)}

    def _looks(self, somebody, what):
        somebody.keeps_picture(f"loop-{what}")
        self.problems += [f"{what} {problem}" for problem in looked_at(somebody)]

    def told(self):
        self.lecturer_makes_a_signal()
        self.coordinator_holds_a_session()
        self.manager_plans()
        self.lecturer_logs()
        self.manager_tells()
        self.students_hear()
        self.manager_looks_again()
        self.students_read_the_verdict()

    def lecturer_makes_a_signal(self):
        page = self.bram.goes_to(f"/insights/{CLOSED[0]}/programme/SW/items/")
        page.locator(f"button[formaction*='{CARD}/signal/']").click()
        page.wait_for_load_state()
        self.signal = Signal.objects.get(state="open")
        assert self.signal.period == CLOSED[0]

    def coordinator_holds_a_session(self):
        page = self.yasmin.goes_to(f"/actions/units/{self.unit}/")
        assert self.signal.question in page.locator("main").inner_text()
        self._looks(self.yasmin, "board")
        page.goto(f"{self.yasmin.address}/actions/units/{self.unit}/session/")
        page.locator("input[name=signals]").first.check()
        page.locator("#id_on").fill(str(timezone.localdate()))
        page.locator("#id_place").fill("Avermeer, 15:00")
        for layer, number in (("students", 4), ("lecturers", 2), ("managers", 1), ("support", 1)):
            page.locator(f"#id_{layer}").fill(str(number))
        saves(page)
        session = MeaningSession.objects.get()
        assert "Studenten eerst" in page.locator("main").inner_text()
        page.goto(f"{self.yasmin.address}/actions/sessions/{session.pk}/weigh/")
        page.locator("#id_element").select_option("personal-attention")
        page.locator("#id_approach").select_option("one-fixed-contact")
        for name in ("need", "gap", "feasibility"):
            page.locator(f"input[name={name}][value='2']").check()
        saves(page)
        page.locator("form[action$='/choose/'] button").click()
        page.wait_for_load_state()
        self._looks(self.yasmin, "session")
        page.locator(f"form[action$='/{session.pk}/hold/'] button").click()
        page.wait_for_load_state()

    def manager_plans(self):
        session = MeaningSession.objects.get()
        page = self.marit.goes_to(f"/actions/sessions/{session.pk}/")
        page.locator("a[href*='?candidate=']").click()
        page.locator("#id_title_nl").fill(WORDS["nl"]["title"])
        page.locator("#id_title_en").fill(WORDS["en"]["title"])
        page.locator("#id_owner").select_option(label="Bram Kuipers")
        page.locator("#id_student_owner").fill("Imane Yildiz")
        page.locator("#id_student_agreed").check()
        page.locator("#id_first_step").fill("Who knows whom?")
        page.locator("#id_indicator").select_option("monitor:RES02")
        page.locator("#id_baseline").select_option(f"monitor:{CLOSED[0]}")
        page.locator("#id_review_on").fill(str(timezone.localdate()))
        self._looks(self.marit, "plan-form")
        saves(page)
        plan = Plan.objects.get()
        assert [one.pk for one in plan.signals.all()] == [self.signal.pk]
        page.locator(f"form[action$='/{plan.pk}/begin/'] button").click()
        page.wait_for_load_state()

    def lecturer_logs(self):
        plan = Plan.objects.get()
        page = self.bram.goes_to(f"/actions/plans/{plan.pk}/")
        page.locator("#id_words").fill("Six groups talked.")
        saves(page)
        assert "Six groups talked." in page.locator("main").inner_text()

    def manager_tells(self):
        plan = Plan.objects.get()
        page = self.marit.goes_to(f"/actions/plans/{plan.pk}/")
        page.locator(f"a[href$='?plan={plan.pk}']").click()
        for language, said, text in (
            ("nl", "Ik weet niet bij wie ik terechtkan.", "Elke groep heeft een docent."),
            ("en", "I do not know whom to go to.", "Each group has a lecturer."),
        ):
            page.locator(f"#id_said_{language}").fill(said)
            page.locator(f"#id_text_{language}").fill(text)
        page.locator("#id_with_figure").check()
        saves(page)
        self._looks(self.marit, "preview")
        page.locator("form[action$='/publish/'] button").click()
        page.wait_for_load_state()
        self.signal.refresh_from_db()
        assert self.signal.state == "told"

    def students_hear(self):
        completed = Invitation.objects.filter(round__key=OPEN, progress="completed")
        of_sw = completed.filter(person__enrolments__programme_at_site__programme__code="SW")
        for language, student in self.students.items():
            article = self._article(student)
            assert WORDS[language]["title"] in article
            assert "Imane Yildiz" in article
            assert CLOSED[0] in article  # the figure that it began with
            page = student.goes_to(f"/m/{token_of(of_sw.filter(person__language=language).first())}/")
            page.goto(f"{student.address}/monitor/letter/")
            letter = page.locator("main").inner_text()
            assert WORDS[language]["letter"] in letter
            assert WORDS[language]["title"] in letter
        self._looks(self.students["nl"], "letter")

    def _article(self, student):
        page = student.goes_to("/told/programme/SW/")
        return page.locator(f"#t{Telling.objects.get().pk}").inner_text()

    def manager_looks_again(self):
        plan = Plan.objects.get()
        page = self.marit.goes_to(f"/actions/plans/{plan.pk}/measure/")
        assert WORDS["en"]["verdict"] in page.locator("main").inner_text()
        page.locator("#id_after").select_option(CLOSED[1])
        page.locator("input[name=design][value='2']").check()
        page.locator("#id_success").fill("One name each.")
        page.locator("input[name=use][value='not-low']").check()
        page.locator("#id_verdict_nl").fill("We gaan door.")
        page.locator("#id_verdict_en").fill("We go on.")
        page.locator("input[name=decision][value='go-on']").check()
        page.locator("#id_next_on").fill(str(timezone.localdate() + datetime.timedelta(days=90)))
        self._looks(self.marit, "measure")
        saves(page)
        self._looks(self.marit, "plan")
        assert Plan.objects.get().state == "lasting"

    def students_read_the_verdict(self):
        for language, words in (("nl", "We gaan door."), ("en", "We go on.")):
            article = self._article(self.students[language])
            assert words in article
            assert WORDS[language]["verdict"] in article
            assert CLOSED[1] in article
            self._looks(self.students[language], f"told-{language}")
