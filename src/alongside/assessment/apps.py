from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "alongside.assessment"
    label = "assessment"
    verbose_name = "Assessment"
