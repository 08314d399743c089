from django.apps import AppConfig


class OthersConfig(AppConfig):
    name = "alongside.others"
    label = "others"
    verbose_name = "Other frameworks"

    def ready(self) -> None:
        from alongside.foundation import personal

        from .actions import let_go

        personal.on_tidy("others", let_go)
