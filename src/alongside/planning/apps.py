from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "alongside.planning"
    label = "planning"
    verbose_name = "Planning"
