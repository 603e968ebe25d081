"""Which needs of students stand beside which element; from `needs.toml`."""

from collections.abc import Mapping, Sequence

from thuis.core.questionnaire.reader import Table, parse_toml, settle

Needs = Mapping[str, tuple[str, ...]]


def load_needs(source: str) -> Needs:
    """Options by element. Raises ContentError with every problem."""
    problems: list[str] = []
    given = parse_toml(source).get("needs", {})
    table = Table(given, "needs", problems)
    found = {name: table.strings(name) for name in (given if isinstance(given, dict) else ())}
    table.finish()
    settle(problems)
    return found


def check_needs(needs: Needs, elements: Sequence[str], options: Sequence[str]) -> list[str]:
    """Every element named once, every need an option that students can choose."""
    missing = [f'needs: element "{one}" is missing' for one in elements if one not in needs]
    unknown = [f'needs: element "{one}" does not exist' for one in needs if one not in elements]
    strange = [
        f'needs {name}: "{one}" is no answer that students can choose'
        for name, chosen in needs.items()
        for one in chosen
        if one not in options
    ]
    return missing + unknown + strange
