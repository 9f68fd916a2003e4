"""A form that shows the parts of the look; nothing here is ever saved."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SpecimenForm(forms.Form):
    name = forms.CharField(label=_("Name of your organization"), help_text=_("As it should be printed."))
    revenue = forms.DecimalField(
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        label=_("Revenue, last complete year"),
        help_text=_("In US dollars, with that of a parent company. Small Company means below 50 million."),
        error_messages={"invalid": _("Write the amount in figures, for example 41,500,000.")},
    )
    division = forms.ChoiceField(
        label=_("Division"), choices=[("open", _("Open")), ("small", _("Small Company"))], required=False
    )
    essay = forms.CharField(label=_("What did it do for your company?"), widget=forms.Textarea, required=False)
    known = forms.MultipleChoiceField(
        label=_("Memberships"),
        choices=[("support", _("Support Services")), ("field", _("Field Services"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    agreed = forms.BooleanField(label=_("She agrees to be named if this entry wins and is published."))
