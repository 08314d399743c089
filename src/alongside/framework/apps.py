from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from alongside.foundation.doors import Door, add


class FrameworkConfig(AppConfig):
    name = "alongside.framework"
    label = "framework"
    verbose_name = "Framework"

    def ready(self) -> None:
        add(Door(_("Framework"), "framework:index", order=10))
