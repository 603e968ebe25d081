from django.apps import AppConfig


class PseudonymsConfig(AppConfig):
    name = "thuis.foundation.pseudonyms"
    label = "pseudonyms"
    default_auto_field = "django.db.models.BigAutoField"
