from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from alongside.foundation.actor import Actor
from alongside.foundation.doors import Door, add


def _has_some_to_do_with_it(actor: Actor) -> bool:
    from .policies import has_a_door

    return has_a_door(actor)


class FeedbackConfig(AppConfig):
    name = "alongside.feedback"
    label = "feedback"
    verbose_name = "Feedback"

    def ready(self) -> None:
        from alongside.assessment.presenters.beside import add_telling
        from alongside.expectations.presenters import beside

        from .presenters.beside import on_theme_page
        from .presenters.told import on_service_page

        add(Door(_("Feedback"), "feedback:told", order=7, for_actor=_has_some_to_do_with_it))
        beside.add(on_service_page)
        add_telling(on_theme_page)
