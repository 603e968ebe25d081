"""A test client that judges every page it fetches, so that no test can pass on a broken page.

A full page is valid HTML with one h1, a title, a language, unique ids, labelled controls, links inside the
page that lead somewhere, nothing inline, nothing from another host, and a content security policy.
A fragment (an answer to htmx) is judged on everything that a fragment can have.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from django.contrib.staticfiles import finders
from django.test import Client

CONTROLS = ("input", "select", "textarea")
NEEDS_NO_LABEL = {"hidden", "submit", "button", "reset", "image"}
POINTERS = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "form", "list")
RESOURCES = {
    "link": "href",
    "script": "src",
    "img": "src",
    "use": "href",
    "iframe": "src",
    "form": "action",
    "source": "src",
}
ELSEWHERE = re.compile(r"^(?:https?:)?//")
PYTHON = re.compile(r"<\w[\w .]* (?:object )?at 0x\w+>|<class |SimpleLazyObject")
SUFFIX = " · Thuis"
ONE_TIME = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")[^"]+')


class AuditingClient(Client):
    """Django's client; each HTML answer is audited before the test sees it. `user` is who signed in."""

    user: Any = None

    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        if is_html(response):
            text = ONE_TIME.sub("", response.content.decode())
            problems = [*audited(text, fragment="HTTP_HX_REQUEST" in request)]
            if "Content-Security-Policy" not in response.headers:
                problems.append("no Content-Security-Policy header")
            if problems:
                raise AssertionError(f"{request.get('PATH_INFO')}:\n  " + "\n  ".join(problems))
        return response


@lru_cache(maxsize=256)
def audited(text: str, *, fragment: bool) -> Sequence[str]:
    """A page that is fetched once more, such as 'not found', is not judged once more."""
    return tuple(audit(text, fragment=fragment))


def is_html(response: Any) -> bool:
    kind = response.headers.get("Content-Type", "")
    return kind.startswith("text/html") and not response.streaming and bool(response.content)


def audit(text: str, *, fragment: bool = False) -> list[str]:
    """Every problem of a page as a sentence; empty when it is sound."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    page = parser.parseFragment(text) if fragment else parser.parse(text)
    problems = [f"not valid HTML at {place}: {code} {values}" for place, code, values in parser.errors]
    checks = CHECKS if fragment else (*CHECKS, *PAGE_CHECKS)
    return problems + [problem for check in checks for problem in check(page)]


def one_h1(page: Element) -> Iterator[str]:
    found = [words(heading) for heading in page.iter("h1")]
    if len(found) != 1 or not found[0]:
        yield f"a page has exactly one h1 with words, found {found}"


def a_title(page: Element) -> Iterator[str]:
    found = [words(title) for title in page.iter("title") if title.text is not None]
    if len(found) != 1 or not found[0].endswith(SUFFIX) or found[0] == SUFFIX.strip():
        yield f"a title says which page this is and ends in '{SUFFIX}', found {found}"


def a_language(page: Element) -> Iterator[str]:
    if page.get("lang") not in {"nl", "en"}:
        yield f"html has lang nl or en, found {page.get('lang')}"


def one_main(page: Element) -> Iterator[str]:
    if len(list(page.iter("main"))) != 1:
        yield "a page has exactly one main"


def links_inside_the_page_lead_somewhere(page: Element) -> Iterator[str]:
    known = set(ids(page))
    for link in page.iter("a"):
        address = link.get("href", "")
        if address.startswith("#") and address[1:] not in known:
            yield f"the link {address} leads nowhere"


def pointers_point_somewhere(page: Element) -> Iterator[str]:
    known = set(ids(page))
    for element in elements(page):
        for name in POINTERS:
            for target in (element.get(name) or "").split():
                if target not in known:
                    yield f"{element.tag} {name}={target} points nowhere"


def ids_are_unique(page: Element) -> Iterator[str]:
    for name, count in Counter(ids(page)).items():
        if count > 1:
            yield f"the id {name} stands there {count} times"


def controls_have_labels(page: Element) -> Iterator[str]:
    labelled = {label.get("for") for label in page.iter("label") if words(label)}
    wrapped = {control for label in page.iter("label") if words(label) for control in label.iter()}
    for control in elements(page):
        if control.tag not in CONTROLS or control.get("type") in NEEDS_NO_LABEL:
            continue
        named = control.get("aria-label") or control.get("aria-labelledby") or control.get("id") in labelled
        if not named and control not in wrapped:
            yield f"{control.tag} {control.get('name')} has no label"


def buttons_and_links_have_words(page: Element) -> Iterator[str]:
    for element in elements(page):
        pictures = any(picture.get("alt") for picture in element.iter("img"))
        if element.tag in {"button", "a"} and not (words(element) or element.get("aria-label") or pictures):
            yield f"{element.tag} {dict(element.attrib)} has no words"


def nothing_is_inline(page: Element) -> Iterator[str]:
    for element in elements(page):
        if element.tag == "style" or (element.tag == "script" and not is_file_or_json(element)):
            yield f"inline {element.tag}"
        for name in element.attrib:
            if name == "style" or name.startswith(("on", "hx-on")):
                yield f"{element.tag} has the inline attribute {name}"


def is_file_or_json(script: Element) -> bool:
    return bool(script.get("src")) or script.get("type") == "application/json"


def nothing_comes_from_elsewhere(page: Element) -> Iterator[str]:
    for element in elements(page):
        address = element.get(RESOURCES.get(str(element.tag).split("}")[-1], ""), "")
        if ELSEWHERE.match(address):
            yield f"{element.tag} comes from elsewhere: {address}"


def icons_exist(page: Element) -> Iterator[str]:
    for element in elements(page):
        address = element.get("href") or ""
        if str(element.tag).split("}")[-1] == "use" and "icons.svg#" in address:
            name = address.split("#")[1]
            if name not in icons():
                yield f"there is no icon {name}"


def nothing_of_python_shows(page: Element) -> Iterator[str]:
    if found := PYTHON.search(words(page)):
        yield f"the page shows an object of Python: {found[0]}"


def tables_have_captions(page: Element) -> Iterator[str]:
    for table in page.iter("table"):
        if not any(words(caption) for caption in table.iter("caption")):
            yield "a table has no caption"


@cache
def icons() -> frozenset[str]:
    return frozenset(re.findall(r'id="([^"]+)"', Path(finders.find("components/icons.svg")).read_text()))


def elements(page: Element) -> Iterator[Element]:
    """Elements only: html5lib gives comments a function for a tag."""
    return (element for element in page.iter() if isinstance(element.tag, str))


def ids(page: Element) -> list[str]:
    return [element.get("id") for element in elements(page) if element.get("id")]


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


Check = Callable[[Element], Iterator[str]]
CHECKS: tuple[Check, ...] = (
    ids_are_unique,
    controls_have_labels,
    buttons_and_links_have_words,
    nothing_is_inline,
    nothing_comes_from_elsewhere,
    icons_exist,
    tables_have_captions,
    nothing_of_python_shows,
)
PAGE_CHECKS: tuple[Check, ...] = (
    one_h1,
    a_title,
    a_language,
    one_main,
    links_inside_the_page_lead_somewhere,
    pointers_point_somewhere,
)
