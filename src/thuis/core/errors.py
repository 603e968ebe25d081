"""Every error that Thuis raises on purpose, in one tree.

ThuisError
├── UserError            somebody can do something about it; becomes a page with a cure
│   ├── NotSignedIn      401, for programs; a person is shown the page to sign in
│   ├── NotFound         404, also for what exists but is not yours
│   ├── NotAllowed       403
│   ├── WrongWay         405, an address that only a button may use
│   ├── WrongState       409, the thing moved on (a closed round, a used link)
│   ├── TooLarge         413, more than a form or a file may bring
│   ├── InvalidInput     422, carries one problem per field or row
│   ├── TooOften         429
│   └── Unavailable      503, a database or a disk that is needed is away for now
├── ContentError         a content file is wrong; carries precise problems
└── ConfigurationError   the installation is incomplete
"""

from collections.abc import Sequence


class ThuisError(Exception):
    """Root of the tree."""


class UserError(ThuisError):
    """An error with a message key; the words live in `foundation.texts.messages`."""

    status = 400

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class NotSignedIn(UserError):
    status = 401


class NotFound(UserError):
    status = 404


class NotAllowed(UserError):
    status = 403


class WrongWay(UserError):
    status = 405


class WrongState(UserError):
    status = 409


class TooLarge(UserError):
    status = 413


class InvalidInput(UserError):
    status = 422


class TooOften(UserError):
    status = 429


class Unavailable(UserError):
    status = 503


class ContentError(ThuisError):
    """A content file does not say what it must; `problems` are sentences with a place and a cure."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class ConfigurationError(ThuisError):
    """The installation misses something; the message says what to set."""
