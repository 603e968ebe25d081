"""Files that were cut off: a named error or a clear page, and never a figure that is wrong."""

import pytest
from django.test import Client

from tests.harness.collect import client_of
from tests.harness.conftest import filled
from thuis.config.secrets import NAMES, create_missing_secrets, read_secret
from thuis.core.errors import ConfigurationError
from thuis.foundation.release.files import CELLS
from thuis.foundation.release.models import Release
from thuis.foundation.release.verify import problems_in

__all__ = ["filled"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("length", [0, 1, 40, 63])
def test_a_secret_that_was_cut_off_is_never_used(monkeypatch, tmp_path, name, length):
    """Half a key makes other pseudonyms: every link and every year would silently be somebody else's."""
    monkeypatch.setenv("THUIS_HOME", str(tmp_path))
    monkeypatch.delenv("THUIS_" + name.upper().replace("-", "_"), raising=False)
    create_missing_secrets()
    assert len(read_secret(name)) == 64
    path = tmp_path / "secrets" / name
    path.write_text(path.read_text()[:length])
    with pytest.raises(ConfigurationError, match=name):
        read_secret(name)
    assert create_missing_secrets() == [], "a secret that is broken is not replaced either"


@pytest.mark.parametrize("content", [b"", b":root { --brand: #12", b"\xff\xfe\x00", b"</style><script>"])
def test_broken_colours_break_no_page(db, settings, tmp_path, content):
    settings.BRAND_STYLESHEET = tmp_path / "brand.css"
    settings.BRAND_STYLESHEET.write_bytes(content)
    client = Client(raise_request_exception=False)
    response = client.get("/brand.css")
    assert (response.status_code, response.headers["Content-Type"]) == (200, "text/css; charset=utf-8")
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("share", [0, 0.5, 0.99])
def test_a_release_that_was_cut_off_gives_no_figures(filled, db, share):
    folder = Release.objects.get(version=1).folder
    whole = (folder / CELLS).read_bytes()
    ruben = client_of("ruben", filled)
    ruben.raise_request_exception = False
    try:
        (folder / CELLS).write_bytes(whole[: int(len(whole) * share)])
        answer = ruben.get("/api/v1/releases/1/cells/", {"round": "2024", "measure": "wellbeing"})
        assert answer.status_code >= 500
        assert set(answer.json()) == {"error"}
        assert problems_in(folder)
    finally:
        (folder / CELLS).write_bytes(whole)
