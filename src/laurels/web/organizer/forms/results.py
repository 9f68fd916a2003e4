"""Forms of the results pages."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from laurels.programs.definition import HonorDef, HonorListDef
from laurels.web.organizer.forms.common import ReasonForm


def sent(request: HttpRequest) -> QueryDict | None:
    """What was posted, also when it is nothing: a form that asks nothing is sent all the same."""
    return request.POST if request.method == "POST" else None


class TieForm(ReasonForm):
    """Who of the tied is honored: as many as there are places, or as the organizer sees fit."""

    entries = forms.MultipleChoiceField(
        label=_("Who is honored"),
        required=False,
        help_text=_("Choose as many as there are places. Another number is a decision too: all of them, or none."),
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("entries", "reason")

    def __init__(self, data: object, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        field = self.fields["entries"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 for the type checker
        field.choices = choices


class ShareForm(ReasonForm):
    """Which of several honors each of the equal entries gets, or none."""

    PREFIX = "honor-"
    NONE = "none"

    def __init__(self, data: object, entries: Sequence[tuple[str, str]], honors: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        for key, name in entries:
            self.fields[self.PREFIX + key] = forms.ChoiceField(
                label=name, choices=[(self.NONE, _("no honor")), *honors]
            )
        self.order_fields([*(self.PREFIX + key for key, _name in entries), "reason"])

    def shared(self) -> dict[str, str]:
        """Entry to its honor, of those that get one."""
        given = {name.removeprefix(self.PREFIX): value for name, value in self.cleaned_data.items() if name != "reason"}
        return {entry: honor for entry, honor in given.items() if honor != self.NONE}


class HonorForm(ReasonForm):
    """An honor by hand."""

    honor = forms.ChoiceField(label=_("Honor"))
    citation = forms.CharField(
        label=_("For what"),
        required=False,
        max_length=300,
        help_text=_("One line, printed with the name. Left empty it is the entry's title."),
    )
    field_order = ("honor", "citation", "reason")

    def __init__(self, data: object, honors: Sequence[HonorDef]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        field = self.fields["honor"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 for the type checker
        field.choices = [(honor.key, honor.name) for honor in honors]


class CiteForm(forms.Form):
    """For what an honor is given, in one line."""

    citation = forms.CharField(
        label=_("For what"),
        required=False,
        max_length=300,
        help_text=_("One line, printed with the name. Left empty it is the entry's title."),
    )


class NameForm(ReasonForm):
    """Somebody for a list that a committee fills."""

    honor = forms.ChoiceField(label=_("List"))
    name = forms.CharField(
        label=_("Name, as printed"),
        max_length=300,
        error_messages={"required": _("Write the name as it is to stand on the list.")},
    )
    citation = forms.CharField(
        label=_("For what"), required=False, max_length=300, help_text=_("One line, printed with the name.")
    )
    year = forms.IntegerField(
        label=_("Year"),
        min_value=1900,
        max_value=2200,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": _("Write the year of the honor."), "invalid": _("Write the year in four digits.")},
    )
    field_order = ("honor", "name", "citation", "year", "reason")

    def __init__(self, data: object, lists: Sequence[HonorListDef], year: int) -> None:
        super().__init__(data, initial={"year": year})  # type: ignore[arg-type]
        field = self.fields["honor"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 for the type checker
        field.choices = [(each.key, each.name) for each in lists]
        self.fields["reason"].help_text = _("The committee's vote, with its date. Stands in the ledger, for good.")


class CorrectionForm(ReasonForm):
    """What was announced, set right: printed otherwise, given to another entry, or withdrawn."""

    SAME, NOBODY = "same", "nobody"

    whom = forms.ChoiceField(label=_("The honor"))
    name = forms.CharField(
        label=_("Name, as printed"),
        required=False,
        max_length=300,
        help_text=_("Left empty it stays as it is, or is that of the entry you choose."),
    )
    citation = forms.CharField(
        label=_("For what"),
        required=False,
        max_length=300,
        help_text=_("Left empty it stays as it is, or is the title of the entry you choose."),
    )
    title = forms.CharField(
        label=_("Headline of the correction"),
        max_length=300,
        error_messages={"required": _("Write the headline under which the correction is published.")},
    )
    field_order = ("whom", "name", "citation", "title", "reason")

    def __init__(
        self, data: object, holder: str, others: Sequence[tuple[str, str]], initial: Mapping[str, str]
    ) -> None:
        super().__init__(data, initial={"whom": self.SAME, **initial})  # type: ignore[arg-type]
        field = self.fields["whom"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 for the type checker
        field.choices = [
            (self.SAME, _("Stays with %(name)s; only what is printed changes") % {"name": holder}),
            (self.NOBODY, _("Is withdrawn; nobody takes its place")),
            *others,
        ]
        self.fields["reason"].help_text = _("Published with the correction, and stands in the ledger, for good.")

    def clean(self) -> dict[str, Any]:
        data = dict(super().clean() or {})
        if data.get("whom") == self.SAME and not (data.get("name") or data.get("citation")):
            self.add_error("name", _("Write what is to be printed instead, or choose who has the honor."))
        return data


class AnnouncementForm(forms.Form):
    title = forms.CharField(
        label=_("Title"),
        max_length=300,
        error_messages={"required": _("Write the headline under which the winners are announced.")},
    )
    text = forms.CharField(
        label=_("Text"),
        required=False,
        help_text=_("Markdown. The list of winners follows by itself."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
