"""How each thing of the loop goes on: (state, deed) leads to a state. Documents draw this as diagrams."""

from collections.abc import Mapping

from thuis.core.errors import WrongState

Table = Mapping[tuple[str, str], str]

SIGNAL: Table = {
    ("open", "tell"): "told",
    ("open", "close"): "closed",
    ("told", "take-back"): "open",
    ("closed", "reopen"): "open",
}
SESSION: Table = {
    ("planned", "hold"): "held",
    ("planned", "cancel"): "cancelled",
    ("held", "undo"): "planned",
    ("cancelled", "undo"): "planned",
}
PLAN: Table = {
    ("planned", "begin"): "doing",
    ("planned", "drop"): "dropped",
    ("doing", "finish"): "done",
    ("doing", "drop"): "dropped",
    ("doing", "stop"): "stopped",
    ("doing", "go-on"): "lasting",
    ("doing", "change"): "planned",
    ("done", "resume"): "doing",
    ("done", "stop"): "stopped",
    ("done", "go-on"): "lasting",
    ("done", "change"): "planned",
    ("lasting", "stop"): "stopped",
    ("lasting", "go-on"): "lasting",
    ("lasting", "change"): "planned",
    ("dropped", "resume"): "planned",
    ("stopped", "resume"): "planned",
}
TELLING: Table = {
    ("draft", "publish"): "published",
    ("published", "withdraw"): "withdrawn",
    ("withdrawn", "publish"): "published",
}
TABLES: Mapping[str, Table] = {"signal": SIGNAL, "session": SESSION, "plan": PLAN, "telling": TELLING}
# Who looks at a plan again chooses one of these.
DECISIONS = ("go-on", "change", "stop")
# A plan in one of these is under way: what it answers is not forgotten.
UNDER_WAY = frozenset({"planned", "doing", "done", "lasting"})


def can(table: Table, state: str, deed: str) -> bool:
    return (state, deed) in table


def after(table: Table, state: str, deed: str) -> str:
    """The state that a deed leads to. Raises WrongState."""
    if not can(table, state, deed):
        raise WrongState("loop-cannot")
    return table[state, deed]


def deeds(table: Table, state: str) -> tuple[str, ...]:
    """What can be done in a state, in the order of the table."""
    return tuple(deed for known, deed in table if known == state)
