"""What a lecturer answers about herself. It goes into a cookie of her browser and nowhere else."""

import json
from collections.abc import Collection, Mapping

from django.http import QueryDict

from thuis.rooms.approaches.presenters.lecturers import ANSWERS, SelfCheck


def posted(post: QueryDict, known: Collection[str]) -> SelfCheck:
    """What she filled in; anything else is left out."""
    return _clean({key: post.get(key, "") for key in known}, post.getlist("pick"), known)


def packed(check: SelfCheck) -> str:
    return json.dumps({"answers": dict(check.answers), "picked": check.picked}, separators=(",", ":"))


def unpacked(text: str, known: Collection[str]) -> SelfCheck:
    """What a cookie says; nothing when there is none. It is signed, so nobody else wrote it."""
    if not text:
        return SelfCheck()
    kept = json.loads(text)
    return _clean(kept["answers"], kept["picked"], known)


def _clean(answers: Mapping[str, str], picked: Collection[str], known: Collection[str]) -> SelfCheck:
    return SelfCheck(
        {key: answer for key, answer in answers.items() if key in known and answer in ANSWERS},
        tuple(key for key in known if key in picked),
    )
