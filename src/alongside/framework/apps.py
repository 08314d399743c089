from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from alongside.foundation import personal
from alongside.foundation.actor import Actor, Role
from alongside.foundation.doors import Door, add


def _makes_editions(actor: Actor) -> bool:
    return actor.is_national(Role.STEWARD, Role.MODERATOR)


class FrameworkConfig(AppConfig):
    name = "alongside.framework"
    label = "framework"
    verbose_name = "Framework"

    def ready(self) -> None:
        from alongside.accounts.presenters import export_part

        from .actions import forget_set_aside, forget_words
        from .queries import export

        export_part("framework", export)
        personal.on_tidy("framework", lambda today: forget_set_aside(actor=None, today=today))
        personal.on_erase("framework", forget_words)
        add(Door(_("Editions"), "framework:desk", order=8, for_actor=_makes_editions))
        add(Door(_("Framework"), "framework:index", order=10))
