from django.apps import AppConfig


class CrosswalksConfig(AppConfig):
    name = "alongside.crosswalks"
    label = "crosswalks"
    verbose_name = "Crosswalks"

    def ready(self) -> None:
        from alongside.accounts.presenters import export_part
        from alongside.foundation import personal
        from alongside.framework.queries import crosswalks as told

        from . import queries
        from .actions import forget_readings

        told.lay_over(told.Above(queries.stamp, queries.changed_at, queries.told_at, queries.over))
        export_part("crosswalks", queries.export)
        personal.on_erase("crosswalks", forget_readings)
