from django.apps import AppConfig


class LtiConfig(AppConfig):
    name = "alongside.standards.lti"
    label = "lti"
    verbose_name = "LTI"
