"""Forms for acts on nominations and entries."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laurels.programs.models import Category, Division
from laurels.web.organizer.forms.common import ReasonForm


class DecideForm(ReasonForm):
    """Accept or decline one category of a nomination."""

    verdict = forms.ChoiceField(
        label=_("Your decision"),
        choices=[("accept", _("Accept: the application opens once its fee is settled")), ("decline", _("Decline"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether to accept or to decline.")},
    )
    field_order = ("verdict", "reason")


class FeeForm(forms.Form):
    how = forms.ChoiceField(
        label=_("The fee"),
        choices=[("paid", _("was paid")), ("waived", _("is waived"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether the fee was paid or is waived.")},
    )


class MoveForm(ReasonForm):
    """To another category, or another division, or both; only what the edition has is asked."""

    def __init__(
        self,
        data: Any,  # noqa: ANN401  # as Django's own
        categories: Sequence[Category],
        divisions: Sequence[Division],
        initial: dict[str, str],
    ) -> None:
        super().__init__(data, initial=initial)
        if categories:
            self.fields["category"] = _choice(_("Category"), categories)
        if divisions:
            self.fields["division"] = _choice(_("Division"), divisions)
        self.order_fields(["category", "division", "reason"])


def _choice(label: Any, rows: Sequence[Category] | Sequence[Division]) -> forms.ChoiceField:  # noqa: ANN401  # a lazy text
    return forms.ChoiceField(label=label, choices=[(row.key, row.name) for row in rows])
