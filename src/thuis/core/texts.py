"""A text in both languages of the house."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """Dutch and English side by side; neither may be empty in published content."""

    nl: str
    en: str

    def in_(self, language: str) -> str:
        """The words in `language`; anything that is not Dutch reads English."""
        return self.nl if language == "nl" else self.en

    def fill(self, **values: "Text | str | int") -> "Text":
        """Both languages with their `{placeholders}` filled; a Text fills with its own language."""
        return Text(self.nl.format(**_in("nl", values)), self.en.format(**_in("en", values)))


def _in(language: str, values: "dict[str, Text | str | int]") -> dict[str, str | int]:
    return {key: value.in_(language) if isinstance(value, Text) else value for key, value in values.items()}
