from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "alongside.accounts"
    label = "accounts"
    verbose_name = "People and places"
    default_auto_field = "django.db.models.BigAutoField"
