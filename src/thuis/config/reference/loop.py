"""How signals, sessions, plans and tellings go on, drawn from the tables that the actions use."""

from pathlib import Path

from thuis.config.reference.markdown import code, page, table
from thuis.core.loop.agenda import MINUTES, MOST
from thuis.core.loop.answered import IN_TIME
from thuis.core.loop.remeasure import DESIGNS, SHOWS_NO_CAUSE
from thuis.core.loop.states import TABLES, UNDER_WAY, Table

INTRO = (
    "A figure or something that was heard becomes a signal. People talk about it in a session, choose, and "
    "make a plan. Students hear what came of it in a telling, and then the figure is looked at again. "
    "A signal ends told or with a reason; a guard over the demo sees to it that none is forgotten."
)
FIRST = {"signal": "open", "session": "planned", "plan": "planned", "telling": "draft"}


def loop_page(root: Path) -> str:
    """docs/reference/loop.md"""
    parts = [part for name, states in TABLES.items() for part in (f"## {name}", _diagram(name, states))]
    designs = [
        (number, code(name), "no" if number in SHOWS_NO_CAUSE else "yes") for number, name in DESIGNS.items()
    ]
    minutes = [(code(kind), number) for kind, number in MINUTES.items()]
    return page(
        "The loop: choose, act, tell, look again",
        INTRO,
        f"A plan counts as under way while it is {', '.join(sorted(map(code, UNDER_WAY)))}. A signal that is "
        f"open for more than {IN_TIME.days // 7} weeks is late.",
        *parts,
        "## The agenda of a session",
        f"At most {MOST} signals in one session.",
        table(["Point", "Minutes"], minutes),
        "## Ways to look again",
        table(["No.", "Design", "Looks at causes"], designs),
    )


def _diagram(name: str, states: Table) -> str:
    lines = [f"    {state} --> {then}: {deed}" for (state, deed), then in states.items()]
    return "\n".join(["```mermaid", "stateDiagram-v2", f"    [*] --> {FIRST[name]}", *lines, "```"])
