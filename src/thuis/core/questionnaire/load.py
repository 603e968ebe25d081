"""From TOML to frozen modules. Strings in, values out; who reads the files is not known here."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from thuis.core.questionnaire.model import (
    AnswerScale,
    Band,
    Item,
    Kind,
    Module,
    Option,
    Page,
    Questionnaire,
    Scale,
)
from thuis.core.questionnaire.offers import TEMPLATES
from thuis.core.questionnaire.reader import Table, parse_toml, settle
from thuis.core.texts import Text

EMPTY = Text("", "")
# The descriptive thirds of a 0-100 score; they are not clinical borders.
BANDS = (Band("low", 0.0), Band("middle", 40.0), Band("high", 70.0))


def load_answer_scales(source: str) -> dict[str, AnswerScale]:
    """The answer scales of `answers.toml`; raises ContentError with every problem."""
    problems: list[str] = []
    root = Table(parse_toml(source), "answer scales", problems)
    scales = [_answer_scale(table) for table in root.tables("scales")]
    root.finish()
    settle(problems)
    return {scale.key: scale for scale in scales}


def load_module(source: str, answer_scales: Mapping[str, AnswerScale]) -> Module:
    """One module file; raises ContentError with every problem, each with item or page and cure."""
    problems: list[str] = []
    tables = parse_toml(source)
    module = _module(Table(tables, f"module {tables.get('key', 'without key')}", problems), answer_scales)
    settle(problems)
    return module


def compile_questionnaire(key: str, version: int, modules: Sequence[Module]) -> Questionnaire:
    """The whole that a round freezes: part A first, then part B as given.

    Raises ContentError when a pack has no words yet, when the help matrix was not expanded (`expand_help`),
    or when two modules share a code.
    """
    problems = [
        f"module {module.key}: has no item texts yet; supply the licensed words or leave the module out"
        for module in modules
        if not module.text_included
    ]
    problems += [
        f"module {module.key}, item {item.code}: is still a template; expand it with the offers first"
        for module in modules
        for item in module.items
        if item.code in TEMPLATES
    ]
    problems += _doubles("module", [module.key for module in modules])
    problems += _doubles("item", [item.code for module in modules for item in module.items])
    problems += _doubles("page", [page.key for module in modules for page in module.pages])
    problems += _doubles("scale", [scale.key for module in modules for scale in module.scales])
    settle(problems)
    return Questionnaire(key, version, tuple(sorted(modules, key=lambda module: module.part)))


def load_pack_texts(source: str) -> tuple[dict[str, Text], dict[str, Text]]:
    """The file with licensed words: `[texts]` by item code, `[labels]` by option value, optional.

    Raises ContentError with every problem.
    """
    problems: list[str] = []
    root = Table(parse_toml(source), "pack texts", problems)
    tables = [root.table("texts"), *([root.table("labels")] if root.has("labels") else [])]
    found = [{name: table.text(name) for name in table.names()} for table in tables]
    root.finish()
    settle(problems)
    return found[0], found[1] if len(found) > 1 else {}


def with_texts(module: Module, texts: Mapping[str, Text], labels: Mapping[str, Text]) -> Module:
    """A licensed pack with the words that the institution supplies, ready for use.

    `labels` name the options by value; without one the number itself stays. Raises ContentError when an
    item has no words or when a code is unknown.
    """
    codes = {item.code for item in module.items}
    problems = [
        f"module {module.key}, item {code}: no text supplied; add the licensed words in nl and en"
        for code in sorted(codes)
        if not (texts.get(code, EMPTY).nl.strip() and texts.get(code, EMPTY).en.strip())
    ]
    problems += [
        f"module {module.key}: a text was supplied for {code}, which is not an item; correct the code"
        for code in sorted(texts.keys() - codes)
    ]
    settle(problems)
    items = tuple(
        replace(item, text=texts[item.code], options=_labelled(item.options, labels)) for item in module.items
    )
    return replace(module, items=items, text_included=True)


def _labelled(options: Sequence[Option], labels: Mapping[str, Text]) -> tuple[Option, ...]:
    return tuple(replace(option, text=labels.get(str(option.value), option.text)) for option in options)


def _doubles(what: str, names: Sequence[str]) -> list[str]:
    doubles = sorted({name for name in names if names.count(name) > 1})
    return [
        f'{what} "{name}" stands in the questionnaire twice; give one of them another name'
        for name in doubles
    ]


def _answer_scale(table: Table) -> AnswerScale:
    scale = AnswerScale(table.string("key"), _options(table))
    table.finish()
    return scale


def _options(table: Table) -> tuple[Option, ...]:
    return tuple(_option(each) for each in table.tables("options"))


def _option(table: Table) -> Option:
    value = table.raw("value")
    if not isinstance(value, int | str) or isinstance(value, bool):
        table.problem("value must be a whole number or a code in quotes")
        value = ""
    option = Option(value, table.text("text"), table.boolean("exclusive", False))
    table.finish()
    return option


def _module(table: Table, answer_scales: Mapping[str, AnswerScale]) -> Module:
    included = table.boolean("text_included", True)
    sensitive = table.boolean("sensitive", False)
    module = Module(
        key=table.string("key"),
        part=table.string("part"),
        version=table.integer("version"),
        title=table.text("title"),
        intro=table.text("intro"),
        minutes=table.integer("minutes"),
        source=table.string("source"),
        licence=table.string("licence"),
        items=tuple(_item(each, answer_scales, included, sensitive) for each in table.tables("items")),
        pages=tuple(_page(each) for each in table.tables("pages")),
        scales=tuple(_scale(each) for each in table.tables("scales")),
        show_if=table.string("show_if", ""),
        text_included=included,
    )
    if module.part not in {"A", "B"}:
        table.problem('part must be "A" or "B"')
    table.finish()
    return module


def _item(table: Table, answer_scales: Mapping[str, AnswerScale], included: bool, sensitive: bool) -> Item:
    item = Item(
        code=table.string("code"),
        version=table.integer("version", 1),
        kind=_kind(table),
        text=table.text("text") if included else _no_text(table),
        options=_item_options(table, answer_scales),
        low=table.integer("low", 0),
        high=table.integer("high", 10),
        hint=table.optional_text("hint"),
        low_label=table.optional_text("low_label"),
        high_label=table.optional_text("high_label"),
        show_if=table.string("show_if", ""),
        sensitive=table.boolean("sensitive", sensitive),
    )
    table.finish()
    return item


def _no_text(table: Table) -> Text:
    if table.optional_text("text") is not None:
        table.problem("has a text although text_included = false; remove the licensed words from this file")
    return EMPTY


def _kind(table: Table) -> Kind:
    written = table.string("kind", "choice")
    if written in set(Kind):
        return Kind(written)
    table.problem(f'kind "{written}" does not exist; choose one of {", ".join(Kind)}')
    return Kind.CHOICE


def _item_options(table: Table, answer_scales: Mapping[str, AnswerScale]) -> tuple[Option, ...]:
    own = _options(table)
    if not table.has("answers"):
        return own
    key = table.string("answers")
    if own:
        table.problem("has both answers and options; keep one of them")
    if key in answer_scales:
        return answer_scales[key].options
    table.problem(f'answer scale "{key}" does not exist; choose one of {", ".join(sorted(answer_scales))}')
    return own


def _page(table: Table) -> Page:
    page = Page(
        key=table.string("key"),
        subject=table.string("subject"),
        title=table.text("title"),
        intro=table.optional_text("intro"),
        items=table.strings("items"),
        show_if=table.string("show_if", ""),
    )
    table.finish()
    return page


def _scale(table: Table) -> Scale:
    own_bands = tuple(_band(each) for each in table.tables("bands"))
    scale = Scale(
        key=table.string("key"),
        title=table.text("title"),
        method=table.string("method", "mean_0_100"),
        items=table.strings("items"),
        reversed=table.strings("reversed", ()),
        share=table.fraction("share", "2/3"),
        bands=own_bands or BANDS,
        favourable=table.string("favourable", "high"),
    )
    table.finish()
    return scale


def _band(table: Table) -> Band:
    band = Band(table.string("key"), table.number("low"))
    table.finish()
    return band
