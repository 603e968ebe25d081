from django.apps import AppConfig


class WordsConfig(AppConfig):
    name = "thuis.foundation.words"
    label = "words"
    default_auto_field = "django.db.models.BigAutoField"
