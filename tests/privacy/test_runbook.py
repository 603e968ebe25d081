"""The runbook of the keys, walked: every command of the page is run, and does what the page promises."""

import re
from pathlib import Path

import pytest

from tests import factories
from tests.privacy import test_second_key
from tests.privacy.test_second_key import browser, starts, take_away
from tests.rooms.monitor.conftest import INEKE, make_round, open_now
from tests.rooms.monitor.walk import fill_in
from thuis.config import secrets
from thuis.foundation.pseudonyms.pseudonyms import roles_purpose
from thuis.foundation.pseudonyms.queries import KeyState, key_state
from thuis.foundation.responses.models import LetterboxAnswers, Response
from thuis.rooms.monitor.actions.rounds import close_round, invite_enrolled
from thuis.rooms.monitor.models import Round
from thuis.rooms.monitor.queries.rounds import today

pytestmark = pytest.mark.django_db
desk, _with_custodian = test_second_key.desk, test_second_key._with_custodian
GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide" / "en" / "keys.md"
COMMAND = re.compile(r"^ *\.venv/bin/thuis (.+)$", re.MULTILINE)
SECTIONS = {
    part.splitlines()[0]: [line.replace("ROUND", "nu").split() for line in COMMAND.findall(part)]
    for part in GUIDE.read_text().split("\n## ")[1:]
}


class Custodian:
    """Runs the commands of a section; her papers are what the screen showed."""

    def __init__(self, desk):
        self.desk, self.papers, self.left = desk, {}, dict(SECTIONS)

    def follows(self, section, *expected):
        codes = [self._does(words) for words in self.left.pop(section)]
        assert codes == list(expected), section

    def _does(self, words):
        if words[:2] == ["keys", "new"]:
            self.papers[words[2]] = self.desk.new(*words[2:])
            return 0
        if words[:2] == ["keys", "load"]:
            return self.desk.load(words[2], self.papers[words[2]])[0]
        return self.desk.run(*words)[0]


def test_every_command_of_the_runbook_does_what_it_says(desk, student, offer, bridge, monkeypatch, tmp_path):
    other = factories.student(bridge.social_work_avermeer)
    custodian = Custodian(desk)
    make_round()

    custodian.follows("Before a round", 0, 0, 0, 0, 0)
    custodian.follows("A year of roles", 0, 0)
    assert key_state(roles_purpose(2026)) is KeyState.LOADED
    open_now(Round.objects.get())
    sanne, noor = browser(student), browser(other)
    starts(sanne, "years")
    fill_in(sanne)

    for name in ("round:nu", "years"):
        take_away(name)
    starts(noor)
    noor.post("/monitor/more/", {"go": "letter"})
    assert LetterboxAnswers.objects.count() == 1
    custodian.follows("After a restart of the server", 1, 0, 0)
    assert LetterboxAnswers.objects.count() == 2
    assert sanne.get("/monitor/letter/").status_code == noor.get("/monitor/letter/").status_code == 200

    take_away("round:nu")
    take_away("years")
    custodian.follows("A key is lost", 0, 0, 0, 0)
    assert sanne.get("/monitor/letter/").status_code == 409
    late = factories.student(bridge.social_work_avermeer)
    invite_enrolled(round=Round.objects.get(), on=today(), by=INEKE)
    lately = browser(late)
    starts(lately, "years")
    fill_in(lately)

    close_round(round=Round.objects.get(), by=INEKE)
    answers = sorted(map(str, Response.objects.values_list("answers", flat=True)))
    custodian.follows("After a round", 1, 0)
    assert len(answers) == 3
    assert sorted(map(str, Response.objects.values_list("answers", flat=True))) == answers
    assert lately.get("/monitor/letter/").status_code == 200, "her years are linked"
    assert noor.get("/monitor/letter/").status_code == 409

    monkeypatch.setenv("THUIS_HOME", str(tmp_path))
    secrets.create_missing_secrets()
    old = tmp_path / "secrets" / "pseudonym-key"
    before = old.read_text()
    old.rename(tmp_path / "kept-apart")
    custodian.follows("The key of the server", 0)
    assert old.read_text() != before
    assert not any(custodian.left.values()), "a section was not walked"
