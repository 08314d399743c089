from django.apps import AppConfig


class OthersConfig(AppConfig):
    name = "alongside.others"
    label = "others"
    verbose_name = "Other frameworks"
