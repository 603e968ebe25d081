from django.apps import AppConfig


class ComponentsConfig(AppConfig):
    name = "thuis.foundation.components"
    label = "components"
