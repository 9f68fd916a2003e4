"""Forms for what an organizer's programs share: staff, organizations, memberships."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class StaffForm(forms.Form):
    email = forms.EmailField(
        label=_("Mail address"),
        help_text=_("They sign in with this address; a code is mailed to it each time."),
        error_messages={
            "required": _("Write the mail address of your colleague."),
            "invalid": _("Write a whole mail address, for example ana.silva@example.org."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    name = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=200,
        help_text=_("Used until they say themselves what they are called."),
    )


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class MembershipForm(forms.Form):
    """What an organization holds, from which day to which. `until` as people say it: the last day that counts."""

    types = forms.MultipleChoiceField(
        label=_("Types of membership"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one type.")},
    )
    since = forms.DateField(
        label=_("First day"),
        widget=DateInput(),
        error_messages={"required": _("Give the first day of the membership.")},
    )
    last = forms.DateField(
        label=_("Last day"), widget=DateInput(), required=False, help_text=_("Empty: it runs on until you end it.")
    )

    def __init__(self, data: Any, types: Mapping[str, str], initial: Mapping[str, object]) -> None:  # noqa: ANN401  # as Django's own
        super().__init__(data, initial=dict(initial))
        field = self.fields["types"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = list(types.items())

    @property
    def until(self) -> dt.date | None:
        """The first day that no longer counts."""
        last: dt.date | None = self.cleaned_data["last"]
        return last + dt.timedelta(days=1) if last else None


class MergeForm(forms.Form):
    into = forms.CharField(
        label=_("The record that stays"),
        help_text=_("Its short code, from the end of its page's address."),
        max_length=16,
        error_messages={"required": _("Write the short code of the record that stays.")},
    )
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write why the two are one company.")},
    )


class ParentForm(forms.Form):
    parent = forms.CharField(
        label=_("Belongs to"),
        help_text=_("The name or the short code of the company that owns it. Empty: it belongs to nobody."),
        max_length=300,
        required=False,
    )
