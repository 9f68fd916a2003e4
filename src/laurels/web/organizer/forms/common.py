"""Small forms that many acts share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class NothingForm(forms.Form):
    """For an act that asks nothing but yes."""


class ReasonForm(forms.Form):
    """For an act that must say why. The reason stands in the ledger."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Stands in the ledger, for good."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write why, in a sentence that holds up a year from now.")},
    )


class OptionalReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        help_text=_("Stands in the ledger, for good."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class FindForm(forms.Form):
    """A search above a list: `text` and any number of choices, all optional. What makes no sense is ignored."""

    def __init__(self, data: Any, label: str, **choices: tuple[str, list[tuple[str, str]]]) -> None:  # noqa: ANN401  # as Django's own
        super().__init__(data)
        self.fields["text"] = forms.CharField(label=label, required=False, max_length=200)
        for name, (words, options) in choices.items():
            self.fields[name] = forms.ChoiceField(label=words, choices=options, required=False)

    def wanted(self) -> dict[str, str]:
        """What is asked for, each a text, empty for any."""
        self.full_clean()
        return {name: str(self.cleaned_data.get(name, "")).strip() for name in self.fields}
