from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from alongside.foundation.actor import Actor
from alongside.foundation.doors import Door, add

from .policies import READERS


def _looks_after_a_service(actor: Actor) -> bool:
    return actor.is_a(*READERS)


class LibraryConfig(AppConfig):
    name = "alongside.library"
    label = "library"
    verbose_name = "Library"

    def ready(self) -> None:
        from alongside.framework.presenters import beside as framework_pages

        from .presenters.beside import beside

        framework_pages.add(beside)
        add(Door(_("Learning"), "library:index", order=30))
        add(Door(_("Our service"), "library:ours", order=6, for_actor=_looks_after_a_service))
