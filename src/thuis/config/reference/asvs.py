"""The map of OWASP ASVS 5.0.0, levels 1 and 2, as a page: requirement to test, or to a reason."""

import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from thuis.config.reference.markdown import page, table

INTRO = (
    "Each requirement of [OWASP ASVS 5.0.0](https://github.com/OWASP/ASVS/tree/v5.0.0/5.0), levels 1 and 2, "
    "with what shows that it is met, or why it is not. Numbers and levels are those of the standard; the "
    "words are ours and short, so read the standard beside them. We judged this ourselves: no outsider has "
    "tested it. The source is `docs/asvs.toml`; a test sees to it that no requirement is missing and that "
    "every test exists."
)
CHAPTERS = (
    "Encoding and injection", "Input and steps", "The browser", "Interfaces", "Files", "Signing in",
    "Sessions", "Who may what", "Signed tokens", "OAuth and OpenID", "Cryptography", "TLS", "Configuration",
    "Protecting what is known", "How it is built", "Logs and errors", "WebRTC",
)  # fmt: skip
LEVELS = (1, 2)


def asvs_page(root: Path) -> str:
    """docs/reference/asvs.md"""
    known = tomllib.loads((root / "docs" / "asvs.toml").read_text(encoding="utf-8"))
    rows: Mapping[str, Any] = known["requirement"]
    parts = [INTRO, _summary(known["states"], rows), "## Not met", _open(rows)]
    for number, title in enumerate(CHAPTERS, 1):
        parts += [f"## V{number} {title}", _chapter(number, rows)]
    return page("ASVS: requirement to test", *parts)


def _summary(states: Mapping[str, str], rows: Mapping[str, Any]) -> str:
    counted = Counter((row["is"], row["level"]) for row in rows.values())
    lines = [(state, words, *(counted[state, level] for level in LEVELS)) for state, words in states.items()]
    total = [sum(row["level"] == level for row in rows.values()) for level in LEVELS]
    return table(("State", "Means", "Level 1", "Level 2"), [*lines, ("all", "", *total)])


def _open(rows: Mapping[str, Any]) -> str:
    lines = [(f"V{number}", row["level"], row["what"], row["why"]) for number, row in _of("not met", rows)]
    return table(("", "Level", "Asked", "Why not, and what it would cost"), lines)


def _of(state: str, rows: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return [(number, row) for number, row in rows.items() if row["is"] == state]


def _chapter(chapter: int, rows: Mapping[str, Any]) -> str:
    lines = [
        (f"V{number}", row["level"], row["what"], row["is"], row.get("why", ""), _tests(row))
        for number, row in rows.items()
        if number.split(".")[0] == str(chapter)
    ]
    return table(("", "Level", "Asked", "State", "Reason", "Shown by"), lines)


def _tests(row: Mapping[str, Any]) -> str:
    """The file as a link, the test by its name."""
    named = [test.partition("::") for test in row.get("tests", ())]
    return "<br>".join(f"[{name.removeprefix('test_')}](../../{path})" for path, _, name in named)
