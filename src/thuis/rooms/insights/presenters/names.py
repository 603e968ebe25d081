"""How measures, answers and rounds are called, as they were named when the release was made."""

from thuis.core.disclosure.model import JOIN
from thuis.rooms.insights.queries import Scene


def measure_name(scene: Scene, measure: str) -> str:
    return scene.shape.titles.measure(measure).in_(scene.language)


def option_name(scene: Scene, item: str, option: str) -> str:
    """One answer, or several that are told together: 'never or seldom'."""
    named = [scene.shape.titles.option(item, one).in_(scene.language) for one in option.split(JOIN)]
    return " / ".join(named)


def round_name(scene: Scene, key: str) -> str:
    """The title of a round."""
    titles = {one["key"]: one for one in scene.release.rounds}
    return str(titles[key][scene.language]) if key in titles else key
