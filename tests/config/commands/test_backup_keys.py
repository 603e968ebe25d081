"""The keys of copies: made once, kept apart, and never replaced."""

import argparse

import pytest

from thuis.config.commands import backup_keys
from thuis.config.operations.sealing import SealedReader, SealedWriter
from thuis.core.errors import ConfigurationError


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("THUIS_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def make(out):
    return backup_keys.run(argparse.Namespace(out=out))


def test_secret_keys_go_elsewhere_and_public_ones_stay(home, tmp_path):
    assert make(tmp_path / "stick") == 0
    for part in ("people", "answers"):
        secret = tmp_path / "stick" / f"{part}.key"
        public = (home / "backup-keys" / f"{part}.pub").read_text().strip()
        assert secret.stat().st_mode & 0o777 == 0o600
        with (tmp_path / "sealed").open("wb") as file:
            writer = SealedWriter(file, public, part)
            writer.write(b"words")
            writer.finish()
        with (tmp_path / "sealed").open("rb") as file:
            assert SealedReader(file, secret.read_text().strip(), part).read() == b"words"


def test_keys_that_stand_are_never_replaced(home, tmp_path):
    make(tmp_path / "stick")
    before = (tmp_path / "stick" / "people.key").read_text()
    for out in (tmp_path / "stick", tmp_path / "another"):
        with pytest.raises(ConfigurationError, match="nothing was changed"):
            make(out)
    assert (tmp_path / "stick" / "people.key").read_text() == before
    assert not (tmp_path / "another").exists()


def test_secret_keys_do_not_go_into_the_home(home):
    with pytest.raises(ConfigurationError, match="outside THUIS_HOME"):
        make(home / "keys")


def test_a_place_that_cannot_be_written_is_named(home, tmp_path):
    (tmp_path / "stick").write_text("a file, not a folder")
    with pytest.raises(ConfigurationError, match="must write there"):
        make(tmp_path / "stick" / "keys")
    assert not (home / "backup-keys" / "people.pub").exists()
