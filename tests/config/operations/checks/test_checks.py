"""What is wrong with an installation is told in words with a cure; what is right is not told."""

import os
import socket
from datetime import timedelta
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from thuis.config.commands import check_deploy
from thuis.config.operations import beat, places
from thuis.config.operations.checks import CHECKS, around, databases, keeping, site
from thuis.config.operations.checks.finding import Finding
from thuis.config.operations.sealing import new_keys
from thuis.config.secrets import NAMES
from thuis.foundation.audit.actions import Operator, record
from thuis.foundation.jobs.models import Job


@pytest.fixture
def home(tmp_path, settings, monkeypatch):
    """A home that is in order."""
    place = tmp_path / "home"
    for folder in (place, place / "secrets", place / "backup-keys"):
        folder.mkdir(mode=0o700)
    for number, name in enumerate(NAMES):
        monkeypatch.delenv("THUIS_" + name.upper().replace("-", "_"), raising=False)
        write(place / "secrets" / name, f"{number}" * 64)
    monkeypatch.setenv("THUIS_HOME", str(place))
    monkeypatch.delenv("THUIS_BACKUP", raising=False)
    settings.HOME = place
    return place


def write(path, words):
    path.write_text(words)
    path.chmod(0o600)


def words(findings):
    return " ".join(f"{one.what} {one.cure}" for one in findings)


def live(settings):
    """As an installation for students."""
    settings.DEMO, settings.HTTPS, settings.BEHIND_PROXY = False, True, True
    settings.SITE_ADDRESS, settings.ALLOWED_HOSTS = "https://thuis.college.example", ["thuis.college.example"]


class TestAddress:
    def test_a_good_one_is_not_spoken_of(self, settings):
        live(settings)
        assert site.check_address() == []

    @pytest.mark.parametrize(
        ("name", "value", "cure"),
        [
            ("HTTPS", False, "https://"),
            ("ALLOWED_HOSTS", ["*"], "THUIS_HOSTS"),
            ("ALLOWED_HOSTS", ["localhost"], "THUIS_HOSTS=thuis.college.example"),
            ("BEHIND_PROXY", False, "THUIS_BEHIND_PROXY=1"),
        ],
    )
    def test_a_wrong_one_is(self, settings, name, value, cure):
        live(settings)
        setattr(settings, name, value)
        (found,) = site.check_address()
        assert found.must
        assert cure in found.cure

    def test_a_demo_is_not_for_students(self, settings, home):
        live(settings)
        assert site.check_demo() == []
        (home / "demo-filled").touch()
        settings.DEMO = True
        assert len(site.check_demo()) == 2

    def test_django_s_own_checks_count_but_for_what_we_settle_otherwise(self, settings):
        live(settings)
        settings.SECRET_KEY = "k" * 20 + "0123456789abcdefghijklmnopqrstuvw"
        settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
        assert site.check_django() == []
        settings.DEBUG = True
        assert "DEBUG" in words(site.check_django())

    def test_static_files_must_be_there(self, settings, tmp_path):
        settings.STATIC_ROOT = tmp_path
        assert "thuis prepare" in words(site.check_static())
        (tmp_path / "staticfiles.json").touch()
        assert site.check_static() == []


class TestSecrets:
    def test_good_ones_are_not_spoken_of(self, home):
        assert [*keeping.check_secrets(), *keeping.check_rights(), *keeping.check_apart()] == []

    def test_two_that_are_the_same(self, home):
        write(home / "secrets" / "link-key", (home / "secrets" / "pseudonym-key").read_text())
        assert "Two secrets are the same" in words(keeping.check_secrets())

    def test_one_that_is_short_and_its_words_stay_unsaid(self, home, monkeypatch):
        monkeypatch.setenv("THUIS_LINK_KEY", "kort-geheim")
        assert "link-key" in words(keeping.check_secrets())
        assert "kort-geheim" not in words(keeping.check_secrets())

    @pytest.mark.parametrize("name", ["secrets", "secrets/link-key", "."])
    def test_what_other_accounts_can_read(self, home, name):
        (home / name).chmod(0o755)
        assert str((home / name).resolve()) in words(keeping.check_rights())

    def test_a_database_that_others_can_read(self, home):
        (home / "thuis.sqlite3").touch()
        (home / "thuis.sqlite3").chmod(0o644)
        assert "thuis.sqlite3" in words(keeping.check_rights())

    def test_secrets_where_copies_lie(self, home, tmp_path, monkeypatch):
        monkeypatch.setenv("THUIS_BACKUP", str(tmp_path / "copies"))
        (tmp_path / "copies" / "old").mkdir(parents=True)
        assert keeping.check_apart() == []
        write(tmp_path / "copies" / "old" / "link-key", "x")
        assert "old/link-key" in words(keeping.check_apart())

    def test_copies_around_the_home(self, home, monkeypatch):
        monkeypatch.setenv("THUIS_BACKUP", str(home.parent))
        assert "holds THUIS_HOME" in words(keeping.check_apart())

    def test_keys_of_copies_on_this_server(self, home):
        write(home / "answers.key", "x")
        assert "answers.key" in words(keeping.check_apart())

    def test_second_keys_belong_in_memory(self, home, settings, tmp_path, monkeypatch):
        settings.CUSTODIAN, settings.CUSTODY_FOLDER = True, Path("/run/thuis")
        mounts = tmp_path / "mounts"
        mounts.write_text(
            "/dev/sda1 / ext4 rw 0 0\ntmpfs /run tmpfs rw 0 0\n/dev/sda2 /run/thuis/disk ext4 rw 0 0\n"
        )
        monkeypatch.setattr(places, "MOUNTS", mounts)
        assert keeping.check_second_keys() == []
        settings.CUSTODY_FOLDER = Path("/srv/thuis/custody")
        assert "ext4" in words(keeping.check_second_keys())
        settings.CUSTODIAN = False
        (found,) = keeping.check_second_keys()
        assert not found.must

    def test_root(self, monkeypatch):
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        assert [one.must for one in keeping.check_account()] == [False]
        monkeypatch.setattr(os, "geteuid", lambda: 1000)
        assert keeping.check_account() == []


@pytest.mark.django_db
class TestDatabases:
    @pytest.fixture(autouse=True)
    def _as_served(self, settings):
        """Tests write without waiting for the disk; that is told, so here it is no finding."""
        self.known = "not set to lose nothing"

    def test_what_is_up_to_date_is_not_spoken_of(self):
        assert [
            one
            for one in databases.check_databases()
            if self.known not in one.what and "account" not in one.what
        ] == []

    def test_sqlite_that_may_lose_answers_is(self, settings):
        if "sqlite" not in settings.DATABASES["default"]["ENGINE"]:
            pytest.skip("about SQLite")
        assert self.known in words(databases.check_databases())

    def test_a_step_that_was_not_taken_is(self):
        from django.db.migrations.recorder import MigrationRecorder

        applied = MigrationRecorder.Migration.objects.filter(app="monitor").order_by("-id").first()
        applied.delete()
        assert "1 steps to go (monitor)" in words(databases.check_databases())

    def test_a_disk_elsewhere_is(self, settings, monkeypatch):
        if "sqlite" not in settings.DATABASES["default"]["ENGINE"]:
            pytest.skip("about SQLite")
        monkeypatch.setattr(databases, "kind_of_disk", lambda _: "nfs4")
        assert "locks do not hold" in words(databases.check_databases())

    def test_a_full_disk_is_said_once(self, monkeypatch):
        monkeypatch.setattr(databases, "room", lambda: 1_000_000)
        assert words(databases.check_databases()).count("only 1 MB") == 1

    def test_one_account_for_both_is(self, settings):
        if "sqlite" in settings.DATABASES["default"]["ENGINE"]:
            pytest.skip("about PostgreSQL")
        assert "One account of PostgreSQL opens both" in words(databases.check_databases())

    def test_work_that_was_given_up_is(self):
        assert around.check_jobs() == []
        Job.objects.create(name="say", run_after=timezone.now(), state=Job.State.FAILED)
        assert "say" in words(around.check_jobs())

    def test_a_clock_that_went_back_is(self, monkeypatch):
        monkeypatch.setattr(around, "_is_kept", lambda: True)
        record("retention.forgot", by=Operator("test"), about="drafts:3")
        assert around.check_clock() == []
        earlier = timezone.now() - timedelta(hours=2)
        monkeypatch.setattr(around.timezone, "now", lambda: earlier)
        assert "the clock went back" in words(around.check_clock())
        long_ago = earlier - timedelta(days=800)
        monkeypatch.setattr(around.timezone, "now", lambda: long_ago)
        assert "before this version was made" in words(around.check_clock())


class TestAround:
    def test_a_mail_server_is_greeted_and_gets_no_mail(self, settings):
        received = []

        class Keeps:
            async def handle_DATA(self, server, session, envelope):
                received.append(envelope)
                return "250 OK"

        server = Controller(Keeps(), hostname="127.0.0.1", port=0)
        server.port = free_port()
        server.start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.DEFAULT_FROM_EMAIL = "thuis@college.example"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_SSL = "127.0.0.1", server.port, False
        try:
            assert around.check_mail() == []
        finally:
            server.stop()
        assert received == []
        assert "does not answer" in words(around.check_mail())

    def test_mail_from_nobody_and_mail_to_a_folder(self, settings):
        settings.DEFAULT_FROM_EMAIL = "thuis@localhost"
        settings.EMAIL_BACKEND = "thuis.foundation.mail.demo.FolderBackend"
        assert len(around.check_mail()) == 2

    def test_a_worker(self, home):
        assert "thuis work" in words(around.check_worker())
        beat.Pulse().beat()
        assert around.check_worker() == []

    def test_copies_need_keys_then_a_copy_then_a_fresh_one(self, home, monkeypatch):
        assert "backup keys" in words(around.check_backup())
        for part in ("people", "answers"):
            (home / "backup-keys" / f"{part}.pub").write_text(new_keys()[1])
        assert "No copy was ever made" in words(around.check_backup())
        now = timezone.now()
        monkeypatch.setattr(around, "last_backup", lambda: now - timedelta(hours=25))
        assert around.check_backup() == []
        monkeypatch.setattr(around, "last_backup", lambda: now - timedelta(hours=27))
        assert "last copy is of" in words(around.check_backup())

    @pytest.mark.parametrize(("folder", "must"), [(".restoring", True), ("backup-work", False)])
    def test_what_was_cut_off(self, home, folder, must):
        assert around.check_unfinished() == []
        (home / folder).mkdir()
        assert [one.must for one in around.check_unfinished()] == [must]


class TestCommand:
    @pytest.fixture
    def found(self, monkeypatch):
        """One check, that finds what a test puts in."""
        made = []
        monkeypatch.setattr("thuis.config.operations.checks.CHECKS", {"worker": lambda: made})
        return made

    def run(self, **options):
        return check_deploy.run(type("Options", (), {"json": False, **options}))

    def test_nothing_to_mend(self, found, capsys):
        assert self.run() == 0
        assert "good   worker" in capsys.readouterr().out

    def test_advice_is_no_failure(self, found, capsys):
        found.append(Finding("It is slow.", "Wait.", must=False))
        assert self.run() == 0
        assert "look   worker: It is slow." in capsys.readouterr().out

    def test_something_to_mend(self, found, capsys):
        found.append(Finding("It stands still.", "Start it."))
        assert self.run(json=True) == 1
        assert '"must": true' in capsys.readouterr().out

    def test_every_check_has_its_own_name(self):
        assert len(set(CHECKS.values())) == len(CHECKS)


def free_port():
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return line.getsockname()[1]
