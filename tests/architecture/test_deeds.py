"""Every deed that the source records has words in the log of deeds, and no words stay behind."""

import ast
from pathlib import Path

from thuis.config.deeds import DEEDS

SOURCE = Path(__file__).resolve().parents[2] / "src" / "thuis"


def recorded():
    for path in (SOURCE / "foundation", SOURCE / "rooms", SOURCE / "config"):
        for file in path.rglob("*.py"):
            calls = (node for node in ast.walk(ast.parse(file.read_text())) if writes_audit(node))
            yield from (code for call in calls for code in deeds(call.args[0]))


def writes_audit(node):
    name = getattr(node, "func", None)
    called = getattr(name, "attr", getattr(name, "id", ""))
    return isinstance(node, ast.Call) and called == "record" and any(k.arg == "about" for k in node.keywords)


def deeds(first):
    """The first part of each code that a call may write: a literal, an f-string, or one of two."""
    if isinstance(first, ast.IfExp):
        return [*deeds(first.body), *deeds(first.orelse)]
    code = first.values[0].value if isinstance(first, ast.JoinedStr) else first.value
    return [code.partition(":")[0]]


def test_the_guard_finds_the_deeds():
    assert {"round.opened", "role-given", "use-sign-in-link"} <= set(recorded())


def test_every_recorded_deed_has_words_and_no_words_stay_behind():
    assert set(recorded()) == set(DEEDS)
