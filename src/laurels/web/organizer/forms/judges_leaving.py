"""Why a judge leaves, and what becomes of the scorecards that they confirmed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from laurels.web.organizer.forms.common import ReasonForm


class WithdrawForm(ReasonForm):
    """Asks about scorecards only where there are any that count. Once announced, they can only be kept."""

    scorecards = forms.ChoiceField(label=_("Their confirmed scorecards"), widget=forms.RadioSelect, initial="keep")
    field_order = ("scorecards", "reason")

    def __init__(self, data: Any, counting: int, *, announced: bool = False) -> None:  # noqa: ANN401  # as Django's own
        super().__init__(data)
        if not counting:
            del self.fields["scorecards"]
            return
        keep = ngettext(
            "Keep it: %(n)d confirmed scorecard goes on counting, as if they were still here.",
            "Keep them: %(n)d confirmed scorecards go on counting, as if they were still here.",
            counting,
        )
        leave_out = ngettext(
            "Leave it out: %(n)d scorecard does not count from the next tally on; it stays on record.",
            "Leave them out: %(n)d scorecards do not count from the next tally on; they stay on record.",
            counting,
        )
        choices = [("keep", keep % {"n": counting})]
        if announced:
            self.fields["scorecards"].help_text = _("The results are announced, so no scorecard is left out any more.")
        else:
            choices.append(("exclude", leave_out % {"n": counting}))
        self.fields["scorecards"].choices = choices  # type: ignore[attr-defined]  # a choice field, see above
