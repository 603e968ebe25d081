"""The rules for a password, in the words of the house."""

from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils import translation


def test_the_rules_speak_to_you_and_not_formally():
    with translation.override("nl"):
        rules = password_validators_help_texts()
    assert len(rules) == 3
    assert all(rule.startswith("Je wachtwoord") for rule in rules)
