"""One small language for 'show this if' and for the rules of the letter.

    WEL04 >= 3 and exhaustion_band == "high"
    not (HELP_buddy == 2) or 1 <= STOP01 <= 2
    STOP01 in (2, 3) or contains(NEED01, "money") or answered(OPEN01)

Three truths. A comparison with an answer that is missing or 'rather not say' is *unknown*; so is `not`
of unknown, and `and`/`or` follow Kleene: `false and unknown` is false, `true or unknown` is true. A
whole expression that stays unknown does not hold: nothing is shown or said because somebody was silent.
Only `answered(x)` looks at silence itself.

The text is parsed, never executed: whatever is not on the list above is a ContentError.
"""

import ast
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from thuis.core.errors import ContentError
from thuis.core.questionnaire.model import RATHER_NOT

LONGEST = 500
DEEPEST = 20

Values = Mapping[str, object]
Truth = bool | None  # None is unknown
Test = Callable[[Values], Truth]
Operand = Callable[[Values], object]

TOKEN = re.compile(
    r"""\s+|[A-Za-z_][A-Za-z0-9_]*|[0-9]{1,9}(?![0-9A-Za-z_.])|"[^"\\\n]*"|'[^'\\\n]*'|==|!=|<=|>=|[<>(),-]"""
)
COMPARISONS: dict[type[ast.cmpop], Callable[[object, object], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: lambda left, right: _ordered(left, right, operator.lt),
    ast.LtE: lambda left, right: _ordered(left, right, operator.le),
    ast.Gt: lambda left, right: _ordered(left, right, operator.gt),
    ast.GtE: lambda left, right: _ordered(left, right, operator.ge),
    ast.In: lambda left, right: _is_in(left, right),
    ast.NotIn: lambda left, right: not _is_in(left, right),
}


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled expression; `names` are the codes and keys that it reads."""

    source: str
    names: frozenset[str]
    test: Test

    def holds(self, values: Values) -> bool:
        """Whether it is true for these answers; unknown counts as not true."""
        return self.test(values) is True


@lru_cache(maxsize=4096)
def compile_expression(source: str) -> Expression:
    """The expression, ready for use; the empty one always holds. Raises ContentError with place and cure."""
    if not source.strip():
        return Expression(source, frozenset(), lambda values: True)
    body = _parse(source)
    names = frozenset(node.id for node in ast.walk(body) if isinstance(node, ast.Name)) - {
        "answered",
        "contains",
    }
    return Expression(source, names, _test(body, source))


def _parse(source: str) -> ast.expr:
    if len(source) > LONGEST:
        raise _problem(source, 0, f"is longer than {LONGEST} characters; split it over two rules")
    _check_characters(source)
    # brackets keep a line break harmless; the offset of one is taken off again in _place
    try:
        body = ast.parse("(" + source.replace("\n", " ") + ")", mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        place = (getattr(error, "offset", None) or 2) - 2
        raise _problem(source, place, "is not a complete expression; check brackets and words") from error
    if _depth(body) > DEEPEST:
        raise _problem(source, 0, f"is nested deeper than {DEEPEST}; write it flatter")
    return body


def _check_characters(source: str) -> None:
    place = 0
    while place < len(source):
        match = TOKEN.match(source, place)
        if match is None:
            raise _problem(source, place, f'"{source[place]}" cannot be used here; write it another way')
        place = match.end()


def _depth(body: ast.expr) -> int:
    deepest, row = 0, [body]
    while row:
        deepest += 1
        row = [child for node in row for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)]
    return deepest


def _test(node: ast.expr, source: str) -> Test:
    if isinstance(node, ast.BoolOp):
        parts = [_test(each, source) for each in node.values]
        return _all(parts) if isinstance(node.op, ast.And) else _any(parts)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return _not(_test(node.operand, source))
    if isinstance(node, ast.Compare):
        return _comparison(node, source)
    if isinstance(node, ast.Call):
        return _call(node, source)
    raise _at(node, source, "says neither yes nor no; compare it, as in WEL01 >= 6")


def _all(parts: list[Test]) -> Test:
    def test(values: Values) -> Truth:
        truths = [part(values) for part in parts]
        return False if False in truths else None if None in truths else True

    return test


def _any(parts: list[Test]) -> Test:
    def test(values: Values) -> Truth:
        truths = [part(values) for part in parts]
        return True if True in truths else None if None in truths else False

    return test


def _not(part: Test) -> Test:
    def test(values: Values) -> Truth:
        truth = part(values)
        return None if truth is None else not truth

    return test


def _comparison(node: ast.Compare, source: str) -> Test:
    operands = [_operand(each, source) for each in (node.left, *node.comparators)]
    steps = []
    for sign, left, right in zip(node.ops, operands, operands[1:], strict=False):
        if type(sign) not in COMPARISONS:
            raise _at(node, source, "compares with a word that is not allowed; use == or !=")
        steps.append(_step(COMPARISONS[type(sign)], left, right))
    return _all(steps)


def _step(compare: Callable[[object, object], bool], left: Operand, right: Operand) -> Test:
    def test(values: Values) -> Truth:
        one, other = left(values), right(values)
        return None if _silent(one) or _silent(other) else compare(one, other)

    return test


def _operand(node: ast.expr, source: str) -> Operand:
    if isinstance(node, ast.Name):
        return _name(node, source)
    if isinstance(node, ast.Tuple):
        constants = tuple(_constant(each, source) for each in node.elts)
        return lambda values: constants
    constant = _constant(node, source)
    return lambda values: constant


def _name(node: ast.Name, source: str) -> Operand:
    if node.id in {"answered", "contains"}:
        raise _at(node, source, f"needs brackets, as in {node.id}(…)")
    return lambda values: values.get(node.id)


def _constant(node: ast.expr, source: str) -> int | str:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = _constant(node.operand, source)
        if isinstance(inner, int):
            return -inner
    if isinstance(node, ast.Constant) and type(node.value) in (int, str):
        return node.value  # type: ignore[return-value]  # the line above says which two
    raise _at(node, source, "is not a number, a text in quotes or a list of those")


def _call(node: ast.Call, source: str) -> Test:
    called = node.func.id if isinstance(node.func, ast.Name) else ""
    arity = {"answered": 1, "contains": 2}.get(called)
    if arity is None or node.keywords or len(node.args) != arity or not isinstance(node.args[0], ast.Name):
        raise _at(node, source, 'is not a known question; use answered(X) or contains(X, "code")')
    asked = _name(node.args[0], source)
    if called == "answered":
        return lambda values: not _silent(asked(values))
    sought = _constant(node.args[1], source)
    return _step(_is_in, lambda values: sought, asked)


def _silent(value: object) -> bool:
    return value is None or value in (RATHER_NOT, "", [])


def _ordered(left: object, right: object, compare: Callable[[float, float], bool]) -> bool:
    # a text has no size: 'more than' is simply not so
    return isinstance(left, int | float) and isinstance(right, int | float) and compare(left, right)


def _is_in(left: object, right: object) -> bool:
    return isinstance(right, list | tuple) and left in right


def _at(node: ast.expr, source: str, words: str) -> ContentError:
    return _problem(source, node.col_offset - 1, f'"{ast.unparse(node)[:40]}" {words}')


def _problem(source: str, place: int, words: str) -> ContentError:
    shown = source if len(source) <= 60 else source[:57] + "…"
    return ContentError([f"expression `{shown}`, character {max(place, 0) + 1}: {words}"])
