from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from alongside.foundation import personal
from alongside.foundation.doors import Door, add


class LanguageConfig(AppConfig):
    name = "alongside.language"
    label = "language"
    verbose_name = "Words"

    def ready(self) -> None:
        from alongside.accounts.presenters import export_part

        from .actions import forget_invitation
        from .presenters import export

        add(Door(_("Words"), "language:words", order=50))
        export_part("words", export)
        personal.on_erase("language", forget_invitation)
