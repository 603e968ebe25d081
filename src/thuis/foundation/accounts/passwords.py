"""Passwords that anybody would try first."""

import re

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

# Words of this place and this work, and what lies beside each other on a keyboard.
WORDS = re.compile(
    "thuis|welzijn|wellbeing|studenten|student|hogeschool|college|docent|lecturer|teacher|monitor|survey"
    "|enquete|inholland|wachtwoord|password|welkom|welcome|geheim|secret|admin|beheer|lente|zomer|herfst"
    "|winter|spring|summer|autumn|letmein|iloveyou|qwerty|azerty|asdf|1234567890|123456|abcdef|abc",
    re.IGNORECASE,
)
YEARS_AND_SIGNS = re.compile(r"(?:19|20)\d\d|[\W_]")
LEFT, DIFFERENT = 6, 5  # characters that must be left without the words; characters that must differ


class NotTooEasy(CommonPasswordValidator):
    """Refuses the passwords of Django's list, and words of this work with a year and a sign."""

    def validate(self, password: str, user: object = None) -> None:
        super().validate(password, user)  # type: ignore[arg-type]  # any kind of user will do
        left = YEARS_AND_SIGNS.sub("", WORDS.sub("", password))
        is_words = WORDS.search(password) and len(left) < LEFT
        if is_words or len(set(password.lower())) < DIFFERENT:
            raise ValidationError(self.get_error_message(), code="password_too_common")
