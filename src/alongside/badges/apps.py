from django.apps import AppConfig


class BadgesConfig(AppConfig):
    name = "alongside.badges"
    label = "badges"
    verbose_name = "Badges"

    def ready(self) -> None:
        from alongside.accounts.presenters import export_part
        from alongside.foundation import personal

        from . import queries

        personal.chains("badges:{person}")
        export_part("badges", queries.whole)
