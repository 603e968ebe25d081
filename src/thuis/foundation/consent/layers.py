"""The words of each consent layer, from content/consent.toml."""

from collections.abc import Sequence
from functools import cache

from thuis.core.consent import LAYERS, ConsentLayer
from thuis.core.questionnaire.reader import Table, parse_toml, settle
from thuis.foundation.texts.content import CONTENT, read_content


@cache
def consent_layers() -> dict[str, ConsentLayer]:
    """Every layer by key, in the order of the file; raises ContentError."""
    return {layer.key: layer for layer in read_content(CONTENT / "consent.toml", load_consent_layers)}


def layers_of(keys: Sequence[str]) -> tuple[ConsentLayer, ...]:
    """The layers with these keys."""
    return tuple(consent_layers()[key] for key in keys)


def load_consent_layers(source: str) -> tuple[ConsentLayer, ...]:
    """The layers of a file; raises ContentError with every problem."""
    problems: list[str] = []
    table = Table(parse_toml(source), "consent", problems)
    layers = tuple(_layer(each) for each in table.tables("layers"))
    table.finish()
    if not problems and [layer.key for layer in layers] != list(LAYERS):
        problems.append(f"consent: name exactly these layers, in this order: {', '.join(LAYERS)}")
    settle(problems)
    return layers


def _layer(table: Table) -> ConsentLayer:
    layer = ConsentLayer(
        key=table.string("key"),
        version=table.integer("version"),
        title=table.text("title"),
        text=table.text("text"),
        taken_back=table.text("taken_back"),
    )
    table.finish()
    return layer


def check_consent_layers() -> list[str]:
    """Problems that a reader of the file cannot see: a version below 1."""
    return [
        f'consent "{layer.key}": version must be 1 or more'
        for layer in consent_layers().values()
        if layer.version < 1
    ]
