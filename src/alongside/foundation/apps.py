from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "alongside.foundation"
    label = "foundation"
    verbose_name = "Standing ground"

    def ready(self) -> None:
        from . import startup  # noqa: F401  (registers the checks)
