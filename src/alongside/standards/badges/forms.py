"""A badge on its way to being checked: pasted, or as a file. It is read, and never kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.foundation.proofs import MOST_BYTES, DoesNotHold, baked_in

MOST_FILE = 2_000_000
PNG = b"\x89PNG\r\n\x1a\n"


class CheckForm(forms.Form):
    file = forms.FileField(
        label=_("The badge as a file"),
        help_text=_("A picture that carries a badge (PNG), or a JSON file. Up to 2 MB."),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".png,.json"}),
    )
    text = forms.CharField(
        label=_("Or its text"),
        help_text=_("What stands in the JSON file, from its first bracket to its last."),
        required=False,
        max_length=MOST_BYTES,
        widget=forms.Textarea(
            attrs={"rows": 6, "autocomplete": "off", "spellcheck": "false", "maxlength": False}
        ),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        sent = cleaned.get("file")
        if sent is not None:
            cleaned["badge"] = self._of_file(sent)
        elif cleaned.get("text", "").strip():
            cleaned["badge"] = cleaned["text"]
        elif not self.errors:
            raise forms.ValidationError(_("Choose a file, or paste the text of a badge."))
        return cleaned

    def _of_file(self, sent: Any) -> str:
        if sent.size > MOST_FILE:
            self.add_error("file", _("This file is larger than 2 MB, which no badge is."))
            return ""
        body = sent.read()
        try:
            if body.startswith(PNG):
                found = baked_in(body)
                if found is None:
                    self.add_error("file", _("This picture carries no badge."))
                return found or ""
            if len(body) > MOST_BYTES:
                raise DoesNotHold("larger than a badge may be")
            return str(body.decode("utf-8-sig"))
        except (DoesNotHold, UnicodeDecodeError):
            self.add_error("file", _("No badge could be read from this file."))
            return ""
