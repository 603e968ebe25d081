"""Whatever students agree to, take back and erase, in any order: nothing unconsented is ever exported."""

import random

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.privacy.conftest import enrol
from tests.rooms.monitor.conftest import make_round, open_now
from tests.sizes import size
from thuis.core.consent import CORE, EXTRA, LAYERS, REGISTER, RESEARCH, WORDS, YEARS, consented
from thuis.foundation.responses.models import Draft, LetterboxAnswers, Response
from thuis.foundation.responses.sealing import rewrite_answers
from thuis.rooms.monitor.actions import answering, mine
from thuis.rooms.monitor.queries.rounds import questionnaire_of, token_of
from thuis.rooms.monitor.queries.visits import Visit

SEQUENCES = size("THUIS_CONSENT_SEQUENCES", 30, 10_000)
STEPS = 12
STUDENTS, ROUNDS = range(2), ("vorig", "nu")
FIELDS = ("round_key", "owner", "trail", "consents", "answers")
students, rounds = st.sampled_from(STUDENTS), st.sampled_from(ROUNDS)
asked_first = st.frozensets(st.sampled_from([CORE, YEARS, REGISTER, RESEARCH]))
extra_words = st.sampled_from(["", "yes", "no"])
pytestmark = pytest.mark.django_db


@pytest.fixture
def visits(bridge):
    """Two students in two open rounds: (student, round) -> her visit."""
    enrol(bridge.social_work_avermeer, len(STUDENTS))
    found = {}
    for key in ROUNDS:
        round = open_now(make_round(key))
        invitations = round.invitations.select_related("person").order_by("person_id")
        for student, invitation in enumerate(invitations):
            found[student, key] = Visit(token_of(invitation), invitation, round)
    return found


def items_of(visit):
    """Part A and the module of open questions."""
    modules = {module.key: module for module in questionnaire_of(visit.round).modules}
    return next(module for module in modules.values() if module.part == "A"), modules["open"]


class Sequences(RuleBasedStateMachine):
    """`agreed` is what each student has said yes to, per round; `handed_in` where she has answers."""

    visits = None  # set by the test: one fixture for all sequences

    def __init__(self):
        super().__init__()
        for table in (Draft, LetterboxAnswers, Response):
            table.objects.all().delete()
        self.agreed, self.handed_in = {}, set()

    @rule(
        student=students,
        round=rounds,
        agreed=asked_first,
        extra=extra_words,
        words=st.booleans(),
    )
    def hand_in(self, student, round, agreed, extra, words):
        visit, here = self.visits[student, round], (student, round)
        if here in self.handed_in:
            assert answering.submit_answers(visit=visit, language="nl"), "a second time changes nothing"
            return
        self._write(visit, agreed, extra, words)
        assert answering.submit_answers(visit=visit, language="nl")
        if here not in self.agreed:
            self.agreed[here] = set(agreed)
        if extra:
            self.agreed[here] -= {EXTRA, WORDS}
            self.agreed[here] |= {EXTRA} if extra == "yes" else set()
            self.agreed[here] |= {WORDS} if extra == "yes" and words else set()
        self.handed_in.add(here)

    def _write(self, visit, agreed, extra, words):
        core, more = items_of(visit)
        answering.start_answering(visit=visit, agreed=agreed, now=0)
        if extra:
            beside = [WORDS] if words else []
            may_count = extra == "yes"
            answering.choose_modules(visit=visit, modules=[more.key], may_count=may_count, agreed=beside)
        Draft.objects.filter(pk=visit.draft_key).update(answers=self._answers(core, more, extra))

    @staticmethod
    def _answers(core, more, extra):
        given = {core.items[0].code: 6}
        return given | ({more.items[0].code: "eigen woorden"} if extra else {})

    @rule(student=students, round=rounds, agreed=asked_first)
    def begin(self, student, round, agreed):
        here = student, round
        if here not in self.agreed and here not in self.handed_in:
            answering.start_answering(visit=self.visits[here], agreed=agreed, now=0)
            self.agreed[here] = set(agreed)

    @rule(student=students, round=rounds, layer=st.sampled_from(LAYERS))
    def take_back(self, student, round, layer):
        mine.take_back(visit=self.visits[student, round], layer=layer)
        for key in ROUNDS:
            self.agreed.get((student, key), set()).discard(layer)

    @rule(student=students, round=rounds)
    def erase(self, student, round):
        mine.erase_round(visit=self.visits[student, round], round_key=round)
        self._forget(student, round)

    @rule(student=students, round=rounds)
    def erase_everything(self, student, round):
        assert mine.erase_everything(visit=self.visits[student, round]) == ()
        for key in ROUNDS:
            self._forget(student, key)

    def _forget(self, student, round):
        self.agreed.pop((student, round), None)
        self.handed_in.discard((student, round))

    @rule(round=rounds)
    def night(self, round):
        rewrite_answers(round_key=round, at_least=1, shuffle=random.Random(0))

    @invariant()
    def nothing_unconsented_comes_out(self):
        for layer in LAYERS:
            assert self._exported(layer) == self._expected(layer)

    def _exported(self, layer):
        rows = [row for table in (LetterboxAnswers, Response) for row in table.objects.values(*FIELDS)]
        extra = {item.code for item in items_of(self.visits[0, "nu"])[1].items}
        owners = {visit.owner: student for (student, _round), visit in self.visits.items()}
        return sorted(
            (owners[row["owner"]], row["round_key"], bool(row["trail"]), bool(extra & set(row["answers"])))
            for row in consented(rows, layer, extra_items=extra)
        )

    def _expected(self, layer):
        found = []
        for here in self.handed_in:
            agreed = self.agreed[here]
            if {CORE, layer} <= agreed:
                found.append((*here, YEARS in agreed, EXTRA in agreed))
        return sorted(found)


def test_nothing_unconsented_is_ever_exported(visits):
    class Here(Sequences):
        pass

    Here.visits = visits
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=SEQUENCES,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
