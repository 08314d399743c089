from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "alongside.foundation"
    label = "foundation"
    verbose_name = "Standing ground"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_out

        from . import (
            erasing,
            personal,
            startup,  # noqa: F401  (registers the checks)
        )
        from .middleware import note_sign_out

        user_logged_out.connect(note_sign_out)
        personal.on_erase("foundation", erasing.forget)
        personal.on_tidy("foundation", erasing.forget_old)
