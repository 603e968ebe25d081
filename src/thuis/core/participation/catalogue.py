"""The roles that every institution starts with, read from content/participation.toml."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from thuis.core.participation.model import Kind, RoleType, Step
from thuis.core.questionnaire.reader import Table, parse_toml, settle
from thuis.core.texts import Text

Choice = TypeVar("Choice", bound=StrEnum)
RESERVED = ("pool", "skip")  # what a word of a file may mean besides a role


@dataclass(frozen=True, slots=True)
class NamedRole:
    """A role with its name, and other words by which files call it."""

    role: RoleType
    name: Text
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OptInWords:
    """What a student agrees to before her roles are looked up."""

    version: int
    text: Text
    taken_back: Text


@dataclass(frozen=True, slots=True)
class Catalogue:
    roles: tuple[NamedRole, ...]
    opt_in: OptInWords


def load_catalogue(source: str) -> Catalogue:
    """The roles and the opt-in of a file; raises ContentError with every problem."""
    problems: list[str] = []
    table = Table(parse_toml(source), "participation", problems)
    words = table.table("opt_in")
    opt_in = OptInWords(words.integer("version"), words.text("text"), words.text("taken_back"))
    words.finish()
    roles = tuple(_role(each) for each in table.tables("roles"))
    table.finish()
    codes = [one.role.code for one in roles]
    problems += [f'role "{code}": this code is there twice' for code in {*codes} if codes.count(code) > 1]
    problems += [f'role "{code}": choose another code' for code in RESERVED if code in codes]
    settle(problems)
    return Catalogue(roles, opt_in)


def _role(table: Table) -> NamedRole:
    role = RoleType(
        code=table.string("code"),
        kind=_one_of(table, "kind", Kind, Kind.UNPAID),
        step=_one_of(table, "step", Step, Step.ACTOR),
        counts_as_professional=table.boolean("professional", False),
    )
    named = NamedRole(role, table.text("name"), table.strings("also", ()))
    table.finish()
    return named


def _one_of(table: Table, key: str, choices: type[Choice], fallback: Choice) -> Choice:
    word = table.string(key)
    if word in {one.value for one in choices}:
        return choices(word)
    table.problem(f'{key} is "{word}"; choose one of {", ".join(one.value for one in choices)}')
    return fallback
