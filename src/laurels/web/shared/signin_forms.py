"""The forms of sign-in and of one's own page."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AddressForm(forms.Form):
    email = forms.EmailField(
        label=_("Your mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True}),
        error_messages={
            "required": _("Write your mail address, for example ada@example.org."),
            "invalid": _("This is not a whole mail address. Write it like ada@example.org."),
        },
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code from the mail"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autofocus": True, "autocapitalize": "characters", "size": 12}
        ),
        error_messages={"required": _("Type the code that stands in the mail.")},
    )


class NameForm(forms.Form):
    name = forms.CharField(
        label=_("Your name"),
        help_text=_("As your colleagues and the organizers know you."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name.")},
    )
