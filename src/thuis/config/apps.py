from django.apps import AppConfig


class WiringConfig(AppConfig):
    """Makes the templates of config/ findable."""

    name = "thuis.config"
    label = "wiring"
