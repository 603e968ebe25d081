"""Which tables live in which database: answers apart, everything else together."""

from typing import Any

RESPONSES_APP = "responses"


class Router:
    """`responses` for the answers app, `default` for the rest; the two never join."""

    def db_for_read(self, model: Any, **_: Any) -> str:
        return _home(model._meta.app_label)

    def db_for_write(self, model: Any, **_: Any) -> str:
        return _home(model._meta.app_label)

    def allow_relation(self, one: Any, other: Any, **_: Any) -> bool:
        return _home(one._meta.app_label) == _home(other._meta.app_label)

    def allow_migrate(self, db: str, app_label: str, **_: Any) -> bool:
        return db == _home(app_label)


def _home(app_label: str) -> str:
    return "responses" if app_label == RESPONSES_APP else "default"
