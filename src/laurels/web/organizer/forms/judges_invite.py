"""Whom to invite: a file, pasted lines, or one person by hand."""

import csv
import io
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laurels.judging.invitefile import COLUMNS

LARGEST_FILE = 2 * 1024 * 1024


class InviteFileForm(forms.Form):
    file = forms.FileField(
        label=_("A file, CSV or XLSX"),
        help_text=_(
            "A header line, then one person a line. Columns: name, email; and if you like employer, expertise,"
            " max_load, language. In any order; others are ignored."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,text/csv"}),
        error_messages={
            "required": _("Choose a file first."),
            "empty": _("The file is empty. Choose one with a line for each person."),
        },
    )

    def clean_file(self) -> Any:  # noqa: ANN401  # the uploaded file
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("The file is larger than 2 MB. Keep one line for each person, nothing else."))
        return file


class InviteTextForm(forms.Form):
    people = forms.CharField(
        label=_("Lines, as you have them"),
        help_text=_("Name, mail address, employer (if any), with commas between; or cells copied from a spreadsheet."),
        widget=forms.Textarea(
            attrs={"rows": 6, "placeholder": "Inês Carvalho, ines.carvalho@example.org, Ribeira Consulting"}
        ),
        error_messages={"required": _("Write at least one line: name, mail address, employer.")},
    )


class InviteOneForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200, error_messages={"required": _("Write the name.")})
    email = forms.EmailField(
        label=_("Mail address"),
        error_messages={
            "required": _("Write the mail address that the invitation goes to."),
            "invalid": _("This is not a mail address. Write it like name@example.org."),
        },
    )
    employer = forms.CharField(label=_("Employer"), required=False, max_length=200)
    max_load = forms.IntegerField(
        label=_("Entries at most"),
        required=False,
        min_value=0,
        max_value=500,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_("Empty: as the round says."),
        error_messages={"invalid": _("Write a whole number, or nothing.")},
    )
    expertise = forms.MultipleChoiceField(label=_("Knows about"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any, known: Mapping[str, str]) -> None:  # noqa: ANN401  # as Django's own
        super().__init__(data)
        if known:
            self.fields["expertise"].choices = list(known.items())  # type: ignore[attr-defined]  # a choice field
        else:
            del self.fields["expertise"]

    def as_text(self) -> str:
        """As a list of one line, which goes the same way as any other list."""
        data = self.cleaned_data
        load = data["max_load"]
        held = io.StringIO()
        writer = csv.writer(held)
        writer.writerow(COLUMNS)
        words = ";".join(data.get("expertise", []))
        writer.writerow([data["name"], data["email"], data["employer"], words, "" if load is None else load, ""])
        return held.getvalue()
