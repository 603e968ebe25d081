"""The sheet of page parts, each once with its states. A new part is one line and one small template."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thuis.foundation.components.shared_pages import THEMES

Words = Promise | str


@dataclass(frozen=True, slots=True)
class Example:
    """One part; its template is `examples/<name>.html`."""

    name: str
    title: Promise
    words: Promise

    @property
    def template(self) -> str:
        return f"examples/{self.name}.html"


@dataclass(frozen=True, slots=True)
class StylePage:
    """The sheet, with the invented lists that some parts are fed with."""

    theme: str
    examples: tuple[Example, ...]
    path: tuple[tuple[Words, str], ...]
    tabs: tuple[tuple[Words, str, bool], ...]
    bars: tuple[tuple[Words, int, bool], ...]
    facts: tuple[tuple[Words, Words], ...]
    leaf: Page[int]


EXAMPLES: tuple[Example, ...] = (
    Example(
        "colour",
        _("Colour"),
        _("Ink is for words, colour is for marks. A subject keeps its colour, its shape and its name."),
    ),
    Example("words", _("Words"), _("Five sizes, two weights, one measure.")),
    Example("buttons", _("Buttons"), _("One main button a view. Red only for what cannot be undone.")),
    Example(
        "question", _("One question"), _("Open, answered, rather not say. Tab to see focus; digits choose.")
    ),
    Example("progress", _("Progress"), _("Parts, and minutes left as measured from real answering times.")),
    Example(
        "fields", _("Fields and errors"), _("An error says what happened, what was kept and what to do.")
    ),
    Example("choices", _("Choices and files"), _("The whole row is the target.")),
    Example("page_head", _("The head of a page"), _("One title, one sentence, and what you may choose.")),
    Example("chips", _("Chips, tabs, crumbs, status"), _("Where am I, what is filtered, how does it stand.")),
    Example(
        "dots",
        _("Dot and interval"),
        _("A row of the chart is a row of a table. Grey line: the comparison. Hatched: not shown, and why."),
    ),
    Example(
        "answers", _("Diverging bars"), _("The middle answer is split around zero; sums stand at the ends.")
    ),
    Example(
        "trend",
        _("Lines"),
        _("Band: 95% interval. Grey: comparison. Words at the end of the line, no legend."),
    ),
    Example("plain_bars", _("Plain bars"), _("For the letter. Three bars, no colour of judgement.")),
    Example("pair", _("Pairs"), _("Two groups, filled and open. For what goes together, never for cause.")),
    Example(
        "behind",
        _("Behind every figure"),
        _("Its table, its method, its files. Closed they are three quiet words."),
    ),
    Example(
        "table",
        _("A table on a phone"),
        _("Long rows fall apart into lines with their names. Leafing stands below."),
    ),
    Example("person", _("A person who helps"), _("Name first, facts in a line, then what you can do.")),
    Example(
        "said",
        _("You said, we did"),
        _("Signal on the left, answer on the right, with its state and its people."),
    ),
    Example(
        "note",
        _("A quiet note"),
        _("For help lines and for what is true about privacy. One line at the side, no box."),
    ),
    Example("loop", _("The loop"), _("Five steps and where this round stands. On a phone it is one row.")),
    Example("menu", _("Language and account"), _("On the right of the bar, always.")),
    Example("empty", _("Nothing here yet"), _("An empty page teaches the next step.")),
    Example("confirm", _("Asking twice"), _("Only this floats, and only for what cannot be undone.")),
)


PATH = (("De Brug", "#content"), ("Mens & Maatschappij", "#content"), ("Social Work", ""))
TABS = ((_("Belonging"), "#content", True), (_("Inclusion"), "#content", False))
BARS = ((_("You, now"), 71, True), (_("You, last year"), 61, False), (_("Usual here"), 66, False))
FACTS = (
    (_("Where"), _("Avermeer, room 0.14, next to the canteen")),
    (_("When"), _("Monday to Thursday, 10.00–16.00")),
    (_("Language"), _("Dutch, English, Arabic")),
)


def style_page(theme: str) -> StylePage:
    """The sheet; `theme` is light, dark or empty for the reader's own wish."""
    return StylePage(
        theme=theme if theme in THEMES else "",
        examples=EXAMPLES,
        path=PATH,
        tabs=TABS,
        bars=BARS,
        facts=FACTS,
        leaf=Paginator(range(40), 10).page(2),
    )
