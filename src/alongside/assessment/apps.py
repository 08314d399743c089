from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from alongside.foundation import personal
from alongside.foundation.actor import Actor
from alongside.foundation.doors import Door, add


def _anyone_signed_in(actor: Actor) -> bool:
    return True


class AssessmentConfig(AppConfig):
    name = "alongside.assessment"
    label = "assessment"
    verbose_name = "A worker's own view"

    def ready(self) -> None:
        from alongside.accounts.presenters import export_part, name_items

        from . import queries
        from .presenters import own

        add(Door(_("My view"), "assessment:start", order=1, for_actor=_anyone_signed_in))
        export_part("answers", own.everything)
        name_items(queries.KIND, own.shared_name)
        personal.chains("answers:{person}")
