"""Nothing reads answers for others without the gate of consent."""

import ast

from tests.architecture.test_repository import SOURCE

TABLES = {"Response", "LetterboxAnswers", "SubmittedAnswers"}
NAMES_IN_SQL = ("responses_response", "responses_letterboxanswers")

# Modules that touch answers for the student herself, or without reading them; each with its reason.
FOR_HERSELF: dict[str, str] = {
    "config/debrug/rounds.py": "writes invented answers",
    "config/debrug/words.py": "writes invented answers",
    "foundation/responses/sealing.py": "writes the same rows anew",
    "rooms/monitor/actions/answering.py": "her own handing in",
    "rooms/monitor/actions/keys.py": "asks whether any answers wait, reads none",
    "rooms/monitor/actions/letterbox.py": "reads pseudonyms to say who finished",
    "rooms/monitor/actions/mine.py": "her own taking back",
    "rooms/monitor/actions/retention.py": "deletes",
    "rooms/monitor/presenters/mine.py": "her own page",
    "rooms/monitor/queries/closed.py": "asks whether there are answers and none wait, reads none",
    "rooms/monitor/queries/handed_in.py": "asks who needs no reminder, reads pseudonyms only",
    "rooms/monitor/queries/mine.py": "her own page",
    "rooms/monitor/queries/own.py": "her own answers",
    "rooms/monitor/queries/visits.py": "her own letter",
    "rooms/monitor/views/letters.py": "her own letter",
}


def modules():
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts and path.name != "models.py":
            yield str(path.relative_to(SOURCE)), path.read_text()


def reads_answers(source):
    imported = {
        name.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("thuis.foundation.responses")
        for name in node.names
    }
    return bool(imported & {*TABLES, "models"}) or any(name in source for name in NAMES_IN_SQL)


def uses_the_gate(source):
    calls = (node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return any(getattr(call, "id", getattr(call, "attr", "")) == "consented" for call in calls)


def without_gate(found):
    return [name for name, source in found if reads_answers(source) and not uses_the_gate(source)]


def test_whoever_reads_answers_for_others_goes_through_the_gate_and_no_exception_outlives_its_module():
    assert sorted(without_gate(modules())) == sorted(FOR_HERSELF)


def test_the_guard_sees_every_way_in():
    for sneaky in (
        "from thuis.foundation.responses.models import Response",
        "from thuis.foundation.responses import models",
        "cursor.execute('SELECT answers FROM responses_response')",
    ):
        assert without_gate([("export.py", sneaky)]) == ["export.py"]
        assert without_gate([("export.py", f"{sneaky}\nconsented([], 'core', extra_items=())")]) == []
