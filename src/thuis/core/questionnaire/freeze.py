"""A questionnaire as canonical JSON, so that a round keeps exactly what was asked.

Fields that equal their default are left out: a later version of Thuis may add a field to the model and
older rounds keep their fingerprint.
"""

import hashlib
import json
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, cast, get_args, get_origin, get_type_hints

from thuis.core.questionnaire.model import Questionnaire


def to_json(questionnaire: Questionnaire) -> str:
    """Canonical text: sorted keys, no spaces, UTF-8 characters as they are."""
    return json.dumps(_plain(questionnaire), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def from_json(text: str) -> Questionnaire:
    """The questionnaire of `to_json`, equal to the last value."""
    return cast(Questionnaire, _build(Questionnaire, json.loads(text)))


def fingerprint(questionnaire: Questionnaire) -> str:
    """SHA-256 of the canonical text, in hexadecimals; equal content has an equal fingerprint."""
    return hashlib.sha256(to_json(questionnaire).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: _plain(getattr(value, field.name))
            for field in fields(value)
            if getattr(value, field.name) != field.default
        }
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


def _build(kind: Any, plain: Any) -> Any:
    """`plain` as the annotated `kind`: a dataclass, a tuple of one kind, an optional, or a plain value."""
    if get_origin(kind) is tuple:
        return tuple(_build(get_args(kind)[0], each) for each in plain)
    if isinstance(kind, UnionType):
        # `Text | None` or `int | str`: only a table needs building
        return _build(get_args(kind)[0], plain) if isinstance(plain, dict) else plain
    if is_dataclass(kind):
        hints = _hints(cast(type, kind))
        return cast(Any, kind)(**{f.name: _value(f, hints[f.name], plain) for f in fields(kind)})
    return kind(plain)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _value(field: "Field[Any]", kind: Any, plain: Any) -> Any:
    if field.name not in plain and field.default is not MISSING:
        return field.default
    return _build(kind, plain[field.name])
