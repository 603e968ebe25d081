from django.apps import AppConfig


class ReleaseConfig(AppConfig):
    name = "thuis.foundation.release"
    label = "release"
    default_auto_field = "django.db.models.BigAutoField"
