"""Forms about oneself, one's sharing and the teams one looks after."""

from datetime import date, timedelta
from typing import Any

from allauth.account import forms as allauth
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from alongside.foundation.actor import Actor, Role

from .policies import LONGEST_SHARE, LONGEST_TOKEN, SCOPES, USUAL_TOKEN


class NameForm(forms.Form):
    name = forms.CharField(
        label=_("Your name, as others see it"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class ReaderForm(forms.Form):
    """Whom to share with, and until when. Areas use it for whatever they let people share."""

    reader = forms.ChoiceField(
        label=_("Somebody you work with"),
        required=False,
        widget=forms.Select(attrs={"data-content": True}),
    )
    email = forms.EmailField(
        label=_("Or somebody else's e-mail address"),
        required=False,
        help_text=_("They see it once they sign in here with this address."),
    )
    until = forms.DateField(
        label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(
        self, *args: object, colleagues: list[tuple[str, str]], today: date, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.today = today
        reader = self.fields["reader"]
        assert isinstance(reader, forms.ChoiceField)
        reader.choices = [("", _("Choose a person")), *colleagues]
        self.fields["until"].initial = today + timedelta(days=90)

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if not self.today <= until <= self.today + LONGEST_SHARE:
            raise forms.ValidationError(_("Choose a day from today up to a year ahead."))
        return until

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("reader")) == bool(cleaned.get("email")) and not self.errors:
            self.add_error("reader", _("Choose one person, or give one e-mail address."))
        return cleaned


class InviteForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address"))
    role = forms.ChoiceField(label=_("Role in this team"))

    def __init__(self, *args: object, actor: Actor, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)
        role.choices = [(r.value, ROLE_NAMES[r]) for r in ROLES_BY_INVITATION]


ROLES_BY_INVITATION = (
    Role.WORKER,
    Role.SUPERVISOR,
    Role.SERVICE_LEAD,
    Role.STEWARD,
    Role.EDUCATOR,
    Role.MODERATOR,
)
ROLE_NAMES = {
    Role.WORKER: _("Worker"),
    Role.SUPERVISOR: _("Supervisor"),
    Role.SERVICE_LEAD: _("Service lead"),
    Role.STEWARD: _("Steward of the texts"),
    Role.EDUCATOR: _("Educator"),
    Role.ANALYST: _("Analyst"),
    Role.MODERATOR: _("Moderator"),
    Role.ADMINISTRATOR: _("Administrator"),
}


SCOPE_NAMES = {
    "answers:read": _("Read my own view: my answers, marks and notes"),
    "answers:write": _("Read and change my own view"),
    "plan:read": _("Read my plan"),
    "record:read": _("Read my record"),
    "record:write": _("Read my record and add entries to it"),
}


class TokenForm(forms.Form):
    """A token for a program of one's own: what for, what it may do, until when."""

    name = forms.CharField(
        label=_("What it is for"),
        max_length=60,
        help_text=_("Such as “My spreadsheet at home”."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        choices=[(one, SCOPE_NAMES[one]) for one in SCOPES],
        widget=forms.CheckboxSelectMultiple,
    )
    until = forms.DateField(
        label=_("Until"),
        help_text=_("A year at most. After this day it opens nothing."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["until"].initial = today + USUAL_TOKEN

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if not self.today <= until <= self.today + LONGEST_TOKEN:
            raise forms.ValidationError(_("Choose a day from today up to a year ahead."))
        return until


# Signing in: allauth's own forms and refusals, in our words.

ADDRESS = _("E-mail address")
GOOD_PASSWORD = _("At least 12 characters. A few words in a row are easy to keep in mind.")
WORDS: dict[str, tuple[object, object]] = {
    "email": (ADDRESS, ""),
    "login": (ADDRESS, ""),
    "oldpassword": (_("Your password now"), ""),
    "password1": (_("New password"), GOOD_PASSWORD),
    "password2": (_("The new password once more"), ""),
}


class OurWords:
    """Puts our labels and hints on a form of another package, and takes its placeholders off."""

    fields: dict[str, Any]
    words = WORDS

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in self.words:
                field.label, hint = self.words[name]
                field.help_text = hint or field.help_text


class SignUpForm(OurWords, allauth.SignupForm):  # type: ignore[misc]
    words = {**WORDS, "password1": (_("Password"), GOOD_PASSWORD)}


class LoginForm(OurWords, allauth.LoginForm):  # type: ignore[misc]
    pass


class AddEmailForm(OurWords, allauth.AddEmailForm):  # type: ignore[misc]
    pass


class ChangePasswordForm(OurWords, allauth.ChangePasswordForm):  # type: ignore[misc]
    pass


class SetPasswordForm(OurWords, allauth.SetPasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordForm(OurWords, allauth.ResetPasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordKeyForm(OurWords, allauth.ResetPasswordKeyForm):  # type: ignore[misc]
    pass


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """What signing in refuses, in our words: what is wrong and what to do."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "cannot_remove_primary_email": _("You sign in with this address, so it stays."),
        "duplicate_email": _("This address is part of your account already."),
        "email_password_mismatch": _(
            "That address and password do not go together. Try again, or choose a new password."
        ),
        "email_taken": _("Somebody has an account with this address already."),
        "enter_current_password": _("Write the password you have now."),
        "incorrect_code": _("That code is not right, or has run out. Use the newest one."),
        "incorrect_password": _("That password is not right. Try again."),
        "invalid_or_expired_key": _("This link has been used or has run out. Ask for a new one."),
        "invalid_password_reset": _("This link has been used or has run out. Ask for a new one."),
        "too_many_login_attempts": _(
            "That was tried too often. Wait five minutes, then try again."
        ),
    }


def needed(url: str) -> set[str]:
    """What must stand in an organisation's answer at this address for us to go on."""
    if "/.well-known/" not in url:
        return set()
    return {"issuer", "authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri"}


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Signing in through an organisation: who somebody is there, and what its word is enough for.

    An account is found by the organisation and the name it has for the person, never by an e-mail
    address. Several organisations stand side by side, and none may speak for the people of another:
    that an address is somebody's is believed only for the endings that whoever runs this site said
    are that organisation's own. Any other is proved by mail, as everybody's is.
    """

    error_messages = {
        **DefaultSocialAccountAdapter.error_messages,
        "email_taken": _(
            "Somebody has an account with this address already. If it is yours, sign in to it first, "
            "and join %s to it there."
        ),
        "disconnect_last": _("This is your only way to sign in. Choose a password first."),
        "connected_other": _("This way of signing in belongs to another account already."),
        "no_password": _("This is your only way to sign in. Choose a password first."),
        "no_verified_email": _("Confirm your e-mail address first."),
    }

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        said = sociallogin.account.extra_data
        told, token = said.get("userinfo") or {}, said.get("id_token")
        if not token or (told and told.get("sub") != token.get("sub")):
            raise OAuth2Error("The organisation does not say in one voice who this is.")
        own = set(sociallogin.provider.app.settings.get("emails", []))
        for address in sociallogin.email_addresses:
            ending = address.email.rpartition("@")[2].lower()
            address.verified = address.verified is True and ending in own

    def get_requests_session(self) -> Any:
        """Asks an organisation; one that is down, or answers with nonsense, gets a page that says so."""
        session = super().get_requests_session()
        ask = session.request

        def request(method: str, url: str, **more: Any) -> Any:
            try:
                answer = ask(method, url, **more)
                if method.upper() == "GET":
                    answer.raise_for_status()
                    if missing := needed(url) - set(answer.json()):
                        raise ValueError(f"{url} does not say its {missing}")
            except (OSError, ValueError, TypeError) as error:
                page = render_authentication_error(context.request, None, exception=error)
                raise ImmediateHttpResponse(page) from error
            return answer

        session.request = request
        return session

    def get_provider(
        self, request: HttpRequest, provider: str, client_id: str | None = None
    ) -> Any:
        """Two organisations may know us by the same client id. Which one somebody is on the way from
        stands beside it in their session."""
        waiting = request.session.get("socialaccount_sociallogin") if request else None
        if waiting and client_id:
            return super().get_provider(request, waiting["account"]["provider"])
        return super().get_provider(request, provider, client_id=client_id)

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        user = super().populate_user(request, sociallogin, data)
        user.email = user.email.lower()
        return user
