from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from alongside.foundation import personal
from alongside.foundation.actor import Actor
from alongside.foundation.doors import Door, add


def _anyone_signed_in(actor: Actor) -> bool:
    return True


class PlanningConfig(AppConfig):
    name = "alongside.planning"
    label = "planning"
    verbose_name = "Planning"

    def ready(self) -> None:
        from alongside.accounts.presenters import export_part, name_items

        from . import policies, presenters, queries

        add(Door(_("My plan"), "planning:plan", order=2, for_actor=_anyone_signed_in))
        export_part("plan", queries.kept_about)
        export_part("words_on_plans", queries.kept_as_other)
        name_items(
            policies.SHARED_AS,
            presenters.shared_name,
            page="planning:of",
            theirs=_("Their plan"),
        )
        personal.chains("plan:{person}")
