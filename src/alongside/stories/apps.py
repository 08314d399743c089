from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from alongside.foundation import personal
from alongside.foundation.actor import Actor, Role
from alongside.foundation.doors import Door, add


def _reads_stories(actor: Actor) -> bool:
    return actor.is_a(Role.MODERATOR)


class StoriesConfig(AppConfig):
    name = "alongside.stories"
    label = "stories"
    verbose_name = "Stories"

    def ready(self) -> None:
        from alongside.accounts.presenters import export_part
        from alongside.framework.presenters import beside as framework_pages
        from alongside.library import queries as library

        from . import queries
        from .actions import tidy
        from .presenters import learning

        framework_pages.add_stories(learning.beside, queries.revision)
        library.lend(learning.lent)
        personal.on_tidy("stories", lambda today: tidy(actor=None, today=today))
        export_part("stories", queries.kept_about)
        add(Door(_("Stories"), "stories:index", order=40))
        add(Door(_("Stories to read"), "stories:desk", order=7, for_actor=_reads_stories))
