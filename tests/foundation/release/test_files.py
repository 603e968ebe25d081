"""The secret key of a release: made once, for its owner alone, and never accepted when it is no key."""

import pytest

from thuis.core.errors import ConfigurationError
from thuis.foundation.release.files import read_key


def test_the_first_release_makes_a_key_and_the_next_one_reads_it(tmp_path):
    path = tmp_path / "release.key"
    key = read_key(path, may_make=True)
    assert len(key) == 32
    assert read_key(path, may_make=False) == key
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("not hexadecimal", "hexadecimal digits only"),
        ("ab" * 31, "32 to 64 bytes"),
        ("ab" * 65, "32 to 64 bytes"),
    ],
)
def test_what_is_no_key_is_refused_by_name(tmp_path, text, says):
    (tmp_path / "release.key").write_text(text)
    with pytest.raises(ConfigurationError, match=f"release.key must hold .*{says}"):
        read_key(tmp_path / "release.key", may_make=True)


def test_a_next_version_makes_no_key(tmp_path):
    with pytest.raises(ConfigurationError, match="release.key is missing"):
        read_key(tmp_path / "release.key", may_make=False)
    assert list(tmp_path.iterdir()) == []
