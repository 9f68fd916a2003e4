from django import forms
from django.utils.translation import gettext_lazy as _


class ApprovalForm(forms.Form):
    """The winner reads what will be printed, mends it, and says yes."""

    title = forms.CharField(
        label=_("Headline"),
        max_length=300,
        error_messages={"required": _("Write a headline: a few words that make somebody want to read on.")},
    )
    text = forms.CharField(
        label=_("The story"),
        help_text=_("As it stands in your own entry. Leave out what should not be printed."),
        widget=forms.Textarea,
        error_messages={"required": _("Leave at least one paragraph to print.")},
    )
    agreed = forms.BooleanField(
        label=_("We agree that this is published under our name."),
        error_messages={"required": _("Without this we may not print it: tick it, or leave the page as it is.")},
    )
