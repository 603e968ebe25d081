"""The words of each mail are complete in both languages, and a slip in a placeholder is found."""

import pytest

from thuis.core.errors import ContentError
from thuis.foundation.mail.texts import MAILS, load_mail_text, mail_text

SOURCE = """
placeholders = ["name"]
subject = {{ nl = "Hoi", en = "Hi" }}
text = {{ nl = "Hoi {nl}", en = "Hi {en}" }}
"""


@pytest.mark.parametrize("path", sorted(MAILS.glob("*.toml")), ids=lambda path: path.stem)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_mail_can_be_filled_in(path, language):
    mail = mail_text(path.stem)
    letter = mail.letter(language, **{name: f"«{name}»" for name in mail.placeholders})
    assert all(f"«{name}»" in letter.subject + letter.text for name in mail.placeholders)
    assert letter.subject
    assert "\n" not in letter.subject


@pytest.mark.parametrize(
    ("dutch", "words"),
    [
        ("{naam}", "nl: {naam} is not among the placeholders"),
        ("", "nl: {name} is missing from the text"),
        ("{name", "write a brace as {{ or }}"),
    ],
)
def test_a_slip_is_named_with_its_cure(dutch, words):
    with pytest.raises(ContentError) as found:
        load_mail_text(SOURCE.format(nl=dutch, en="{name}"))
    assert any(words in problem for problem in found.value.problems)
