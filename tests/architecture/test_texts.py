"""Every interface text has Dutch, every error key has words, and nothing stays behind in either list."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from thuis.config.commands.texts_extract import extracted, read_catalogue
from thuis.core import errors
from thuis.foundation.texts.messages import MESSAGES

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "thuis"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
USER_ERRORS = {
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.UserError)
}
# Said by the site itself, not raised with a literal key.
SAID_ELSEWHERE = {"server-error"}


def texts(catalogue):
    return {(message.id, message.context): message.string for message in catalogue if message.id}


def both(text):
    return list(text) if isinstance(text, tuple | list) else [text]


def test_the_catalogue_holds_exactly_the_texts_that_stand_in_the_source():
    known = read_catalogue()
    assert set(texts(known)) == set(texts(extracted(known))), "run `thuis texts extract`"


def test_every_text_has_dutch():
    missing = [key for key, dutch in texts(read_catalogue()).items() if not all(both(dutch))]
    assert missing == []


def test_dutch_fills_in_the_same_placeholders():
    different = []
    for (text, _context), dutch in texts(read_catalogue()).items():
        wanted = set(PLACEHOLDER.findall(both(text)[-1]))
        different += [one for one in both(dutch)[-1:] if one and set(PLACEHOLDER.findall(one)) != wanted]
    assert different == []


def raised_keys():
    """Every literal key in `UserError("key")` and its children, with the file that raises it."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and called(node) in USER_ERRORS and node.args:
                yield path.relative_to(SOURCE), node.args[0]


def called(node):
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


def test_every_error_key_is_a_literal_with_words():
    wrong = [
        f"{path}: {ast.unparse(key)}"
        for path, key in raised_keys()
        if not isinstance(key, ast.Constant) or key.value not in MESSAGES
    ]
    assert wrong == []


def test_no_words_for_errors_that_nobody_raises():
    raised = {key.value for _path, key in raised_keys() if isinstance(key, ast.Constant)}
    assert set(MESSAGES) - raised - SAID_ELSEWHERE == set()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_message_reads_as_a_title_and_a_sentence(language):
    from django.utils import translation

    with translation.override(language):
        wrong = [key for key, words in MESSAGES.items() if not str(words.cure).rstrip().endswith((".", "?"))]
    assert wrong == []


EAGER = """
import os, traceback
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django
from django.utils import translation
said = []
def caught(*words, **_):
    stack = "".join(traceback.format_stack(limit=6))
    said.extend([f"{words}: {stack}"] if "/src/thuis/" in stack else [])  # Django has some of its own
    return words[0]
django.setup()
for name in ("gettext", "pgettext", "ngettext", "npgettext"):
    setattr(translation._trans, name, caught)
import thuis.config.urls, thuis.config.jobs, thuis.config.mail, thuis.config.navigation
print("\\n".join(said))
"""


def test_no_text_is_translated_while_modules_load():
    """A text that is translated then has the language of the process for every reader: use the lazy one."""
    run = subprocess.run([sys.executable, "-c", EAGER], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.strip() == ""
