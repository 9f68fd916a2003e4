"""What is asked when it is decided who goes on to the next round."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from laurels.web.organizer.forms.results import TieForm


class GoingOnForm(TieForm):
    def __init__(self, data: object, choices: Sequence[tuple[str, str]], places: int) -> None:
        super().__init__(data, choices)
        field = self.fields["entries"]
        field.label = _("Who goes on")
        field.help_text = ngettext(
            "There is %(n)s place. Another number is a decision too: all of them, or none.",
            "There are %(n)s places. Another number is a decision too: all of them, or none.",
            places,
        ) % {"n": places}
