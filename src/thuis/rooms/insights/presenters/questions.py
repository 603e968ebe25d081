"""Every question with its answers: a card per scale, and one per question outside scales."""

from collections.abc import Iterator

from thuis.core.disclosure.model import Measure
from thuis.rooms.insights.presenters import makers
from thuis.rooms.insights.presenters.names import measure_name
from thuis.rooms.insights.presenters.tab import Found
from thuis.rooms.insights.queries import Scene


def every_question(scene: Scene) -> Iterator[Found]:
    """A card for all questions that were asked here, in the order of the questionnaire."""
    by_scale: dict[str, list[str]] = {}
    for measure in scene.shape.rules.measures:
        if measure.kind in ("item", "choice"):
            by_scale.setdefault(measure.part_of or measure.name, []).append(measure.name)
    kinds = {one.name: one for one in scene.shape.rules.measures}
    for key, items in by_scale.items():
        yield from _of_one(scene, kinds[key], items)


def _of_one(scene: Scene, whole: Measure, items: list[str]) -> Iterator[Found]:
    title, key = measure_name(scene, whole.name), whole.name.lower()
    if whole.kind == "choice":
        if scene.options(whole.name):
            yield Found(key, title, makers.shares(key, title, whole.name))
        return
    for number, alike in enumerate(makers.alike(scene, items), start=1):
        name = title if number == 1 else f"{title} ({number})"
        yield Found(f"{key}-{number}", name, makers.answers(f"{key}-{number}", name, alike))
