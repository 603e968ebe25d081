"""What a message to people is."""

from dataclasses import dataclass

from django.utils.functional import Promise

Words = Promise | str


@dataclass(frozen=True, slots=True)
class Message:
    """A title that says what happened, and a sentence that says what now."""

    title: Words
    cure: Words
