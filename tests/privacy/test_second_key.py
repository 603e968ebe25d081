"""A whole year with a custodian: every command of the runbook, and what students meet when a key is away."""

import io

import pytest
from django.conf import settings
from django.core import mail
from django.utils import timezone

from tests.pages import AuditingClient
from tests.rooms.monitor.conftest import INEKE, make_round, open_now
from tests.rooms.monitor.walk import fill_in
from thuis.config.cli import main
from thuis.config.commands import keys_load
from thuis.config.mail import deliver
from thuis.core.errors import WrongState
from thuis.foundation.mail.models import OutboxMail
from thuis.foundation.pseudonyms import custody
from thuis.foundation.responses.models import Draft, LetterboxAnswers, Response
from thuis.rooms.monitor.actions.letterbox import empty_letterbox
from thuis.rooms.monitor.actions.retention import forget_drafts, forget_waiting
from thuis.rooms.monitor.actions.rounds import close_round
from thuis.rooms.monitor.models import Invitation, Reminder, Round
from thuis.rooms.monitor.queries.rounds import token_of
from thuis.rooms.monitor.tasks import send_reminder

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _with_custodian(settings, tmp_path):
    settings.CUSTODIAN = True
    settings.CUSTODY_FOLDER = tmp_path / "custody"


class Desk:
    """The command line as the functional admin and the custodian use it."""

    def __init__(self, capsys, monkeypatch):
        self.capsys, self.monkeypatch = capsys, monkeypatch

    def run(self, *words):
        code = main(list(words))
        said = self.capsys.readouterr()
        return code, said.out + said.err

    def new(self, name, *more):
        """Make a key and copy it from the screen to paper, as the runbook says."""
        code, said = self.run("keys", "new", name, *more)
        assert code == 0, said
        lines = [line.split() for line in said.splitlines() if line.startswith("    ")]
        return " ".join(word for line in lines for word in line if len(word) == 5)

    def load(self, name, paper):
        self.monkeypatch.setattr("sys.stdin", io.StringIO(paper + "\n"))
        return self.run("keys", "load", name)


@pytest.fixture
def desk(capsys, monkeypatch):
    return Desk(capsys, monkeypatch)


@pytest.fixture
def papers(desk, student, offer):
    """A round that is open, with its own key and that of the years loaded."""
    make_round()
    papers = {name: desk.new(name) for name in ("nu", "years")}
    for name, paper in papers.items():
        assert desk.load(name, paper)[0] == 0
    open_now(Round.objects.get())
    return papers


def browser(student, round=None):
    client = AuditingClient()
    invitation = Invitation.objects.get(person=student, round=round or Round.objects.get())
    client.get(f"/m/{token_of(invitation)}/")
    return client


def starts(client, *agreed):
    client.post("/monitor/start/", {"agree": ["core", *agreed]})


def take_away(name):
    assert custody.remove_key(name)


def test_a_round_does_not_open_before_its_keys_are_loaded(desk, ineke, student, offer):
    make_round()
    for button in (ineke.get, ineke.post):
        page = button("/rounds/nu/open/")
        assert page.status_code == 409
        assert "nu, years" in page.content.decode()
    papers = {name: desk.new(name) for name in ("nu", "years")}
    assert desk.load("nu", papers["nu"])[0] == 0
    assert "nu, years" not in ineke.get("/rounds/nu/open/").content.decode()
    with pytest.raises(WrongState, match="round-needs-keys"):
        open_now(Round.objects.get())
    assert desk.load("years", papers["years"])[0] == 0
    assert ineke.get("/rounds/nu/open/").status_code == 200
    assert open_now(Round.objects.get()).state == "open"


def test_a_mistyped_key_names_its_group_and_loads_nothing(desk, student, offer):
    make_round()
    paper = desk.new("nu")
    groups = paper.split()
    groups[3] = groups[3][:-1] + ("A" if groups[3][-1] != "A" else "B")
    code, said = desk.load("nu", " ".join(groups))
    assert (code, "4" in said) == (1, True)
    assert desk.load("nu", paper[:-6])[0] == 1
    assert custody.read_key("round:nu") is None


def test_the_custodian_types_the_key_where_nobody_sees_it(desk, monkeypatch, student, offer):
    make_round()
    paper = desk.new("nu")

    class Screen(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr("sys.stdin", Screen())
    monkeypatch.setattr(keys_load.getpass, "getpass", lambda prompt: paper)
    code, said = desk.run("keys", "load", "nu")
    assert (code, paper in said) == (0, False)


def test_pseudonyms_need_both_keys(papers, student, settings):
    client = browser(student)
    starts(client, "years")
    fill_in(client)
    stored = LetterboxAnswers.objects.get()
    from thuis.foundation.pseudonyms.pseudonyms import owner, trail

    alone = owner(settings.PSEUDONYM_KEY, student.number, "nu"), trail(settings.PSEUDONYM_KEY, student.number)
    assert stored.owner not in alone
    assert stored.trail not in alone


@pytest.mark.parametrize(
    ("away", "agreed", "waits"),
    [("round:nu", (), True), ("years", ("years",), True), ("years", (), False)],
)
def test_while_a_key_is_away_answering_goes_on_and_handing_in_waits(
    papers, desk, student, away, agreed, waits
):
    client = browser(student)
    starts(client, *agreed)
    take_away(away)
    address = client.get("/monitor/more/")
    assert address.status_code == 200
    answer = client.post("/monitor/more/", {"go": "letter"}, follow=True)
    if not waits:
        assert answer.status_code == 200
        assert LetterboxAnswers.objects.count() == 1
        return
    assert answer.status_code == 409
    assert "veilig" in answer.content.decode()
    assert (LetterboxAnswers.objects.count(), Draft.objects.get().submitted) == (0, False)
    name = away.removeprefix("round:")
    assert "1 waiting" in desk.run("keys", "status")[1]
    assert desk.load(name, papers[name])[0] == 0
    assert (LetterboxAnswers.objects.count(), Draft.objects.get().submitted) == (1, True)
    assert client.get("/monitor/letter/").status_code == 200


def test_what_waits_outlives_the_closing_and_goes_in_when_the_key_comes_back(papers, desk, student):
    client = browser(student)
    starts(client)
    take_away("round:nu")
    client.post("/monitor/more/", {"go": "letter"})
    close_round(round=Round.objects.get(), by=INEKE)
    round = Round.objects.get()
    assert forget_drafts(before=round.closes_on.replace(year=round.closes_on.year + 1)) == 0
    assert Draft.objects.get().waiting_language == "nl"
    assert desk.run("keys", "destroy", "nu", "--sure")[0] == 1
    assert desk.load("nu", papers["nu"])[0] == 0
    empty_letterbox(round=round)
    assert Response.objects.count() == 1
    assert Invitation.objects.get().progress == "completed"


def test_what_waits_for_a_key_that_never_comes_is_forgotten_in_the_end(papers, student):
    client = browser(student)
    starts(client)
    take_away("round:nu")
    client.post("/monitor/more/", {"go": "letter"})
    last = Round.objects.get().closes_on
    assert forget_waiting(before=last.replace(year=last.year + 1)) == 1


def test_a_night_without_the_key_moves_answers_and_tells_nobody_finished(papers, student, bridge):
    from tests import factories
    from thuis.rooms.monitor.actions.rounds import invite_enrolled
    from thuis.rooms.monitor.queries.rounds import today

    others = [factories.student(bridge.social_work_avermeer) for _ in range(20)]
    invite_enrolled(round=Round.objects.get(), on=today(), by=INEKE)
    for one in others:
        client = browser(one)
        starts(client)
        client.post("/monitor/more/", {"go": "letter"})
    take_away("round:nu")
    assert empty_letterbox(round=Round.objects.get()) == 20
    assert set(Invitation.objects.values_list("progress", flat=True)) == {"none"}


def test_the_letter_says_that_it_cannot_be_opened_now(papers, student):
    client = browser(student)
    starts(client)
    fill_in(client)
    take_away("round:nu")
    for address in ("/monitor/letter/", "/monitor/letter.pdf", "/monitor/delete/"):
        assert client.get(address).status_code == 409
    page = client.get("/mine/").content.decode()
    assert "niet op de server" in page
    client.post("/monitor/delete/")
    assert LetterboxAnswers.objects.count() == 1


@pytest.mark.parametrize("linked", [True, False])
def test_destroying_loses_her_own_way_in_unless_she_linked_her_years_and_nothing_else(
    papers, desk, student, linked
):
    client = browser(student)
    starts(client, *(["years"] if linked else []))
    fill_in(client)
    code, said = desk.run("keys", "destroy", "nu", "--sure")
    assert code == 1, "the round is still open"
    close_round(round=Round.objects.get(), by=INEKE)
    before = list(Response.objects.values_list("answers", "programme", "consents"))
    code, said = desk.run("keys", "destroy", "nu")
    assert (code, "Nothing was destroyed" in said) == (1, True)
    assert desk.run("keys", "destroy", "nu", "--sure")[0] == 0
    assert desk.load("nu", papers["nu"])[0] == 1
    assert list(Response.objects.values_list("answers", "programme", "consents")) == before
    assert client.get("/monitor/letter/").status_code == (200 if linked else 409)
    client.post("/mine/erase/")
    assert Response.objects.count() == (0 if linked else 1)


@pytest.mark.parametrize("address", ["/mine/erase/", "/mine/take-back/research/"])
def test_she_is_told_when_a_round_cannot_be_looked_into_and_it_works_once_the_key_is_back(
    papers, desk, student, address
):
    client = browser(student)
    starts(client, "research")
    fill_in(client)
    close_round(round=Round.objects.get(), by=INEKE)
    take_away("round:nu")
    assert "niet" in client.post(address, follow=True).content.decode().split('role="status"')[1][:300]
    assert Response.objects.filter(consents__research__agreed=True).count() == 1
    desk.load("nu", papers["nu"])
    client.post(address)
    assert Response.objects.filter(consents__research__agreed=True).count() == 0


def test_a_lost_key_of_an_open_round_is_replaced_when_that_is_meant(papers, desk, student, bridge):
    from tests import factories
    from thuis.rooms.monitor.actions.rounds import invite_enrolled
    from thuis.rooms.monitor.queries.rounds import today

    early, late = browser(student), factories.student(bridge.social_work_avermeer)
    starts(early)
    fill_in(early)
    take_away("round:nu")
    assert desk.run("keys", "new", "nu")[0] == 1
    paper = desk.new("nu", "--again")
    assert desk.load("nu", papers["nu"])[0] == 1
    assert desk.load("nu", paper)[0] == 0
    invite_enrolled(round=Round.objects.get(), on=today(), by=INEKE)
    later = browser(late)
    starts(later)
    fill_in(later)
    assert LetterboxAnswers.objects.count() == 2
    assert later.get("/monitor/letter/").status_code == 200
    assert early.get("/monitor/letter/").status_code == 409
    early.post("/monitor/start/")
    assert LetterboxAnswers.objects.count() == 2, "a link hands in once, whatever the key"


def test_a_key_for_the_years_comes_before_the_first_line(desk, papers, student):
    client = browser(student)
    starts(client, "years")
    fill_in(client)
    code, said = desk.run("keys", "new", "years")
    assert (code, "--again" in said) == (1, True)


def test_a_key_that_comes_after_the_opening_is_too_late(desk, settings, student, offer):
    settings.CUSTODIAN = False
    open_now(make_round())
    code, said = desk.run("keys", "new", "nu")
    assert (code, "--again" in said) == (1, True)
    assert desk.run("keys", "new", "no-such-round")[0] == 1


def test_status_says_honestly_that_there_is_no_custodian(desk, settings, student, offer, anonymous):
    settings.CUSTODIAN = False
    open_now(make_round())
    code, said = desk.run("keys", "status")
    assert (code, "no custodian" in said) == (0, True)


def test_status_fails_while_students_would_have_to_wait(desk, papers):
    assert desk.run("keys", "status")[0] == 0
    take_away("round:nu")
    assert desk.run("keys", "status")[0] == 1


def test_a_reminder_waits_while_nobody_can_say_who_handed_in(papers, desk, student):
    """No mail too many, and none lost: it goes out when the key is back."""
    round = Round.objects.get()
    words = {"subject_nl": "Nog", "subject_en": "Yet", "text_nl": "Kom", "text_en": "Come"}
    reminder = Reminder.objects.create(round=round, day=timezone.localdate(), **words)
    send_reminder(reminder.pk)
    for file in settings.CUSTODY_FOLDER.glob("*"):
        file.unlink()
    deliver()
    waiting = OutboxMail.objects.get(kind="monitor.reminder")
    assert (waiting.state, waiting.code, mail.outbox) == ("queued", "key-away", [])
    desk.load("nu", papers["nu"])
    OutboxMail.objects.update(not_before=timezone.now())
    deliver()
    assert OutboxMail.objects.get(kind="monitor.reminder").state == "sent"
    assert [each.subject for each in mail.outbox] == ["Nog"]
