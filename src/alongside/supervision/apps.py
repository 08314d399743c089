from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from alongside.foundation import personal
from alongside.foundation.actor import Actor
from alongside.foundation.doors import Door, add
from alongside.foundation.moving import take_part


def _anyone_signed_in(actor: Actor) -> bool:
    return True


class SupervisionConfig(AppConfig):
    name = "alongside.supervision"
    label = "supervision"
    verbose_name = "Supervision"

    def ready(self) -> None:
        from alongside.accounts.presenters import export_part
        from alongside.assessment.presenters import voices

        from .actions import moving
        from .presenters import own, side

        add(Door(_("Supervision"), "supervision:home", order=4, for_actor=_anyone_signed_in))
        export_part("supervision", own.everything)
        voices.add(side.on_picture)
        take_part(
            "supervision",
            moving.preview,
            lambda actor, part: moving.take(actor=actor, part=part),
            title=_("Supervision"),
        )
        personal.chains("supervision:{person}")
