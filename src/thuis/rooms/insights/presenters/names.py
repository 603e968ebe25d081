"""How measures, rounds and answers are called, as they were named when the release was made."""

from thuis.rooms.insights.queries import Scene


def measure_name(scene: Scene, measure: str) -> str:
    return measure


def option_name(scene: Scene, item: str, option: str) -> str:
    return option


def round_name(scene: Scene, key: str) -> str:
    """The title of a round in the reader's language."""
    titles = {one["key"]: one for one in scene.release.rounds}
    return str(titles[key][scene.language]) if key in titles else key
