"""Markdown as the inside of a page: headings with names, tables with captions, links that lead somewhere."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from thuis.config.bookshelf.links import Links
from thuis.core.errors import ConfigurationError

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

SOURCE = re.compile(r'(?<=\bsrc=")[^"]+')
LETTERS = re.compile(r"[^\w\- ]")


@dataclass(frozen=True, slots=True)
class Prose:
    """The title of a document, its own parts as (name, words), and its text as HTML."""

    title: str
    parts: tuple[tuple[str, str], ...]
    html: str


def reader() -> "MarkdownIt":
    """The reader of Markdown, which a site that serves people does without."""
    try:
        from markdown_it import MarkdownIt
    except ImportError as absent:
        raise ConfigurationError(
            "Pages of the documents need markdown-it-py, and it is not here: "
            "`make docs` brings it, or install the extra `docs` of pyproject.toml."
        ) from absent
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def prose(markdown: "MarkdownIt", text: str, links: Links) -> Prose:
    """One document; `links` hears which pictures it shows."""
    tokens = markdown.parse(text)
    named = list(_name_headings(tokens))
    for token in (child for one in tokens for child in (one, *(one.children or ()))):
        _lead(token, links)
    _say_where(tokens, links)
    _calm_cells(tokens)
    html = markdown.renderer.render(_caption_tables(tokens), markdown.options, {})
    title = next((words for level, _name, words in named if level == "h1"), links.document)
    return Prose(title, tuple((name, words) for level, name, words in named if level == "h2"), html)


def _name_headings(tokens: Sequence["Token"]) -> Iterator[tuple[str, str, str]]:
    """Gives each heading the name that GitHub gives it; a name that was there already gets a number."""
    met: Counter[str] = Counter()
    for opening, inside in zip(tokens, tokens[1:], strict=False):
        if opening.type == "heading_open":
            words = _words(inside)
            name = LETTERS.sub("", words.strip().lower()).replace(" ", "-")
            opening.attrSet("id", f"{name}-{met[name]}" if met[name] else name)
            met[name] += 1
            yield opening.tag, str(opening.attrGet("id")), words


def _words(token: "Token") -> str:
    return "".join(child.content for child in token.children or ())


def _lead(token: "Token", links: Links) -> None:
    """Point a picture to where it lies now."""
    if token.type == "image":
        token.attrSet("src", links.address(str(token.attrGet("src"))) or "")
    elif token.type == "html_inline":
        token.content = SOURCE.sub(lambda found: links.address(found[0]) or "", token.content)


def _say_where(tokens: Sequence["Token"], links: Links) -> None:
    """A link to a file without a page becomes its words with its path beside them, for who has the files."""
    for inline in (token for token in tokens if token.children):
        open_goals: list[str] = []
        for token in inline.children or ():
            if token.type == "link_open":
                goal = str(token.attrGet("href"))
                address = links.address(goal)
                open_goals.append("" if address else links.path(goal))
                token.attrSet("href", address or "")
            if token.type == "link_open" and open_goals[-1]:
                _become(token, "<span>")
            elif token.type == "link_close" and (path := open_goals.pop()):
                _become(token, f"</span> <code>{escape(path)}</code>")


def _become(token: "Token", html: str) -> None:
    token.type, token.content = "html_inline", html


def _calm_cells(tokens: Sequence["Token"]) -> None:
    """A cell has no style of its own, and a heading without words is no heading."""
    for opening, inside, closing in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if opening.type in {"th_open", "td_open"}:
            if opening.attrs.pop("style", "") == "text-align:right":
                opening.attrSet("class", "number")
            if not inside.content:
                opening.tag = closing.tag = "td"


def _caption_tables(tokens: Sequence["Token"]) -> list["Token"]:
    """A table is called after the heading above it, and scrolls by itself where a page is narrow."""
    from markdown_it.token import Token

    shown: list[Token] = []
    heading = ""
    for before, token in zip([None, *tokens], tokens, strict=False):
        if before and before.type == "heading_open":
            heading = escape(_words(token))
        if token.type == "table_open":
            box = f'<div class="wide" role="group" tabindex="0" aria-label="{heading}">'
            shown.append(Token("html_block", "", 0, content=box))
        shown.append(token)
        if token.type == "table_open":
            caption = f'<caption class="unseen">{heading}</caption>'
            shown.append(Token("html_block", "", 0, content=caption))
        if token.type == "table_close":
            shown.append(Token("html_block", "", 0, content="</div>"))
    return shown
