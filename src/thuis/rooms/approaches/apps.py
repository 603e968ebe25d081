from django.apps import AppConfig


class ApproachesConfig(AppConfig):
    name = "thuis.rooms.approaches"
    label = "approaches"
    default_auto_field = "django.db.models.BigAutoField"
