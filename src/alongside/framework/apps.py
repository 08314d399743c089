from django.apps import AppConfig


class FrameworkConfig(AppConfig):
    name = "alongside.framework"
    label = "framework"
    verbose_name = "Framework"
