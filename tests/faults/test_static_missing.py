"""The list of static files is not there: the server says so once, in words, and serves no broken pages."""

import subprocess
import sys

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage

from tests.faults.house import own_environment
from thuis.config.serving import UNPREPARED, check_prepared


@pytest.mark.parametrize("interface", ["asgi", "wsgi"])
def test_a_server_without_its_static_files_says_what_to_do(tmp_path, interface):
    environment = own_environment(
        tmp_path, THUIS_SECRET_KEY="x" * 50, THUIS_PSEUDONYM_KEY="0" * 64, THUIS_LINK_KEY="1" * 64,
        THUIS_RELEASE_KEY="2" * 64,
    )  # fmt: skip
    begun = subprocess.run(
        [sys.executable, "-c", f"import thuis.config.{interface}"],
        env=environment, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert begun.returncode == 1
    assert begun.stderr.strip().splitlines()[-1] == UNPREPARED
    assert "Traceback" not in begun.stderr


def test_a_site_that_reads_its_files_from_the_source_needs_no_list():
    assert not hasattr(staticfiles_storage, "hashed_files")
    check_prepared()
