from django.apps import AppConfig


class OpenBadgesConfig(AppConfig):
    name = "alongside.standards.badges"
    label = "openbadges"
    verbose_name = "Open Badges"
