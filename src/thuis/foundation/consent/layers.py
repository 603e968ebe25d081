"""The words of each consent layer, from content/consent.toml."""

from collections.abc import Collection, Sequence
from functools import cache

from thuis.core.consent import LAYERS, ConsentLayer
from thuis.core.questionnaire.model import Kind
from thuis.core.questionnaire.reader import Table, parse_toml, settle
from thuis.foundation.texts.content import CONTENT, read_content


@cache
def consent_layers() -> dict[str, ConsentLayer]:
    """Every layer by key, in the order of the file; raises ContentError."""
    return {layer.key: layer for layer in read_content(CONTENT / "consent.toml", load_consent_layers)}


def layers_of(keys: Sequence[str]) -> tuple[ConsentLayer, ...]:
    """The layers with these keys."""
    return tuple(consent_layers()[key] for key in keys)


def layers_about(keys: Sequence[str], kinds: Collection[str]) -> tuple[ConsentLayer, ...]:
    """Of these layers the ones that are asked beside questions of these kinds."""
    return tuple(layer for layer in layers_of(keys) if layer.is_asked_with(kinds))


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
        about=table.string("about", ""),
    )
    table.finish()
    return layer


def check_consent_layers() -> list[str]:
    """Problems that a reader of the file cannot see: a version below 1, a kind of question that is not."""
    kinds = {"", *(kind.value for kind in Kind)}
    layers = consent_layers().values()
    return [
        *(f'consent "{layer.key}": version must be 1 or more' for layer in layers if layer.version < 1),
        *(
            f'consent "{layer.key}": no question is of kind "{layer.about}"'
            for layer in layers
            if layer.about not in kinds
        ),
    ]
