"""Mail of the demo stays on this machine, and does not pile up."""

import pytest
from django.core.mail import EmailMessage

from thuis.foundation.mail.demo import KEEP, FolderBackend


@pytest.fixture
def folder(settings, tmp_path):
    settings.HOME = tmp_path
    return tmp_path / "mail"


def test_a_message_lies_in_the_folder(folder):
    assert (
        FolderBackend().send_messages([EmailMessage("Hoi", "Hoe gaat het?", to=["sanne@debrug.example"])])
        == 1
    )
    assert "Hoe gaat het?" in next(folder.glob("*.eml")).read_text()


def test_only_the_last_messages_are_kept(folder):
    messages = [EmailMessage("Hoi", str(number), to=["sanne@debrug.example"]) for number in range(KEEP + 5)]
    FolderBackend().send_messages(messages)
    assert len(list(folder.glob("*.eml"))) == KEEP
