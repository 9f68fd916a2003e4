"""Forms for what staff settle during judging: a conflict in doubt, an entry's category."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from laurels.judging.models import Conflict
from laurels.programs.models import Category, Division
from laurels.web.organizer.forms.common import ReasonForm


class DoubtForm(ReasonForm):
    """What it is, and why. One answer for everything that was chosen."""

    decision = forms.ChoiceField(
        label=_("Your decision"),
        choices=[
            (Conflict.Decision.UPHELD, _("It is a conflict: seats there are given up at once")),
            (Conflict.Decision.DISMISSED, _("It is none: this reason no longer keeps the judge away")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether it is a conflict or none.")},
    )
    field_order = ("decision", "reason")


class CategoryForm(ReasonForm):
    """Where an entry stands from now on. Empty: where it is."""

    category = forms.ChoiceField(label=_("From now on it stands in"), required=False)
    division = forms.ChoiceField(label=_("Division from now on"), required=False)
    field_order = ("category", "division", "reason")

    def __init__(
        self,
        data: Any,  # noqa: ANN401  # as Django's own
        categories: Sequence[Category],
        now_in: Category | None,
        suggested: str,
        refitted: Mapping[str, int],
        divisions: Sequence[Division] = (),
        in_division: Division | None = None,
    ) -> None:
        super().__init__(data, initial={"category": suggested})
        self._offer_divisions(divisions, in_division)
        if divisions and not categories:
            del self.fields["category"]
            return
        field = self.fields["category"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        stays = _("%(name)s, where it is") % {"name": now_in} if now_in else _("no category, as it is")
        moves = [each for each in categories if now_in is None or each.key != now_in.key]
        field.choices = [("", stays), *((each.key, _moved(each, refitted.get(each.key, 0))) for each in moves)]

    def _offer_divisions(self, divisions: Sequence[Division], now_in: Division | None) -> None:
        self.fields["reason"].help_text = _(
            "The judges who doubted it and the entrants read it; it stays in the ledger."
        )
        if not divisions:
            del self.fields["division"]
            return
        stays = _("%(name)s, where it is") % {"name": now_in} if now_in else _("no division, as it is")
        others = [(each.key, each.name) for each in divisions if now_in is None or each.key != now_in.key]
        self.fields["division"].choices = [("", stays), *others]  # type: ignore[attr-defined]  # a choice field


def _moved(category: Category, cards: int) -> str:
    if not cards:
        return category.name
    words = ngettext(
        "%(name)s (other criteria: %(n)d scorecard opens again)",
        "%(name)s (other criteria: %(n)d scorecards open again)",
        cards,
    )
    return words % {"name": category.name, "n": cards}
