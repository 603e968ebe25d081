"""Statements and records that an institution must have: its own facts in prose that it may change.

The prose stands in content/documents; a file of the same name in the folder `documents` of the installation
goes before it. The facts come from the registries, so that no document says what the software does not do.
"""

import tomllib
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from thuis.config.presenters import period
from thuis.core.errors import ContentError
from thuis.core.prose import Block, fill_in, read_prose, table
from thuis.foundation.consent.layers import consent_layers
from thuis.foundation.institution.queries import institution
from thuis.foundation.texts.content import CONTENT, all_modules
from thuis.foundation.texts.retention import retention_table


def document(kind: str, language: str) -> str:
    """One document as markdown in one language; raises ContentError with the name of the file."""
    path = source_of(kind, language)
    with translation.override(language):
        facts = {name: fact(language) for name, fact in FACTS.items()}
    try:
        return fill_in(path.read_text(encoding="utf-8"), facts)
    except ContentError as error:
        raise ContentError([f"{path.name}: {problem}" for problem in error.problems]) from error


def source_of(kind: str, language: str) -> Path:
    """The institution's own text when there is one, else ours."""
    name = f"{kind}.{language}.md"
    own = Path(settings.HOME) / "documents" / name
    return own if own.exists() else CONTENT / "documents" / name


def public_blocks(kind: str, language: str) -> tuple[Block, ...]:
    """A document as its public page shows it: without the notes for the jurist."""
    return tuple(block for block in read_prose(document(kind, language)) if block.kind != "check")


def _institution(language: str) -> str:
    unit = institution()
    return unit.name_in(language) if unit else _("this institution")


def _retention(language: str) -> str:
    rows = [
        (
            row.what.in_(language),
            row.why.in_(language),
            _("%(period)s after %(since)s") % {"period": period(row.days), "since": row.since.in_(language)},
        )
        for row in retention_table()
    ]
    return table((_("What"), _("Why"), _("How long")), rows)


def _layers(language: str) -> str:
    words = _("%(title)s (version %(version)s)")
    rows = [
        (
            words % {"title": layer.title.in_(language), "version": layer.version},
            layer.text.in_(language),
            layer.taken_back.in_(language),
        )
        for layer in consent_layers().values()
    ]
    return table((_("Choice"), _("What happens"), _("When you take it back")), rows)


def _modules(language: str) -> str:
    rows = [
        (module.title.in_(language), module.part, str(len(module.items)), module.source)
        for module in all_modules()
    ]
    return table((_("Module"), _("Part"), _("Questions"), _("Source")), rows)


def _recipients(language: str) -> str:
    rows = tomllib.loads((CONTENT / "processing.toml").read_text(encoding="utf-8"))["recipients"]
    return table((_("Who"), _("What")), [(row["who"][language], row["what"][language]) for row in rows])


def _custodian(language: str) -> str:
    if settings.CUSTODIAN:
        return _(
            "Two keys are needed to put a name to answers. One is on the server. The other is held by a "
            "custodian, per round, and lies on the server only while needed. Afterwards it is destroyed."
        )
    return _(
        "One key is needed to put a name to answers, and it is on the server. This installation has no "
        "custodian with a second key."
    )


FACTS: dict[str, Callable[[str], str]] = {
    "institution": _institution,
    "contact": lambda language: str(settings.CONTACT),
    "today": lambda language: date_format(timezone.localdate(), "j F Y"),
    "retention": _retention,
    "layers": _layers,
    "modules": _modules,
    "recipients": _recipients,
    "custodian": _custodian,
}
