"""Who installs Thuis is often root; the account that serves it must be able to read the texts."""

import argparse
import os
import shutil

import pytest

from thuis.config.commands import texts_compile


@pytest.fixture
def _umask():
    before = os.umask(0o077)
    yield
    os.umask(before)


@pytest.mark.usefixtures("_umask")
def test_compiled_texts_can_be_read_by_the_account_that_serves(tmp_path, monkeypatch):
    catalogue = tmp_path / "django.po"
    shutil.copy(texts_compile.CATALOGUE, catalogue)
    monkeypatch.setattr(texts_compile, "CATALOGUE", catalogue)
    texts_compile.run(argparse.Namespace())
    assert (tmp_path / "django.mo").stat().st_mode & 0o777 == 0o644
