from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "thuis.foundation.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
