"""The rules for a password, in the words of the house."""

import pytest
from django.conf import global_settings
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.module_loading import import_string

from tests import cast, factories
from thuis.config import settings


def test_the_rules_speak_to_you_and_not_formally():
    with translation.override("nl"):
        rules = password_validators_help_texts()
    assert len(rules) == 3
    assert all(rule.startswith("Je wachtwoord") for rule in rules)


@pytest.mark.parametrize(
    "easy",
    [
        "q1w2e3r4t5y6",
        "Welkom2026!!",
        "thuis-thuis-1",
        "Hogeschool01!",
        "Inholland2026",
        "aaaaaaaaaaaab",
        "kort",
    ],
)
def test_what_anybody_would_try_first_is_refused(easy):
    with pytest.raises(ValidationError):
        validate_password(easy)


@pytest.mark.django_db
def test_a_password_like_her_own_name_is_refused(bridge):
    with pytest.raises(ValidationError):
        validate_password("ineke@debrug.example1", factories.colleague(cast.INEKE))


@pytest.mark.parametrize(
    "good",
    [
        "een heel lang wachtwoord",
        "x7#k9!2&q4$8",
        "paars paard stapelt",
        "welkom-x7#k9!2&q4",
        "éñøß漢字かな日本語です",
    ],
)
def test_length_is_what_counts_and_any_sign_may_be_in_it(good):
    validate_password(good)


@pytest.mark.django_db
def test_a_password_of_a_hundred_signs_is_kept_as_it_was_typed(bridge):
    user = factories.colleague(cast.INEKE)
    long = " Aa" + "langzaam maar zeker " * 5 + "é "
    user.set_password(long)
    assert user.check_password(long)
    assert not user.check_password(long.strip())
    assert not user.check_password(long.lower())
    assert not user.check_password(long[:72])


def test_passwords_are_stretched_as_django_does_it_today():
    """Tests use a quick one; the site names none, so it follows Django: PBKDF2 with a million rounds."""
    assert not hasattr(settings, "PASSWORD_HASHERS")
    best = import_string(global_settings.PASSWORD_HASHERS[0])
    assert (best.algorithm, best.iterations >= 1_000_000) == ("pbkdf2_sha256", True)
