from uuid import UUID

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "alongside.accounts"
    label = "accounts"
    verbose_name = "People and places"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from allauth.account.signals import password_changed, password_reset
        from allauth.mfa.signals import authenticator_added

        from alongside.foundation import personal
        from alongside.foundation.outbox import listen

        from .actions import (
            ASKED_TO_SUPERVISE,
            SHARED,
            forget_addresses,
            let_go,
            send_word_of_asking,
            send_word_of_share,
        )
        from .middleware import end_tokens_too, note_second_factor

        listen(SHARED, lambda about, body: send_word_of_share(actor=None, share_id=UUID(about)))
        listen(
            ASKED_TO_SUPERVISE,
            lambda about, body: send_word_of_asking(actor=None, supervising_id=UUID(about)),
        )
        authenticator_added.connect(note_second_factor, dispatch_uid="accounts.second_factor")
        for another_password in (password_changed, password_reset):
            another_password.connect(end_tokens_too, dispatch_uid="accounts.end_tokens_too")
        personal.chains("person:{person}", "shares:{person}")
        personal.on_erase("accounts", forget_addresses)
        personal.on_tidy("accounts", let_go)
