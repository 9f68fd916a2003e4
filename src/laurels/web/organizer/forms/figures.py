"""A number that the rule asks of an entry."""

from django import forms
from django.utils.translation import gettext_lazy as _

from laurels.results.queries.figures import Asked
from laurels.web.organizer.forms.common import ReasonForm


class FigureForm(ReasonForm):
    """`what` is a kind of figure, of a factor with its name behind a colon."""

    what = forms.ChoiceField(label=_("What"))
    value = forms.DecimalField(
        label=_("Number"),
        max_digits=16,
        decimal_places=6,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"required": _("Write the number."), "invalid": _("Write a number such as 2.5.")},
    )
    field_order = ("what", "value", "reason")

    def __init__(self, data: object, asked: Asked) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        field = self.fields["what"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 for the type checker
        field.choices = [
            *((f"factor:{name}", name) for name in asked.factors),
            *([("deduction", _("Deduction"))] if asked.deductions else []),
            *([("consensus", _("Consensus of the panel"))] if asked.consensus else []),
        ]
