"""Forms about oneself, one's sharing and the teams one looks after."""

from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.foundation.actor import Actor, Role

from .policies import LONGEST_SHARE


class NameForm(forms.Form):
    name = forms.CharField(
        label=_("Your name, as others see it"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class ReaderForm(forms.Form):
    """Whom to share with, and until when. Areas use it for whatever they let people share."""

    reader = forms.ChoiceField(label=_("Somebody you work with"), required=False)
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
