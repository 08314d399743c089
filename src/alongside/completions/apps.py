from uuid import UUID

from django.apps import AppConfig


class CompletionsConfig(AppConfig):
    name = "alongside.completions"
    label = "completions"
    verbose_name = "Completions"

    def ready(self) -> None:
        from alongside.accounts.presenters import add_link, export_part
        from alongside.core.credentials import xapi
        from alongside.foundation import personal
        from alongside.foundation.outbox import listen
        from alongside.planning.actions import ACTIVITY_DONE, PLAN_CLOSED

        from . import presenters, queries
        from .actions import note_completed

        for topic, kind in ((ACTIVITY_DONE, xapi.ACTIVITY), (PLAN_CLOSED, xapi.PLAN)):
            listen(
                topic,
                lambda about, body, kind=kind: note_completed(  # type: ignore[misc]
                    actor=None, kind=kind, thing_id=UUID(about), at=body["at"]
                ),
            )
        personal.chains("completions:{person}")
        export_part("completions", queries.whole)
        add_link(presenters.link)
        add_link(presenters.stores_link)
