"""What an entrant fills in, apart from the text of an entry (see `sections.py`)."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laurels.accounts.models import Organization
from laurels.entries.models import Collaborator
from laurels.entries.rules import Refusal
from laurels.programs.definition import DivisionAnswers, DivisionTestDef, FormDef
from laurels.programs.models import Category, Division
from laurels.web.entrant.refusals import say_refusal

ADDRESS = _("Write the address whole, as https://www.example.com/.")


class OrganizationForm(forms.Form):
    name = forms.CharField(
        label=_("Name of your organization"), max_length=300, help_text=_("As it should be printed if you win.")
    )
    native_name = forms.CharField(
        label=_("Name in your own script"), max_length=300, required=False, help_text=_("If it differs.")
    )
    website = forms.URLField(
        label=_("Website"), required=False, assume_scheme="https", error_messages={"invalid": ADDRESS}
    )
    city = forms.CharField(label=_("City"), max_length=120, required=False)
    country = forms.CharField(label=_("Country"), max_length=80, required=False)
    about = forms.CharField(
        label=_("What you do, in one line"), max_length=300, required=False, help_text=_("For the printed record.")
    )


class DescribeForm(OrganizationForm):
    """The particulars of an organization that exists: its name stands in nominations and honors, and stays."""

    name = None  # type: ignore[assignment]  # how Django drops an inherited field
    native_name = None  # type: ignore[assignment]


class MoneyField(forms.DecimalField):
    """An amount as people write it: 41,500,000 or 41 500 000."""

    widget = forms.TextInput

    def to_python(self, value: object) -> Decimal | None:  # type: ignore[override]  # the stubs inherit an int
        text = (
            str(value or "").replace(",", "").replace(" ", "").replace("\u00a0", "").replace("\u202f", "").strip("$€")
        )
        try:
            return Decimal(text) if text else None
        except InvalidOperation as error:
            raise forms.ValidationError(_("Write the amount in figures, for example 41,500,000.")) from error


class DivisionForm(forms.Form):
    """The division and the answers to its test. Which questions are asked depends on the edition's divisions."""

    division = forms.ChoiceField(label=_("Division"), widget=forms.RadioSelect)
    revenue = MoneyField(required=False, min_value=0, widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    parent_revenue = MoneyField(required=False, min_value=0, widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    independently_owned = forms.ChoiceField(
        required=False, widget=forms.RadioSelect, choices=[("yes", _("Yes")), ("no", _("No"))]
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 as Django has it
        divisions: Iterable[Division],
        **kwargs: Any,  # noqa: ANN401 - as Django's own
    ) -> None:
        super().__init__(*args, **kwargs)
        self.divisions = {division.key: division for division in divisions}
        choices = [(division.key, division.name) for division in self.divisions.values()]
        self.fields["division"].choices = choices  # type: ignore[attr-defined]
        test = next((DivisionTestDef.from_json(each.test) for each in self.divisions.values() if each.test), None)
        if not choices:
            del self.fields["division"]
        if test is None:
            for name in ("revenue", "parent_revenue", "independently_owned"):
                del self.fields[name]
            return
        self.fields["revenue"].label = test.revenue_question
        self.fields["revenue"].help_text = _("In %(currency)s.") % {"currency": test.currency}
        self.fields["parent_revenue"].label = test.parent_question
        self.fields["independently_owned"].label = test.ownership_question

    @property
    def chosen(self) -> Division | None:
        return self.divisions.get(self.cleaned_data.get("division", ""))

    @property
    def answers(self) -> DivisionAnswers:
        owned = self.cleaned_data.get("independently_owned")
        return DivisionAnswers(
            revenue=self.cleaned_data.get("revenue"),
            parent_revenue=self.cleaned_data.get("parent_revenue"),
            independently_owned=owned == "yes" if owned else None,
        )


class StartForm(DivisionForm):
    """The first step: only what an entry cannot be without."""

    organization = forms.ChoiceField(label=_("For which organization"))
    title = forms.CharField(
        label=_("Title of the entry"), max_length=300, help_text=_("As it should be printed. You can change it later.")
    )
    category = forms.ChoiceField(label=_("Category"), widget=forms.RadioSelect)
    field_order = ("organization", "title", "category", "division", "revenue", "parent_revenue", "independently_owned")

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 as Django has it
        organizations: Iterable[Organization],
        categories: Iterable[Category],
        **kwargs: Any,  # noqa: ANN401 - as Django's own
    ) -> None:
        super().__init__(*args, **kwargs)
        _choose_organization(self, organizations)
        self.categories = {category.key: category for category in categories}
        if self.categories:
            choices = [(category.key, category.name) for category in self.categories.values()]
            self.fields["category"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["category"]

    @property
    def chosen_category(self) -> Category | None:
        return self.categories.get(self.cleaned_data.get("category", ""))


class NominationForm(forms.Form):
    """Categories, and the answers to the nomination form. Those not offered stand apart, with what they take."""

    categories = forms.MultipleChoiceField(
        label=_("Categories"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("One or more. Each is decided on its own, and has its own application."),
    )  # fmt: skip
    exceptions = forms.MultipleChoiceField(
        label=_("Not offered to your organization today"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("Tick one only to ask the organizer for an exception; the nomination waits for their word."),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 as Django has it
        offered: Iterable[Category],
        refused: Iterable[Refusal],
        asked: FormDef,
        **kwargs: Any,  # noqa: ANN401 - as Django's own
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["categories"].choices = [(each.key, each.name) for each in offered]  # type: ignore[attr-defined]
        exceptions = [(each.category, say_refusal(each)) for each in refused]
        if exceptions:
            self.fields["exceptions"].choices = exceptions  # type: ignore[attr-defined]
        else:
            del self.fields["exceptions"]
        self.answer_keys = [field.key for field in asked.fields]
        for field in asked.fields:
            widget = forms.Textarea(attrs={"rows": 6}) if field.kind == "text" else forms.TextInput()
            self.fields[f"answer-{field.key}"] = forms.CharField(
                label=field.label, help_text=field.help, required=False, widget=widget
            )

    @property
    def answer_fields(self) -> list[tuple[str, forms.BoundField]]:
        """What the page draws: the field's own key, and its control."""
        return [(key, self[f"answer-{key}"]) for key in self.answer_keys]

    @property
    def keys(self) -> list[str]:
        return [*self.cleaned_data["categories"], *self.cleaned_data.get("exceptions", [])]

    @property
    def answers(self) -> dict[str, str]:
        return {key: self.cleaned_data[f"answer-{key}"] for key in self.answer_keys}


class InviteForm(forms.Form):
    email = forms.EmailField(
        label=_("Mail address"),
        error_messages={"invalid": _("Write a mail address, for example name@company.com.")},
    )
    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    role = forms.ChoiceField(
        label=_("May"),
        widget=forms.RadioSelect,
        choices=[
            (Collaborator.Role.EDIT, _("read and write")),
            (Collaborator.Role.SUBMIT, _("read, write, submit and invite others")),
            (Collaborator.Role.VIEW, _("read only")),
        ],
        initial=Collaborator.Role.EDIT,
    )


class FileForm(forms.Form):
    file = forms.FileField(label=_("File"))
    caption = forms.CharField(label=_("What it shows"), max_length=300, required=False)


class WithdrawForm(forms.Form):
    reason = forms.CharField(label=_("Why"), max_length=500, required=False, help_text=_("For the organizer."))


def _choose_organization(form: forms.Form, organizations: Iterable[Organization]) -> None:
    """One organization is no question; several are."""
    choices = [(each.public_id, each.name) for each in organizations]
    field = form.fields["organization"]
    field.choices = choices  # type: ignore[attr-defined]
    if len(choices) == 1:
        field.initial, field.widget = choices[0][0], forms.HiddenInput()
