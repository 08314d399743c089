from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from alongside.foundation.actor import Actor
from alongside.foundation.doors import Door, add


def _anyone_signed_in(actor: Actor) -> bool:
    return True


class PortfolioConfig(AppConfig):
    name = "alongside.portfolio"
    label = "portfolio"
    verbose_name = "My record"

    def ready(self) -> None:
        from alongside.accounts.presenters import export_part, name_items
        from alongside.assessment.presenters import beside as answers
        from alongside.foundation import personal, upkeep
        from alongside.planning.presenters import beside as items

        from . import policies
        from .actions.arriving import let_go
        from .presenters import forms_upkeep, linking, record
        from .queries import leaving

        add(Door(_("My record"), "portfolio:record", order=3, for_actor=_anyone_signed_in))
        personal.chains("record:{person}")
        answers.add(linking.beside_answers)
        items.add(linking.beside_items)
        name_items(
            policies.SHARED_AS,
            record.shared_name,
            page="portfolio:of",
            theirs=_("Something from their record"),
        )
        export_part("record", lambda person_id: list(leaving.whole(person_id)))
        export_part("documents_made", leaving.documents_made)
        personal.on_tidy("portfolio", let_go)
        upkeep.add(forms_upkeep.TEXTS)
