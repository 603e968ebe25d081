"""The forms of a page as a browser would fill them in: every name with what stands there."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Form:
    """Where it goes, how, and what it says untouched."""

    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address, self.forms = address, []
        self.open, self.choosing = None, ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = {name: told or "" for name, told in attributes}
        if tag == "form":
            self.open = Form(found.get("action") or self.address, found.get("method", "get").lower())
            self.forms.append(self.open)
        elif self.open is not None and tag in ("input", "select", "textarea", "button", "option"):
            getattr(self, f"_{tag}")(found)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None

    def _input(self, found: dict[str, str]) -> None:
        kind = found.get("type", "text")
        if kind == "file":
            self.open.files.append(found.get("name", ""))
        elif kind in ("radio", "checkbox"):
            # the last of a row of choices: as if somebody chose
            self.open.fields[found.get("name", "")] = [found.get("value", "on")]
        elif kind == "submit":
            self._button(found)
        else:
            self._keep(found.get("name", ""), found.get("value", ""))

    def _button(self, found: dict[str, str]) -> None:
        if "name" in found:
            self.open.buttons.append((found["name"], found.get("value", "")))

    def _select(self, found: dict[str, str]) -> None:
        self.choosing = found.get("name", "")
        self._keep(self.choosing, "")

    def _option(self, found: dict[str, str]) -> None:
        self.open.fields[self.choosing] = [found.get("value", "")]

    def _textarea(self, found: dict[str, str]) -> None:
        self._keep(found.get("name", ""), "")

    def _keep(self, name: str, told: str) -> None:
        self.open.fields.setdefault(name, []).append(told)


def forms_of(text: str, address: str) -> list[Form]:
    """Every form of a page; an empty action is the page itself."""
    reader = _Reader(address)
    reader.feed(text)
    return reader.forms
