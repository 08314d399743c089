from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from alongside.foundation import upkeep
from alongside.foundation.doors import Door, add


class ExpectationsConfig(AppConfig):
    name = "alongside.expectations"
    label = "expectations"
    verbose_name = "What you can expect"

    def ready(self) -> None:
        from . import queries

        add(Door(_("What you can expect"), "expectations:index", order=20))
        upkeep.add(upkeep.Texts("expectations", queries.dated, queries.marked, queries.links))
